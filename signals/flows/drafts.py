"""Keeping what somebody who is signed in types before they send it, sealed; and letting it go."""

import json
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import guard
from leerlandschap.network.models import User
from signals.models import Draft

# Nobody comes back for it after this long.
LAPSES_AFTER = timedelta(days=14)
LONGEST, MOST_CHOSEN = 4000, 100


@transaction.atomic
def keep(user: User, typed: dict) -> Draft | None:
    """Keep what `user` typed in the place of what was kept before; who typed no word has no draft."""
    if not any(isinstance(value, str) and value.strip() for name, value in typed.items() if name != "discuss"):
        drop(user)
        return None
    draft, _ = Draft.objects.select_for_update().get_or_create(user=user, defaults={"saved_at": timezone.now()})
    draft.seal(fields=json.dumps({name: _worth_keeping(value) for name, value in typed.items()}))
    draft.saved_at = timezone.now()
    draft.save(update_fields=["sealed_fields", "saved_at"])
    return draft


def of(user: User) -> Draft | None:
    """The draft of `user`, as long as it did not lapse."""
    return Draft.objects.filter(user=user, saved_at__gt=timezone.now() - LAPSES_AFTER).first()


def drop(user: User) -> None:
    """What was typed is sent, thrown away, or to be sent without a name."""
    Draft.objects.filter(user=user).delete()


def tidy(now: datetime) -> int:
    """Nobody came back for these."""
    return Draft.objects.filter(saved_at__lt=now - LAPSES_AFTER).delete()[0]


def _worth_keeping(value):
    """Cut to what a field holds, without NUL; a burgerservicenummer may not stand anywhere, so not in a draft either."""
    if isinstance(value, str):
        return guard.without_refused(value.replace("\0", "")[:LONGEST])
    return [str(one)[:20] for one in value[:MOST_CHOSEN]] if isinstance(value, list) else bool(value)
