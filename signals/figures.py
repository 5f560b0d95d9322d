"""What experiences add up to, of quarters that are over: counts, what became of them and how fast; never fewer than five.

Everything is counted in the database over metadata, as it stood when the last quarter ended (read back from the steps that were
taken since), once a day for all processes. Only of a double that is taken up again it is not known any more of what it was one.
What comes in today counts when the quarter is over: two looks with a day between them say nothing of what came in on that day.
Which counts are shown follows from all of them at once (`commons/small_numbers.py`), so that no page says what another hides.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate, TruncQuarter
from django.utils import timezone

from leerlandschap.commons import kept, small_numbers, workdays
from leerlandschap.commons.small_numbers import LEAST, Roughly, Way
from leerlandschap.network.models import Organisation
from signals.models import Bundle, Experience, Happening, Step
from signals.workflow import State
from tables import outcomes
from tables.models import Theme

# The year that runs and so many before it: older ones say little of today.
YEARS_BACK = 3
# (year, number of the quarter)
Quarter = tuple[int, int]
Cell = tuple[int, Quarter]
ORDINALS = ["eerste", "tweede", "derde", "vierde"]
TABLED, REACTED, ANSWERED = "tabled", "reacted", "answered"


def quarter_of(day: date) -> Quarter:
    return day.year, (day.month + 2) // 3


def begin_of(quarter: Quarter) -> date:
    return date(quarter[0], 3 * quarter[1] - 2, 1)


def quarters_between(since: date, until: date) -> list[Quarter]:
    """Every quarter that begins on or after `since` and before `until`."""
    found = [(year, number) for year in range(since.year, until.year + 1) for number in (1, 2, 3, 4)]
    return [one for one in found if since <= begin_of(one) < until]


@dataclass(frozen=True)
class Period:
    """A year, a quarter or (None) everything that is counted, its name in a sentence, and its quarters."""

    span: int | Quarter | None
    label: str
    quarters: tuple[Quarter, ...]

    @property
    def word(self) -> str:
        """What it is called in an address."""
        return "-".join(map(str, self.span)) if self.is_quarter else str(self.span or "")

    @property
    def is_quarter(self) -> bool:
        return isinstance(self.span, tuple)

    @property
    def short(self) -> str:
        """Its name in a table."""
        return f"{self.span[1]}e kwartaal {self.span[0]}" if self.is_quarter else self.label


@dataclass
class Counts:
    """What the database counted: numbers by theme and quarter, and nothing of any one experience."""

    came: Counter = field(default_factory=Counter)
    kinds: Counter = field(default_factory=Counter)
    towns: Counter = field(default_factory=Counter)
    # What became of them: by what, then by theme and quarter.
    parts: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    # In how many working days: until what, by theme and quarter, then how often which number.
    days: dict[str, dict[Cell, Counter]] = field(default_factory=lambda: defaultdict(partial(defaultdict, Counter)))


@dataclass(frozen=True)
class Answer:
    """What may be said of some experiences: how many (None when it is not shown), what became of them, and how fast."""

    came: int | None
    tabled: int | Roughly = Roughly.UNSAID
    answered: int | Roughly = Roughly.UNSAID
    # Only the kinds of outcome of which a number is said.
    yields: tuple[tuple[str, int | Roughly], ...] = ()
    to_reaction: int | None = None
    to_answer: int | None = None


class Figures:
    """What may be shown of the quarters from `since` up to `until`; of the counts that it was made of it keeps nothing."""

    def __init__(self, counts: Counts, themes: Iterable[int], towns: Iterable[int], since: date, until: date) -> None:
        self.since, self.until = since, until
        self.quarters = quarters_between(since, until)
        weighed = _Weighed(counts, list(themes), self.quarters)
        spans = [None, *sorted({year for year, _ in self.quarters}), *self.quarters]
        self._answers = {
            (theme, span): weighed.answer(theme, span) for theme in [None, *weighed.themes] for span in spans
        }
        self._kinds = {kind: weighed.shown(("kind", kind)) for kind in Experience.Kind.values}
        self.by_town = _by_town({town: counts.towns[town] for town in towns})

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @cached_property
    def whole(self) -> Period:
        return Period(None, f"vanaf {self.since.year} tot en met {name_of(self.quarters[-1])}", tuple(self.quarters))

    @cached_property
    def periods(self) -> list[Period]:
        """What can be asked for: each year, and each quarter, the newest first."""
        years = sorted({year for year, _ in self.quarters}, reverse=True)
        of_years = [Period(year, str(year), tuple(one for one in self.quarters if one[0] == year)) for year in years]
        single = [Period(one, name_of(one), (one,)) for one in self.quarters]
        return of_years + single[::-1]

    def period(self, word: str) -> Period:
        """The period called `word` in an address; the whole stretch for a word that means none."""
        return next((one for one in self.periods if one.word == word), self.whole)

    def came(self, theme: int | None, period: Period) -> int | None:
        """How many came in; None when that is not shown."""
        return self.answer(theme, period).came

    def of_kind(self, kind: str) -> int | None:
        return self._kinds[kind]

    def answer(self, theme: int | None, period: Period) -> Answer:
        """What may be said of those about `theme` (None is all) that came in during `period`."""
        return self._answers[theme, period.span]


def _by_town(named: dict[int, int]) -> dict[int, int | None]:
    """How many named each municipality. One may name more, or none, and still they hide as if their sum were known."""
    gone = small_numbers.hidden_parts(named)
    return {town: None if town in gone else count for town, count in named.items()}


class _Weighed:
    """All counts at once, and what of them may be said."""

    def __init__(self, counts: Counts, themes: list[int], quarters: list[Quarter]) -> None:
        self._counts, self.themes, self._quarters = counts, themes, quarters
        self._ways = self._round_trip()
        self._hidden = small_numbers.hidden(self._ways)
        self._said = {what: self._said_of(counts.parts[what]) for what in (TABLED, ANSWERED, *outcomes.Kind.values)}
        self._too_few = {days: self._with_too_few(counts.days[days]) for days in (REACTED, ANSWERED)}

    def shown(self, name: Hashable) -> int | None:
        """The count called so; None when it is not shown."""
        return None if name in self._hidden else self._ways[name].count

    def answer(self, theme: int | None, span: int | Quarter | None) -> Answer:
        came = self.shown((theme, span))
        if came is None:
            return Answer(None)
        said = {what: of[theme, span] for what, of in self._said.items()}
        return Answer(
            came,
            said[TABLED],
            said[ANSWERED],
            tuple((what, said[what]) for what in outcomes.Kind.values if _is_some(said[what])),
            self._median(REACTED, theme, span, came),
            self._median(ANSWERED, theme, span, came),
        )

    def _said_of(self, part: Counter) -> dict[tuple, int | Roughly]:
        """What is said of a part of each count by theme and time."""
        ways = self._closed(part)
        wholes = {name: self._ways[name].count for name in ways}
        return small_numbers.said_of(ways, wholes, ways.keys() - self._hidden)

    def _median(self, days: str, theme: int | None, span: int | Quarter | None, came: int) -> int | None:
        """The middle of the working days; None when it is one of too few, or of so many that the rest is too few.

        A median of a whole beside those of its parts says something of what is missing: so of which it is told is chosen as
        if each told how many it is of. Below twice LEAST it would tell that of how many it is not.
        """
        if came < 2 * LEAST or (theme, span) in self._too_few[days]:
            return None
        of = self._counts.days[days]
        cells = [(one, quarter) for one in ([theme] if theme else self.themes) for quarter in self._within(span)]
        return small_numbers.median(sum((of[cell] for cell in cells if cell in of), Counter()))

    def _with_too_few(self, of: dict[Cell, Counter]) -> frozenset[tuple]:
        """The names of the counts of which no median is told: of fewer than LEAST, or such that it gives one of these away."""
        return small_numbers.hidden(self._closed(Counter({cell: days.total() for cell, days in of.items()})))

    def _round_trip(self) -> dict[tuple, Way]:
        """Every count that is shown anywhere: by theme, year and quarter, each of these together, and by kind.

        From the themes in time to the whole, and by kind back to the themes.
        """
        came = self._counts.came
        kinds = {("kind", kind): Way("kinds", "themes", self._counts.kinds[kind]) for kind in Experience.Kind.values}
        whole = {(None, None): Way("years", "kinds", sum(came[one] for one in self._cells()))}
        return self._in_time(came) | kinds | whole

    def _closed(self, cells: Counter) -> dict[tuple, Way]:
        """The counts in `cells` by theme and time, and the whole that leads back to where they began."""
        return self._in_time(cells) | {(None, None): Way("years", "themes", sum(cells[one] for one in self._cells()))}

    def _in_time(self, cells: Counter) -> dict[tuple, Way]:
        """The counts in `cells` and their sums, from the themes by their years to quarters, and from these by years to the whole.

        A count is called by its theme and its span of time, either of which may be None for all.
        """
        years, ways = sorted({year for year, _ in self._quarters}), {}

        def summed(themes: Iterable[int], quarters: Iterable[Quarter]) -> int:
            return sum(cells[theme, quarter] for theme in themes for quarter in quarters)

        for theme in self.themes:
            ways[theme, None] = Way("themes", ("theme", theme), summed([theme], self._quarters))
            for year in years:
                ways[theme, year] = Way(("theme", theme), ("in", theme, year), summed([theme], self._within(year)))
            for quarter in self._quarters:
                ways[theme, quarter] = Way(("in", theme, quarter[0]), ("quarter", quarter), cells[theme, quarter])
        for quarter in self._quarters:
            ways[None, quarter] = Way(("quarter", quarter), ("year", quarter[0]), summed(self.themes, [quarter]))
        for year in years:
            ways[None, year] = Way(("year", year), "years", summed(self.themes, self._within(year)))
        return ways

    def _cells(self) -> list[Cell]:
        return [(theme, quarter) for theme in self.themes for quarter in self._quarters]

    def _within(self, span: int | Quarter | None) -> list[Quarter]:
        return [one for one in self._quarters if span in (None, one[0], one)]


def name_of(quarter: Quarter) -> str:
    """A quarter in a sentence."""
    return f"het {ORDINALS[quarter[1] - 1]} kwartaal van {quarter[0]}"


def today(themes: Iterable[Theme], towns: Iterable[Organisation]) -> Figures:
    """The figures as they stand: counted anew each day, and when a theme or a municipality comes or goes."""
    until = begin_of(quarter_of(timezone.localdate()))
    of = tuple(one.pk for one in themes), tuple(sorted(one.pk for one in towns))
    return kept.thing(("figures of experiences", until, *of), lambda: _shared(until, *of))


def count_ahead() -> None:
    """Count what today's figures are made of, so that nobody who looks at them waits for it."""
    today(Theme.objects.all(), Organisation.objects.active().municipalities())


