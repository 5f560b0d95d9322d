"""Views of the inbox: what somebody asked, kept under a name; each their own."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, personal_data
from leerlandschap.network.models import User
from signals.inbox import Asked
from signals.models import SavedView

# More than these nobody finds their way in.
MOST = 20
NOTHING = "Kies eerst in de lijst een filter of woorden: zonder is er niets te bewaren."
TAKEN = "Je hebt al een weergave met deze naam. Kies een andere naam, of verwijder eerst de oude."
ENOUGH = f"Je hebt al {MOST} weergaven. Verwijder er eerst een."
PERSONAL = "Aan de woorden waarop je zoekt is misschien iemand te herkennen. Die bewaren we niet; zoek op iets anders."


@transaction.atomic
def keep(user: User, *, name: str, asked: Asked, is_first: bool) -> SavedView:
    """Keep what is asked under a name, perhaps to begin with. Raises ValidationError."""
    User.objects.select_for_update().get(pk=user.pk)
    own = SavedView.objects.filter(user=user)
    _require(own, name, asked)
    if is_first:
        own.update(is_first=False)
    view = SavedView.objects.create(
        user=user, name=name.strip(), address=asked.address, is_first=is_first, made_at=timezone.now()
    )
    audit.record(user, "view.kept", on=view)
    return view


@transaction.atomic
def begin_with(view: SavedView, *, by: User, yes: bool) -> None:
    """Let the inbox open with this view, or no longer."""
    User.objects.select_for_update().get(pk=view.user_id)
    SavedView.objects.filter(user=view.user_id).exclude(pk=view.pk).update(is_first=False)
    SavedView.objects.filter(pk=view.pk).update(is_first=yes)
    audit.record(by, "view.begun_with", on=view, yes=yes)


@transaction.atomic
def remove(view: SavedView, *, by: User) -> None:
    """Take the view away."""
    audit.record(by, "view.removed", on=view)
    view.delete()


def _require(own, name: str, asked: Asked) -> None:
    if not asked.address:
        raise ValidationError(NOTHING)
    if own.filter(name__iexact=name.strip()).exists():
        raise ValidationError({"name": TAKEN})
    if own.count() >= MOST:
        raise ValidationError(ENOUGH)
    if personal_data.find(asked["zoek"], today=timezone.localdate()):
        raise ValidationError(PERSONAL)
