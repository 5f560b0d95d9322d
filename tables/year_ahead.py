"""What the planner needs to know of a table: what stands in its agenda, how it likes to meet, and which days are not free.

Asked of the database in a handful of questions, however long the year.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median

from django.db.models import Q
from django.utils import timezone

from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.workdays import Calendar
from leerlandschap.network.models import Person
from tables import planning, rhythm
from tables.models import Involvement, Meeting, Seat, Table
from tables.planning import Proposal, Stretch, Wish

AHEAD = timedelta(days=365)
# A date needs some notice.
NOTICE = timedelta(days=14)
TUESDAY = 1
BEGINS, LASTS = time(9, 30), timedelta(hours=2)

MEETS_ALREADY = "deze tafel komt dan al bijeen"


@dataclass(frozen=True)
class Habit:
    """How a table likes to meet: weekday, hours and place, as its last regular meetings went."""

    weekday: int
    begins: time
    ends: time
    place: str


@dataclass(frozen=True)
class YearAhead:
    """The agenda of a table, the dates proposed for the coming year, and until when the calendar knows what is closed."""

    meetings: list[Meeting]
    habit: Habit
    wish: Wish
    times: int
    proposals: list[Proposal]
    filled_until: date | None
    until: date

    @property
    def sees_the_whole_year(self) -> bool:
        """Whether the calendar of closed days reaches as far as the proposals."""
        return self.filled_until is not None and self.filled_until >= self.until


def of(table: Table, *, on: date, weekday: int | None = None, times: int | None = None) -> YearAhead:
    """The year from `on`: with another weekday, or another number of times (weeks for a thematafel), when given."""
    meetings = list(table.meetings.standing().since(on - rhythm.LOOKS_BACK))
    habit, bounds = habit_of(table, meetings), rhythm.bounds_of(table)
    times = times or usual_times(table, meetings)
    wish = Wish(_pace(table, times, bounds), habit.weekday if weekday is None else weekday)
    days = tuple(_day(meeting) for meeting in meetings if not meeting.ad_hoc)
    stretch = Stretch(on + NOTICE, on + AHEAD, days)
    return YearAhead(
        meetings=meetings,
        habit=habit,
        wish=wish,
        times=times,
        proposals=planning.propose(stretch, bounds, wish, _why_not(table, meetings, stretch)),
        filled_until=ClosedPeriod.objects.filled_until(),
        until=stretch.last,
    )


def habit_of(table: Table, meetings: list[Meeting]) -> Habit:
    """Weekday by most of the last six regular meetings; hours and place by the last one."""
    regular = [meeting for meeting in meetings if not meeting.ad_hoc][-6:]
    if not regular:
        return Habit(TUESDAY, BEGINS, _later(BEGINS, LASTS), table.place)
    weekday = Counter(_day(meeting).weekday() for meeting in regular).most_common(1)[0][0]
    starts, ends = timezone.localtime(regular[-1].starts_at), timezone.localtime(regular[-1].ends_at)
    return Habit(weekday if weekday < 5 else TUESDAY, starts.time(), ends.time(), table.place or regular[-1].place)


def usual_times(table: Table, meetings: list[Meeting]) -> int:
    """How often somebody would plan without saying so: as its last meetings followed each other, else in the middle.

    Meetings a year for a leertafel, weeks between them for a thematafel; always within the rhythm.
    """
    low, high = max(table.rhythm_min, 1), max(table.rhythm_max, 1)
    days = [_day(meeting) for meeting in meetings if not meeting.ad_hoc][-6:]
    if len(days) < 3:
        return (low + high) // 2
    gap = max(median((after - before).days for before, after in pairwise(days)), 1)
    times = gap / 7 if table.kind == Table.Kind.THEMATAFEL else rhythm.YEAR / gap
    return min(max(round(times), low), high)


def _pace(table: Table, times: int, bounds: rhythm.Bounds) -> int:
    """From one meeting to the next in days: `times` counts weeks for a thematafel, meetings a year for a leertafel."""
    days = 7 * times if table.kind == Table.Kind.THEMATAFEL else round(rhythm.YEAR / max(times, 1))
    return min(max(days, bounds.shortest), bounds.longest)


def _why_not(table: Table, meetings: list[Meeting], stretch: Stretch) -> Callable[[date], str]:
    """A function that says why a day of the stretch is not free; empty when it is."""
    calendar = Calendar.over(stretch.first, stretch.last)
    own = {_day(meeting) for meeting in meetings}
    busy = busy_days(table, stretch.first, stretch.last)

    def why_not(day: date) -> str:
        if closed := calendar.closed_because(day):
            return closed
        return MEETS_ALREADY if day in own else _elsewhere(busy.get(day, 0))

    return why_not


def _elsewhere(count: int) -> str:
    """Never who: at which other tables somebody sits is not everybody's to know."""
    if not count:
        return ""
    return "1 lid zit dan aan een andere tafel" if count == 1 else f"{count} leden zitten dan aan een andere tafel"


def busy_days(table: Table, first: date, last: date) -> dict[date, int]:
    """Per day how many of this table (members, voorzitter, begeleider) meet at another table then."""
    sit = Seat.objects.at(table).accepted().filter(involvement=Involvement.MEMBER)
    people = Person.objects.filter(Q(pk__in=sit.values("person")) | Q(pk__in=[table.chair_id, table.facilitator_id]))
    elsewhere = Meeting.objects.planned().on_days(first, last).exclude(table=table).exclude(table=None)
    at_tables = {"table__cycles__ended_on": None, "table__cycles__seats__state": Seat.State.ACCEPTED}
    seats = "table__cycles__seats"
    sitting = elsewhere.filter(
        **at_tables, **{f"{seats}__involvement": Involvement.MEMBER, f"{seats}__person__in": people}
    )
    who = defaultdict(set)
    for starts_at, person in sitting.values_list("starts_at", f"{seats}__person"):
        who[_local(starts_at)].add(person)
    for lead in ("table__chair", "table__facilitator"):
        for starts_at, person in elsewhere.filter(**{f"{lead}__in": people}).values_list("starts_at", lead):
            who[_local(starts_at)].add(person)
    return {day: len(people) for day, people in who.items()}


def _day(meeting: Meeting) -> date:
    return _local(meeting.starts_at)


def _local(moment: datetime) -> date:
    return timezone.localdate(moment)


def _later(begins: time, lasts: timedelta) -> time:
    return (datetime.combine(date.min, begins) + lasts).time()
