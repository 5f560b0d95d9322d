"""Dated things, from every app: those to come for the start page, those of a stretch of days for the calendar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from leerlandschap.commons.registry import dated, moments, own_moments

# The lanes of the year wheel from the outside in: what they are called, and the letter that says so in the drawing.
LANES = {
    "leertafel": ("Leertafels", "L"),
    "thematafel": ("Thematafels", "T"),
    "contract": ("Contractvoortgang", "C"),
    "data": ("Gegevens", "G"),
    "report": ("Rapportages", "R"),
    "newsletter": ("Nieuwsbrief", "N"),
    "landmark": ("Leren in de regio", "I"),
}


@dataclass(frozen=True)
class Moment:
    """Something that happens at a time, somewhere, with a page of its own."""

    starts_at: datetime
    title: str
    url: str
    place: str = ""


def coming(user, since: datetime, *, limit: int) -> list[Moment]:
    """The first `limit` moments from `since` that `user` (or a visitor) may see, soonest first."""
    return _soonest(moments, user, since, limit)


def own(user, since: datetime, *, limit: int) -> list[Moment]:
    """The first `limit` moments from `since` that concern `user`: theirs to be at, to lead or to answer for."""
    return _soonest(own_moments, user, since, limit)


def _soonest(sources: Iterable, user, since: datetime, limit: int) -> list[Moment]:
    found: Iterable[Moment] = (moment for source in sources for moment in source(user, since, limit))
    return sorted(found, key=lambda moment: moment.starts_at)[:limit]


@dataclass(frozen=True)
class Span:
    """Which days are asked for, both included, and of which table or theme (their slugs; empty: of all)."""

    first: date
    last: date
    table: str = ""
    theme: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether only what belongs to a table or theme is asked for."""
        return bool(self.table or self.theme)


@dataclass(frozen=True)
class Dated:
    """Something on one or more days: `key` tells it apart for good, `when` says it in words, `url` is its page if any."""

    key: str
    lane: str
    first: date
    last: date
    title: str
    when: str
    note: str = ""
    url: str = ""
    # Of what is on one day: the hour, to order by and to show.
    clock: str = ""

    @property
    def lane_name(self) -> str:
        return LANES[self.lane][0]


def during(user, span: Span, *, but: Callable | None = None) -> list[Dated]:
    """What `user` (or a visitor) may see of these days, in order; without those of the source `but`, when one is named."""
    return in_order(one for source in dated if source is not but for one in source(user, span))


def in_order(found: Iterable[Dated]) -> list[Dated]:
    """By the day on which it begins, and by the hour."""
    return sorted(found, key=lambda one: (one.first, one.clock.zfill(9), one.key))
