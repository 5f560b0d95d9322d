"""Keeping what somebody types before they save it."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import guard
from leerlandschap.network.models import User
from tables.models import AgendaItem, Draft

# The fields of an item's form, and how much of each is kept; the first two are texts of somebody's own.
TEXTS = ("notes", "text")
LONGEST = {
    "notes": 20_000, "seen": 10, "before": 64, "kind": 12, "text": 1_000, "owner": 20, "due_on": 20, "openness": 8,
}  # fmt: skip
# Nobody comes back for it after this long.
LAPSES_AFTER = timedelta(days=60)


def place_of(item: AgendaItem) -> str:
    """Where what is typed at an item is kept."""
    return f"agendapunt:{item.ref}"


def worth_keeping(typed: Mapping[str, str]) -> dict[str, str]:
    """Of what was typed what is kept: the fields we know, cut to what they can hold, without NUL, which no database keeps.

    A burgerservicenummer may not stand anywhere, so not in a draft either: it is taken out.
    """
    kept = {name: typed[name].replace("\0", "")[:most] for name, most in LONGEST.items() if typed.get(name)}
    return kept | {name: guard.without_refused(kept[name]) for name in TEXTS if name in kept}


@transaction.atomic
def keep(user: User, place: str, typed: Mapping[str, str]) -> None:
    """Keep what `user` typed at `place`, in the place of what was kept there before."""
    Draft.objects.update_or_create(
        user=user, place=place, defaults={"fields": worth_keeping(typed), "saved_at": timezone.now()}
    )


def drop(user: User, place: str) -> None:
    """What was typed is saved, or thrown away."""
    Draft.objects.filter(user=user, place=place).delete()


def others_at(items: Iterable[AgendaItem], *, but: User) -> list[Draft]:
    """What others than `but` have not saved at these items: who, never what."""
    places = [place_of(item) for item in items]
    found = Draft.objects.filter(place__in=places).exclude(user=but).select_related("user__person")
    return list(found.defer("fields"))


def tidy(now: datetime) -> int:
    """Nobody came back for these."""
    return Draft.objects.filter(saved_at__lt=now - LAPSES_AFTER).delete()[0]
