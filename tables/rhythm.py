"""The rhythm of a table: what was agreed, and whether its meetings keep to it. Ad hoc meetings don't count.

A leertafel meets so many times a year, a thematafel every so many weeks (the seed: 2–9 times, and 5–8 weeks).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from math import ceil

from django.db.models import Count, Min, Q
from django.utils import timezone

from leerlandschap.commons.templatetags.ui import day
from tables.models import Cycle, Meeting, Table
from tables.models.meetings import midnight

YEAR = 365
# How far back the guard looks for the last meeting of a table.
LOOKS_BACK = timedelta(days=550)


class Tempo(Enum):
    """How the meetings of a table stand to what was agreed."""

    STEADY = "in ritme"
    RARE = "te weinig"
    OFTEN = "te vaak"


@dataclass(frozen=True)
class Verdict:
    """How it stands, and the sentence that says so."""

    tempo: Tempo
    sentence: str = ""

    @property
    def is_steady(self) -> bool:
        return self.tempo == Tempo.STEADY


@dataclass(frozen=True)
class Bounds:
    """The fewest and the most days from one meeting to the next by which a table keeps its rhythm."""

    shortest: int
    longest: int


STEADY = Verdict(Tempo.STEADY)


def bounds_of(table: Table) -> Bounds:
    """The days between meetings that the table's rhythm allows."""
    low, high = table.rhythm_min, table.rhythm_max
    if table.kind == Table.Kind.THEMATAFEL:
        return Bounds(max(7 * low, 1), max(7 * high, 1))
    return Bounds(ceil(YEAR / max(high, 1)), YEAR // max(low, 1))


def of(table: Table, on: date | None = None) -> Verdict:
    """How one table keeps its rhythm."""
    on = on or timezone.localdate()
    return _verdicts([table], on)[table.pk]


def out_of_rhythm(tables: Iterable[Table], on: date) -> list[tuple[Table, Verdict]]:
    """The tables that meet too rarely or too often, each with its verdict, in four questions whatever their number."""
    running = [table for table in tables if table.state == Table.State.RUNNING]
    verdicts = _verdicts(running, on)
    return [(table, verdicts[table.pk]) for table in running if not verdicts[table.pk].is_steady]


def judge(table: Table, days: Sequence[date], *, on: date, since: date) -> Verdict:
    """How a table keeps its rhythm, by the days of its regular meetings, held and planned; it runs `since` that day."""
    if table.state != Table.State.RUNNING:
        return STEADY
    if table.kind == Table.Kind.THEMATAFEL:
        return _judge_weeks(table, sorted(days), on, since)
    this_year = [one for one in days if one.year == on.year]
    return _judge_year(table, len(this_year), sum(one >= on for one in this_year), on, since)


def _judge_year(table: Table, count: int, planned: int, on: date, since: date) -> Verdict:
    """A leertafel: how often in this calendar year. One that began during the year need not make up for what lay before."""
    ran = 12 if since.year < on.year else 13 - since.month
    if count > table.rhythm_max:
        tempo = Tempo.OFTEN
    elif count < table.rhythm_min * ran // 12:
        tempo = Tempo.RARE
    else:
        return STEADY
    sentence = f"Deze tafel {_came_together(count, planned)}; afgesproken is {_agreed(table)}."
    return Verdict(tempo, sentence)


def _came_together(count: int, planned: int) -> str:
    """In words how often this year, and how much of that is still to come."""
    if not planned:
        return f"kwam dit jaar {count} keer bijeen"
    return f"komt dit jaar {count} keer bijeen, waarvan {planned} keer nog gepland"


def _agreed(table: Table) -> str:
    return f"{table.rhythm_min} tot {table.rhythm_max} keer"


def _judge_weeks(table: Table, days: list[date], on: date, since: date) -> Verdict:
    """A thematafel: how many weeks lie between its last meeting and each one to come, counted in whole weeks."""
    held = [one for one in days if one < on]
    coming = [one for one in days if one >= on]
    chain = [*held[-1:], *coming]
    for before, after in pairwise(chain):
        weeks = round((after - before).days / 7)
        if not table.rhythm_min <= weeks <= table.rhythm_max:
            between = f"Tussen {day(before)} en {day(after)} zitten {_weeks(weeks)}; afgesproken is {table.rhythm}."
            return Verdict(Tempo.OFTEN if weeks < table.rhythm_min else Tempo.RARE, between)
    last = chain[-1] if chain else since
    if coming or on <= last + timedelta(weeks=table.rhythm_max):
        return STEADY
    weeks = _weeks((on - last).days // 7)
    ago = f"kwam {weeks} geleden voor het laatst bijeen" if held else f"loopt {weeks} en kwam nog niet bijeen"
    return Verdict(Tempo.RARE, f"Deze tafel {ago}, en er is niets gepland; afgesproken is {table.rhythm}.")


def _weeks(count: int) -> str:
    return "1 week" if count == 1 else f"{count} weken"


def _verdicts(tables: Sequence[Table], on: date) -> dict[int, Verdict]:
    """Of each table its verdict, in three questions."""
    rounds = Cycle.objects.filter(table__in=tables).order_by().values("table").annotate(since=Min("started_on"))
    since = dict(rounds.values_list("table", "since"))
    by_weeks = [table for table in tables if table.kind == Table.Kind.THEMATAFEL]
    days, counts = _days_of(by_weeks, on), _counts_of([table for table in tables if table not in by_weeks], on)

    def verdict(table: Table) -> Verdict:
        began = since.get(table.pk, on)
        if table.state != Table.State.RUNNING or table in by_weeks:
            return judge(table, days[table.pk], on=on, since=began)
        return _judge_year(table, *counts.get(table.pk, (0, 0)), on, began)

    return {table.pk: verdict(table) for table in tables}


def _days_of(tables: Sequence[Table], on: date) -> dict[int, list[date]]:
    """The days of the regular meetings of each, as far back as the guard looks."""
    days = defaultdict(list)
    regular = Meeting.objects.standing().regular().since(on - LOOKS_BACK).filter(table__in=tables)
    for table_id, starts_at in regular.values_list("table_id", "starts_at"):
        days[table_id].append(timezone.localdate(starts_at))
    return days


def _counts_of(tables: Sequence[Table], on: date) -> dict[int, tuple[int, int]]:
    """How many regular meetings each has this year, and how many of those from this day on; counted by the database."""
    regular = Meeting.objects.standing().regular().filter(table__in=tables)
    this_year = regular.on_days(date(on.year, 1, 1), date(on.year, 12, 31)).order_by().values("table")
    counted = this_year.annotate(count=Count("pk"), planned=Count("pk", filter=Q(starts_at__gte=midnight(on))))
    return {table: (count, planned) for table, count, planned in counted.values_list("table", "count", "planned")}
