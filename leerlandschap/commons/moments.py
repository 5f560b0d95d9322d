"""Dated things to come, from every app, for the start page and the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from leerlandschap.commons.registry import moments


@dataclass(frozen=True)
class Moment:
    """Something that happens at a time, somewhere, with a page of its own."""

    starts_at: datetime
    title: str
    url: str
    place: str = ""


def coming(user, since: datetime, *, limit: int) -> list[Moment]:
    """The first `limit` moments from `since` that `user` (or a visitor) may see, soonest first."""
    found: Iterable[Moment] = (moment for source in moments for moment in source(user, since, limit))
    return sorted(found, key=lambda moment: moment.starts_at)[:limit]
