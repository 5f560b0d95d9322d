"""Showing what a bundle tells to who meets the same, and counting who does."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.commons.models import Letter, Notice
from leerlandschap.commons.notices import Telling
from leerlandschap.network.models import Membership, Organisation, Person, User
from signals.models import Bundle, Echo, Happening
from tables.openness import is_wider

TOO_OPEN = "Opener dan de tafel kan niet. Kies iets dat de tafel ook is, of laat het nergens zien."
GONE = "Dit is er niet meer. Ververs de pagina."


@transaction.atomic
def show(bundle: Bundle, *, level: str, by: User) -> Bundle:
    """Let who meets the same read the title and the words of a bundle: everybody, or (network) whoever is signed in.

    An empty `level` shows it to nobody any more. Raises ValidationError for more than the table itself is.
    """
    bundle = Bundle.objects.select_for_update(of=("self",)).select_related("table").get(pk=bundle.pk)
    if level and (bundle.ended_at or is_wider(level, bundle.table.openness)):
        raise ValidationError({"level": TOO_OPEN})
    bundle.shown, bundle.shown_at = level, timezone.now() if level else None
    bundle.save(update_fields=["shown", "shown_at"])
    audit.record(by, "bundle.shown", on=bundle, level=str(level))
    return bundle


@transaction.atomic
def echo(bundle: Bundle, *, by: User | None = None, mark: str = "", wants_news: bool | None = None) -> Echo:
    """Count along, by an account or by the `mark` of a browser; once, however often it is pressed.

    Raises ValidationError when it is not theirs to read any more. The trail says that it was pressed, by nobody.
    """
    if not Bundle.objects.shown_to(by).filter(pk=bundle.pk).exists():
        raise ValidationError(GONE)
    person = by.person if by else None
    who = {"person": person} if person else {"person": None, "mark": mark}
    found, is_new = Echo.objects.get_or_create(
        bundle=bundle, **who, defaults={"organisation": _organisation_of(person), "on": timezone.localdate()}
    )
    if person and wants_news is not None and found.wants_news != wants_news:
        found.wants_news = wants_news
        found.save(update_fields=["wants_news"])
    if is_new:
        audit.record(None, "bundle.echoed", on=bundle)
    return found


def take_back(bundle: Bundle, *, by: User | None = None, mark: str = "") -> None:
    """Count along no longer; that it was taken back before is no fault."""
    of_whom(bundle, by, mark).delete()


def forget(bundle: Bundle) -> None:
    """Let go of who counted along, and of what told them; how many sides it comes from stays."""
    sides = bundle.echoes.sides()
    bundle.echoes.all().delete()
    # Of a browser that nobody has: what stood there led to whoever pressed.
    Echo.objects.bulk_create(
        Echo(bundle=bundle, mark=secrets.token_hex(32), on=timezone.localdate(bundle.made_at)) for _ in range(sides)
    )
    told = Notice.objects.filter(key__startswith=f"echo:{bundle.ref}:")
    Letter.objects.filter(notices__in=told.filter(bundled=False)).delete()
    told.delete()


def of_whom(bundle: Bundle, by: User | None, mark: str):
    """The echo of this account, or of this browser."""
    if by is not None:
        return bundle.echoes.filter(person__user=by)
    return bundle.echoes.filter(mark=mark) if mark else Echo.objects.none()


def tell(happening: Happening) -> None:
    """Tell who wants to hear what comes of it, in the one mail a day, as long as they may read it."""
    if happening.kind in Happening.FOR_HANDLERS:
        return
    bundle = happening.bundle
    path, key = bundle.shown_at_url(), f"echo:{bundle.ref}:{happening.ref}"
    waiting = bundle.echoes.filter(wants_news=True, person__user__is_active=True).select_related("person__user")
    reading = [one for one in waiting if Bundle.objects.shown_to(one.person.user).filter(pk=bundle.pk).exists()]
    notices.tell_all([
        Telling(one.person_id, "experience.echoed", f"{key}:{one.person_id}", path, {}, bundled=True) for one in reading
    ])  # fmt: skip


def _organisation_of(person: Person | None) -> Organisation | None:
    """Where somebody works, the longest when there is more than one."""
    if person is None:
        return None
    running = Membership.objects.running(timezone.localdate()).filter(person=person).select_related("organisation")
    first = running.order_by("started_on", "pk").first()
    return first.organisation if first else None