def _shared(until: date, themes: tuple[int, ...], towns: tuple[int, ...]) -> Figures:
    """For all processes: what may be shown and nothing else, so that what reads it costs the same however much was counted."""
    name = f"experience-figures:{until}:{hashlib.sha256(repr((themes, towns)).encode()).hexdigest()[:16]}"
    return kept.shared(name, lambda: _counted(until, themes, towns))


def _counted(until: date, themes: tuple[int, ...], towns: tuple[int, ...]) -> Figures:
    since = _first_year(until)
    return Figures(count(since, until), themes, towns, since, until)


def _first_year(until: date) -> date:
    """The first day of the first year that counts: years before anything came in would only hide the others."""
    # In the first quarter of a year nothing of that year is over.
    last = until - timedelta(days=1)
    rows = Experience.objects.filter(received_at__gte=_midnight(date(last.year - YEARS_BACK, 1, 1)))
    first = rows.filter(received_at__lt=_midnight(until)).aggregate(first=Min("received_at"))["first"]
    return date(timezone.localdate(first).year if first else last.year, 1, 1)


def count(since: date, until: date) -> Counts:
    """Ask the database, in a fixed number of questions, how it stood when `until` began."""
    counts, end = Counts(), _midnight(until)
    came = _came(since, end)
    by_cell = came.order_by().annotate(quarter=TruncQuarter("received_at")).values("theme_id", "quarter")
    for row in by_cell.values("theme_id", "quarter", "kind").annotate(number=Count("pk"), **_became(end)):
        counts.came[_cell(row)] += row["number"]
        counts.kinds[row["kind"]] += row["number"]
        for what in (TABLED, ANSWERED):
            counts.parts[what][_cell(row)] += row[what]
    for row in _yielded(by_cell, end):
        counts.parts[row["bundles__happenings__outcome"]][_cell(row)] += row["number"]
    for row in came.order_by().exclude(municipalities=None).values("municipalities").annotate(number=Count("pk")):
        counts.towns[row["municipalities"]] += row["number"]
    numbers = workdays.numbered(since, until)
    answered = came.filter(stood__in=[State.ANSWERED, State.CLOSED]).annotate(moment=_answered_at(end))
    for what, rows in ((REACTED, came.annotate(moment=F("reacted_at"))), (ANSWERED, answered)):
        _count_days(counts.days[what], rows.filter(moment__lt=end), numbers)
    return counts


