"""The agenda of a meeting as people read it: its items in order, each with its time, and whether it all fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from tables.models import AgendaItem, Meeting, Openness, StandingItem, Table

MINUTE = timedelta(minutes=1)


class Line(NamedTuple):
    """A line of a standard agenda."""

    title: str
    minutes: int
    kind: str = AgendaItem.Kind.BUSINESS
    closes: bool = False


# What a table begins with that made no standard agenda of its own.
USUAL = (
    Line("Opening", 5),
    Line("Vaststellen van de agenda", 5),
    Line("Verslag van de vorige keer en actielijst", 10),
    Line("Mededelingen", 5),
    Line("Rondvraag", 5, closes=True),
    Line("Sluiting", 5, closes=True),
)


class Slot(NamedTuple):
    """An item and when its turn is; without times where it takes none of the meeting's time."""

    item: AgendaItem
    begins: datetime | None
    ends: datetime | None


@dataclass(frozen=True)
class Timetable:
    """The items in order with their times, and how the whole fits in the meeting."""

    slots: list[Slot]
    minutes: int
    # How long the meeting lasts.
    length: int

    @property
    def over(self) -> int:
        """How many minutes more than the meeting lasts."""
        return max(0, self.minutes - self.length)

    @property
    def left(self) -> int:
        """How many minutes are planned for nothing."""
        return max(0, self.length - self.minutes)


def standing_of(table: Table) -> list[Line]:
    """The table's standard agenda: its own, or else the usual one."""
    own = [Line(one.title, one.minutes, one.kind, one.closes) for one in table.standing_items.all()]
    return own or list(USUAL)


def has_own_standing(table: Table) -> bool:
    """Whether the table made a standard agenda of its own."""
    return StandingItem.objects.filter(table=table).exists()


def timetable(meeting: Meeting, items: Sequence[AgendaItem]) -> Timetable:
    """When the turn of each item is.

    A closed item of an open table takes no time: only who leads the table reads it, and the times of the others must not
    tell that it is there.
    """
    slots, now = [], meeting.starts_at
    for item in items:
        if not takes_time(item, meeting.table):
            slots.append(Slot(item, None, None))
            continue
        ends = now + item.minutes * MINUTE
        slots.append(Slot(item, now, ends))
        now = ends
    return Timetable(slots, (now - meeting.starts_at) // MINUTE, (meeting.ends_at - meeting.starts_at) // MINUTE)


def takes_time(item: AgendaItem, table: Table) -> bool:
    """Whether the item counts in the time of the meeting."""
    return item.openness != Openness.CLOSED or table.openness == Openness.CLOSED
