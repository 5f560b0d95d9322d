"""Dates for the year ahead: days that keep a table's rhythm, and why the days before them were passed over.

Pure computing. A table's regular dates form a chain; the planner looks for the chain of free days that stays closest to the
wished pace and weekday and, where that can be, inside the bounds. It looks at the year as a whole: a date that seems fine
may leave no free day for the next one, as before the summer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from leerlandschap.commons.templatetags.ui import day as in_words
from leerlandschap.commons.workdays import is_weekend
from tables.rhythm import Bounds

# What a chain costs: a week beside the wished pace squared; another weekday as much as three weeks aside; a week outside
# the bounds more than everything else together.
OTHER_WEEKDAY, OUT_OF_BOUNDS = 9, 100_000

TOO_CLOSE = "te dicht op de bijeenkomst van {day}"
LATER = "vrij, maar dan komt een latere datum slechter uit"


@dataclass(frozen=True)
class Wish:
    """How somebody would like it: so many days from one meeting to the next, on this weekday (Monday is 0)."""

    pace: int
    weekday: int


@dataclass(frozen=True)
class Passed:
    """A day that was wished for and passed over, with why."""

    day: date
    reason: str

    def __str__(self) -> str:
        return f"{in_words(self.day)}: {self.reason}"


@dataclass(frozen=True)
class Proposal:
    """A day to meet, what came before it, the days passed over for it, and whether it comes later than agreed."""

    day: date
    after: date | None
    passed: tuple[Passed, ...]
    late: bool

    @property
    def weeks(self) -> int:
        """How many weeks after the meeting before it, rounded; 0 for a first one."""
        return round((self.day - self.after).days / 7) if self.after else 0


@dataclass(frozen=True)
class Stretch:
    """The days to look at, both included, and what stands in the agenda: the regular days, also those before and after."""

    first: date
    last: date
    regular: tuple[date, ...]

    @property
    def before(self) -> date | None:
        """The last regular day before the stretch."""
        return max((day for day in self.regular if day < self.first), default=None)

    @property
    def inside(self) -> list[date]:
        return sorted({day for day in self.regular if self.first <= day <= self.last})

    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def propose(stretch: Stretch, bounds: Bounds, wish: Wish, why_not: Callable[[date], str]) -> list[Proposal]:
    """The days that go best between what stands in the agenda; `why_not` says in words why a day is not free.

    Never a weekend, a day that is not free, or one closer to another regular day than the bounds allow.
    """
    reasons = {day: _why_not(day, stretch, bounds, why_not) for day in stretch.days() if not is_weekend(day)}
    free = [day for day, reason in reasons.items() if not reason]
    chain = _best_chain(stretch, bounds, wish, free)
    found, previous = [], stretch.before
    for day in chain:
        if day not in stretch.regular:
            passed = _passed_over(day, previous or _origin(stretch, wish), bounds, wish, reasons)
            late = previous is not None and (day - previous).days > bounds.longest
            found.append(Proposal(day, previous, tuple(passed), late))
        previous = day
    return found


def _why_not(day: date, stretch: Stretch, bounds: Bounds, why_not: Callable[[date], str]) -> str:
    """Why a day is not free: closed or taken, or too close to what stands in the agenda."""
    if reason := why_not(day):
        return reason
    near = [other for other in stretch.regular if abs((day - other).days) < bounds.shortest]
    return TOO_CLOSE.format(day=in_words(near[0])) if near else ""


def _best_chain(stretch: Stretch, bounds: Bounds, wish: Wish, free: Iterable[date]) -> list[date]:
    """The cheapest chain of free days and all regular days from the first day of the stretch to its last."""
    fixed, origin = set(stretch.inside), _origin(stretch, wish)
    costs = _costs(bounds, wish, most=(stretch.last - origin).days)
    best: list[tuple[float, date, int]] = [(0, origin, -1)]
    reach = 0  # nothing skips a regular day: chains go on from the last of those
    for day in sorted(fixed | set(free)):
        own = 0 if day in fixed or day.weekday() == wish.weekday else OTHER_WEEKDAY
        options = [
            (cost + own + costs[(day - before).days], day, at)
            for at, (cost, before, _from) in enumerate(best[reach:], start=reach)
            if day in fixed or at == 0 or (day - before).days >= bounds.shortest
        ]
        if reach == 0 and origin != stretch.before:
            # No meeting lies at the origin, so nothing is out of bounds: later is only less wished for.
            options[0] = (own + _aside((day - origin).days, wish), day, 0)
        if not options:
            continue
        best.append(min(options))
        if day in fixed:
            reach = len(best) - 1
    ends = [
        (cost + (costs[left] if (left := (stretch.last - day).days) > wish.pace else 0), at)
        for at, (cost, day, _from) in enumerate(best[reach:], start=reach)
    ]
    return _walk_back(best, min(ends)[1])


def _walk_back(best: list[tuple[float, date, int]], at: int) -> list[date]:
    """The days of the chain that ends at place `at`, without its origin."""
    days = []
    while at > 0:
        _cost_so_far, day, before = best[at]
        days.append(day)
        at = before
    return days[::-1]


def _costs(bounds: Bounds, wish: Wish, *, most: int) -> list[float]:
    """What it costs to leave so many days between two meetings, for each number up to `most`.

    Outside the bounds in whole weeks: once it is late, a day more on the wished weekday is better than one less on another.
    """
    outside = (ceil(max(gap - bounds.longest, 0) / 7) for gap in range(most + 1))
    return [_aside(gap, wish) + OUT_OF_BOUNDS * weeks for gap, weeks in enumerate(outside)]


def _aside(gap: int, wish: Wish) -> float:
    """The weeks beside the wished pace, squared: two small shifts are better than one large."""
    return ((gap - wish.pace) / 7) ** 2


def _origin(stretch: Stretch, wish: Wish) -> date:
    """From which day the first gap is counted: the last meeting, or as if one is due when the last was long ago."""
    due = stretch.first - timedelta(days=wish.pace)
    return max(stretch.before or due, due)


def _passed_over(chosen: date, previous: date, bounds: Bounds, wish: Wish, reasons: dict[date, str]) -> list[Passed]:
    """The days on the wished weekday that lay closer to the wished pace than `chosen`."""
    target = previous + timedelta(days=wish.pace)
    reach = abs((chosen - target).days) + (0 if chosen.weekday() == wish.weekday else 7)
    return [
        Passed(day, reason or LATER)
        for day, reason in reasons.items()
        if day.weekday() == wish.weekday
        and abs((day - target).days) < reach
        and (day - previous).days >= bounds.shortest
    ]