def _came(since: date, end: datetime) -> QuerySet:
    """What came in and counted at `end`, each with the state that it stood in then.

    As long as a quarter runs, nothing that is found, split off or taken up again in it changes the counts of those that are over.
    """
    split_since = Step.objects.filter(after=State.RECEIVED, at__gte=end).values("experience")
    came = _as_it_stood(end).filter(received_at__gte=_midnight(since), received_at__lt=end)
    came = came.exclude(counts=False, stood=State.DUPLICATE).exclude(split_from__isnull=False, pk__in=split_since)
    return came.exclude(counts_since__gte=timezone.localdate(end))


def _as_it_stood(end: datetime) -> QuerySet:
    """All there is, with the state of each at `end`: what it left at its first step since, or what it is in."""
    left = Step.objects.filter(experience=OuterRef("pk"), at__gte=end).order_by("at", "pk").values("before")
    return Experience.objects.annotate(stood=Coalesce(Subquery(left[:1]), "state"))


def _answered_at(end: datetime) -> Coalesce:
    """When it was answered last before `end`, also when it was taken up again since."""
    steps = Step.objects.filter(experience=OuterRef("pk"), after=State.ANSWERED, at__lt=end).order_by("-at", "-pk")
    return Coalesce(Subquery(steps.values("at")[:1]), "answered_at")


