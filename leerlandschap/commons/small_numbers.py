"""Which counts may be shown, so that no count of fewer than five people can be read or reckoned out.

The rule: a count below LEAST is not shown (cell suppression with a threshold, Hundepool e.a., *Statistical Disclosure Control*,
2012, chapter 4; five is the line that issue 5 of the portal draws). That alone is not enough: with a total beside it, what is
missing is reckoned out. So others go with it (complementary suppression, same book, section 4.2.3) until each hidden count below
LEAST might, for all that is shown, as well be LEAST or more. A zero is small too: that nobody sent anything may say of whom
it was not.

Counts that add up are written as a round trip: each is a way from one place to another, and at each place as much comes in as
goes out (Cox 1995, *Network models for complementary cell suppression*). A row's count runs to its cells, these to the columns,
and so on back to where it began. What another table with the same totals looks like is then the same trip with a loop added, and
whether a hidden count may be larger is whether there is such a loop over hidden counts. This module sees to one for each.

Pure: it knows no rows and no words. Whatever shows counts of people asks it, and shows for what is hidden nothing but that it is.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

LEAST = 5


@dataclass(frozen=True)
class Way:
    """A count, as a way from one place to another; all ways together come back to where they began."""

    tail: Hashable
    head: Hashable
    count: int


def hidden(ways: Mapping[Hashable, Way]) -> frozenset[Hashable]:
    """The names of the counts that are not shown. Raises ValueError when what comes in somewhere does not go out."""
    _balanced(ways.values())
    trip = _Trip(ways)
    for name in [name for name, way in ways.items() if way.count < LEAST]:
        trip.make_room(name)
    return frozenset(trip.hidden)


def hidden_parts(counts: Mapping[Hashable, int]) -> frozenset[Hashable]:
    """The names of the parts of one shown whole that are not shown; all of them when the whole itself is small."""
    whole = object()
    ways = {name: Way("whole", "parts", count) for name, count in counts.items()}
    ways |= {whole: Way("parts", "whole", sum(counts.values()))}
    gone = hidden(ways)
    return frozenset(counts) if whole in gone else gone


class Roughly(Enum):
    """How much a part is of a whole, when it cannot be said closer."""

    UNSAID = "unsaid"
    FEW = "few"
    ALMOST_ALL = "almost all"


def roughly(part: int, whole: int) -> int | Roughly:
    """`part` of `whole`, to the nearest five, so that differences between two tables give nobody away.

    Below twice LEAST nothing is said: there, some part of any division is small. A small part is FEW, also when it is none; a
    small rest makes it ALMOST_ALL, also when it is all.
    """
    if whole < 2 * LEAST:
        return Roughly.UNSAID
    if part < LEAST:
        return Roughly.FEW
    return Roughly.ALMOST_ALL if whole - part < LEAST else LEAST * ((2 * part + LEAST) // (2 * LEAST))


def said_of(parts: Mapping[Hashable, Way], wholes: Mapping[Hashable, int], shown: Collection[Hashable]) -> dict:
    """What is said of each part of its own whole: `roughly`, or UNSAID where that would give more away than it says.

    The parts add up as counts do, so what is said of some narrows what others can be: of two small parts beside a sum of *about
    ten*, each is four. Each part that is small stays possible to be none up to four, said or not, and so does each small rest.
    Of a part whose whole is not among those `shown`, nothing is said.
    """
    said = {name: roughly(way.count, wholes[name]) if name in shown else Roughly.UNSAID for name, way in parts.items()}
    if not any(way.count for way in parts.values()):
        return said
    trip = _Roughs(parts, wholes, frozenset(shown), said)
    before: dict = {}
    while before != said:
        before = dict(said)
        for name in parts:
            trip.leave_open(name)
    return said


def median(values: Mapping[int, int]) -> int | None:
    """The median of numbers and how often each was found, rounded up; None for fewer than LEAST of them."""
    total = sum(values.values())
    if total < LEAST:
        return None
    in_order = [value for value in sorted(values) for _ in range(values[value])]
    return math.ceil((in_order[(total - 1) // 2] + in_order[total // 2]) / 2)


def _balanced(ways: Iterable[Way]) -> None:
    left: dict[Hashable, int] = defaultdict(int)
    for way in ways:
        left[way.tail] -= way.count
        left[way.head] += way.count
    if any(left.values()) or any(way.count < 0 for way in ways):
        raise ValueError("these counts do not add up")


class _Trip:
    """The round trip, with what is hidden of it so far."""

    def __init__(self, ways: Mapping[Hashable, Way]) -> None:
        self._ways = ways
        self.hidden = {name for name, way in ways.items() if way.count < LEAST}
        # From each place: where a way leads, its name, and +1 along it or -1 against it.
        self._from: dict[Hashable, list[tuple[Hashable, Hashable, int]]] = defaultdict(list)
        for name, way in ways.items():
            self._from[way.tail].append((way.head, name, 1))
            self._from[way.head].append((way.tail, name, -1))

    def make_room(self, name: Hashable) -> None:
        """Hide what must be hidden for the count called `name` to be LEAST for all that is shown."""
        moved: dict[Hashable, int] = defaultdict(int)
        for _ in range(LEAST - self._ways[name].count):
            for step, direction in self._loop(name, 1, moved):
                moved[step] += direction
                self.hidden.add(step)

    def _loop(self, name: Hashable, more: int, moved: Mapping[Hashable, int]) -> Sequence[tuple[Hashable, int]]:
        """The way back from where one `more` (or less, -1) of `name` leads that hides the fewest people more; none is empty."""
        ends = self._ways[name].head, self._ways[name].tail
        start, end = ends if more > 0 else ends[::-1]
        reached: dict[Hashable, tuple[int, list]] = {}
        # The number keeps what costs the same in the order in which it was found.
        waiting, number = [(0, 0, start, [])], 0
        while end not in reached and waiting:
            cost, _, place, path = heapq.heappop(waiting)
            if place in reached:
                continue
            reached[place] = (cost, path)
            for other, step, direction in self._from[place]:
                if step != name and other not in reached and self._can(step, direction, moved):
                    number += 1
                    further = cost + self._cost(step, direction, moved)
                    heapq.heappush(waiting, (further, number, other, [*path, (step, direction)]))
        return reached[end][1] if end in reached else []

    def _can(self, step: Hashable, direction: int, moved: Mapping[Hashable, int]) -> bool:
        """A count may always be larger, and smaller until it is none."""
        return direction > 0 or self._ways[step].count + moved[step] > 0

    def _cost(self, step: Hashable, direction: int, moved: Mapping[Hashable, int]) -> int:
        return 0 if step in self.hidden else self._ways[step].count + 1


class _Roughs(_Trip):
    """The round trip of parts of which something is said, each within what its words leave open."""

    def __init__(self, parts: Mapping, wholes: Mapping, shown: frozenset, said: dict) -> None:
        super().__init__(parts)
        self._wholes, self._shown, self._said = wholes, shown, said

    def leave_open(self, name: Hashable) -> None:
        """Unsay what must be unsaid for a small part, or a small rest, to be all that it may be for all that is said."""
        count, least, most = self._ways[name].count, *self._to_reach(name)
        for more, units in ((-1, count - least), (1, most - count)):
            moved: dict[Hashable, int] = defaultdict(int)
            loop: Sequence[tuple[Hashable, int]] = []
            for _ in range(units):
                # The same way once more, as long as nothing is unsaid by it.
                if not loop or not all(self._is_free(*one, moved) for one in loop):
                    loop = self._loop(name, more, moved)
                for step, direction in loop:
                    if not self._is_free(step, direction, moved):
                        self._said[step] = Roughly.UNSAID
                    moved[step] += direction

    def _to_reach(self, name: Hashable) -> tuple[int, int]:
        """The least and the most that it must be possible to be: none up to four when it is small, and so the rest."""
        count, whole = self._ways[name].count, self._wholes[name]
        least, most = (0, LEAST - 1) if count < LEAST else (count, count)
        if name in self._shown and whole - count < LEAST:
            least, most = min(least, whole - LEAST + 1), whole
        return least, most

    def _open(self, name: Hashable) -> tuple[int, int]:
        """The least and the most that its words leave open."""
        said, whole = self._said[name], self._wholes[name]
        if said is Roughly.FEW:
            return 0, LEAST - 1
        if said is Roughly.ALMOST_ALL:
            return whole - LEAST + 1, whole
        if said is Roughly.UNSAID:
            return 0, self._room(name)
        return max(LEAST, said - LEAST // 2), min(whole - LEAST, said + LEAST // 2)

    def _room(self, name: Hashable) -> int:
        """What it can be at most; a whole that is not shown might as well be LEAST."""
        return self._wholes[name] if name in self._shown else max(LEAST, self._wholes[name])

    def _can(self, step: Hashable, direction: int, moved: Mapping[Hashable, int]) -> bool:
        return 0 <= self._ways[step].count + moved[step] + direction <= self._room(step)

    def _cost(self, step: Hashable, direction: int, moved: Mapping[Hashable, int]) -> int:
        return 0 if self._is_free(step, direction, moved) else self._ways[step].count + 1

    def _is_free(self, step: Hashable, direction: int, moved: Mapping[Hashable, int]) -> bool:
        least, most = self._open(step)
        return least <= self._ways[step].count + moved[step] + direction <= most