def _became(end: datetime) -> dict[str, Count]:
    """What had become of them at `end`. What was double goes with the one that it is the double of."""
    bundles = _standing(end).exclude(experiences=None).values("experiences")
    dropped = Bundle.objects.filter(ended_at__lt=end).exclude(experiences=None).values("experiences")
    tabled = Q(pk__in=bundles) & ~Q(pk__in=_tabled_since(end))
    # What was taken out of its bundle since, stood on an agenda then.
    tabled |= Q(stood=State.TABLED) & ~Q(pk__in=dropped)
    answered = [State.ANSWERED, State.CLOSED]
    both = _as_it_stood(end).filter(stood__in=answered).annotate(moment=_answered_at(end)).filter(moment__lt=end)
    double = Q(stood=State.DUPLICATE)
    return {
        TABLED: Count("pk", filter=tabled | double & Q(duplicate_of__in=bundles)),
        ANSWERED: Count(
            "pk",
            filter=Q(pk__in=both.values("pk"))
            | Q(stood=State.REFERRED)
            | double & Q(duplicate_of__in=both.values("pk")),
        ),
    }


def _standing(end: datetime) -> QuerySet:
    """The bundles that stood at `end`, also when their table dropped them since."""
    return Bundle.objects.filter(made_at__lt=end).filter(Q(ended_at=None) | Q(ended_at__gte=end))


def _tabled_since(end: datetime) -> QuerySet:
    """What went to a table for the first time after `end`, perhaps along with a bundle from before."""
    first = Step.objects.filter(after=State.TABLED).values("experience").annotate(first=Min("at"))
    return first.filter(first__gte=end).values("experience")


def _yielded(by_cell: QuerySet, end: datetime) -> QuerySet:
    """Per kind of outcome how many experiences had one at a table; what stayed behind closed doors is not among them."""
    noted = by_cell.filter(
        bundles__in=_standing(end), bundles__happenings__kind=Happening.Kind.OUTCOME, bundles__happenings__at__lt=end
    ).exclude(pk__in=_tabled_since(end))
    named = noted.values("theme_id", "quarter", "bundles__happenings__outcome")
    return named.annotate(number=Count("pk", distinct=True))


def _count_days(found: dict[Cell, Counter], rows: QuerySet, numbers: dict[date, int]) -> None:
    dated = rows.order_by().annotate(came_on=TruncDate("received_at"), done_on=TruncDate("moment"))
    of_days = dated.values("theme_id", "came_on", "done_on").annotate(number=Count("pk"))
    for theme, came_on, done_on, number in of_days.values_list("theme_id", "came_on", "done_on", "number"):
        found[theme, quarter_of(came_on)][max(0, numbers[done_on] - numbers[came_on])] += number


def _cell(row: dict) -> Cell:
    return row["theme_id"], quarter_of(timezone.localdate(row["quarter"]))


def _is_some(said: int | Roughly) -> bool:
    return said is Roughly.ALMOST_ALL or isinstance(said, int)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
