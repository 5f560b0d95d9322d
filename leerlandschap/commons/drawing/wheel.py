"""The year wheel: twelve months in a ring, a lane for each kind of moment, drawn as the parcels of a round polder.

A lane is cut into weeks; a week in which something is holds a parcel, with a number when there is more than one. So nothing
can overlap, however much there is, and what is added changes only its own week. Months are the links: twelve stops for a
keyboard, each leading to that month in the list, which says everything the wheel does. On a telephone the same year is a
ladder of months (`Ladder`).
"""

import calendar
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from leerlandschap.commons.drawing import lettering
from leerlandschap.commons.drawing.rings import number, on_circle

SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
NAMES = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKS = 52
# In a parcel's words no more names than these.
MOST_NAMES = 4


@dataclass(frozen=True)
class Mark:
    """Something on one or more days, in a lane (its place from the outside in)."""

    lane: int
    first: date
    last: date
    name: str


@dataclass(frozen=True)
class Parcel:
    """A week, or a month, of a lane in which something is: its outline, how many, and what in words."""

    lane: int
    path: str
    count: int
    x: float
    y: float
    size: float
    words: str
    text: str = ""


@dataclass(frozen=True)
class Text:
    """A line of text around its middle."""

    x: float
    y: float
    text: str
    size: float
    role: str = ""


@dataclass
class Month:
    """A month: a link to its list, over all it holds."""

    number: int
    path: str
    label: Text
    words: str
    present: bool
    parcels: list[Parcel] = field(default_factory=list)


@dataclass
class Drawing:
    """One layout, ready for `templates/_components/wheel_svg.html`."""

    kind: str
    width: int
    height: int
    title: str
    months: list[Month]
    shades: list[tuple[str, str]]
    lanes: list[Text]
    needle: tuple[str, str, str, str] | None
    middle: list[Text] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    # The ground of each lane, from the outside in.
    tracks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Year:
    """What is drawn: a year, its marks, the letters of the lanes, what is shaded, today, and what comes next."""

    number: int
    marks: Sequence[Mark]
    lanes: Sequence[str]
    shaded: Sequence[tuple[date, date, str]]
    today: date
    coming: str = ""

    @property
    def days(self) -> int:
        return 366 if calendar.isleap(self.number) else 365

    def day(self, on: date) -> int:
        """The place of a day in the year, from nought; what lies outside the year is taken to its nearest day."""
        return min(max((on - date(self.number, 1, 1)).days, 0), self.days - 1)

    def first_of(self, month: int) -> int:
        """The place of the first day of a month; of month thirteen the day after the year."""
        return self.days if month == 13 else self.day(date(self.number, month, 1))

    @property
    def present_month(self) -> int:
        return self.today.month if self.today.year == self.number else 0

    def touched(self, month: int) -> list[Mark]:
        """The marks with a day in a month."""
        first, end = self.first_of(month), self.first_of(month + 1)
        return [mark for mark in self.marks if self.day(mark.first) < end and self.day(mark.last) >= first]


class Wheel:
    """The year as a ring, on a wide screen and on paper."""

    SIZE, OUTER, RING, STEP, LABELS = 660, 290, 24, 27, 309
    # An opening at twelve o'clock, in which the letters of the lanes stand.
    OPENING = 0.3
    # As wide as a line of text in the middle may be, down to where the third one stands.
    ROOM = 150

    def __init__(self, year: Year) -> None:
        self.year, self.centre = year, self.SIZE / 2
        self.inner = self.OUTER - len(year.lanes) * self.STEP + 3

    def drawn(self) -> Drawing:
        """The ring with its months, parcels, shades, needle and what stands in the middle."""
        months = [self._month(month) for month in range(1, 13)]
        for (lane, week), marks in sorted(_by_week(self.year).items()):
            month = next(m for m in range(12, 0, -1) if self.year.first_of(m) <= week * 7)
            months[month - 1].parcels.append(self._parcel(lane, week, marks))
        shades = [(self._sector(self.year.day(a), self.year.day(b) + 1), name) for a, b, name in _inside(self.year)]
        return Drawing(
            kind="ring", width=self.SIZE, height=self.SIZE, title=_title(self.year), months=months, shades=shades,
            lanes=self._lanes(), needle=self._needle(), middle=self._middle(), lines=self._lines(),
            tracks=[self._path(*self.radii(lane), self.angle(0), self.angle(self.year.days)) for lane in self._all()],
        )  # fmt: skip

    def _all(self) -> range:
        return range(len(self.year.lanes))

    def angle(self, day: float) -> float:
        """Where a day of the year stands, clockwise from twelve o'clock."""
        return self.OPENING / 2 + (2 * math.pi - self.OPENING) * day / self.year.days

    def radii(self, lane: int) -> tuple[float, float]:
        """The inner and outer radius of a lane."""
        outer = self.OUTER - lane * self.STEP
        return outer - self.RING, outer

    def _at(self, radius: float, angle: float) -> tuple[float, float]:
        return on_circle(self.centre, radius, angle)

    def _path(self, low: float, high: float, start: float, end: float) -> str:
        """A piece of a ring between two radii and two angles."""
        corners = [self._at(high, start), self._at(high, end), self._at(low, end), self._at(low, start)]
        (a, b, c, d), large = [f"{number(x)} {number(y)}" for x, y in corners], int(end - start > math.pi)
        arcs = [f"A{number(r)} {number(r)} 0 {large} " for r in (high, low)]
        return f"M{a}{arcs[0]}1 {b}L{c}{arcs[1]}0 {d}Z"

    def _sector(self, first: int, end: int) -> str:
        return self._path(self.inner - 2, self.OUTER + 2, self.angle(first), self.angle(end))

    def _month(self, month: int) -> Month:
        first, end = self.year.first_of(month), self.year.first_of(month + 1)
        x, y = self._at(self.LABELS, self.angle((first + end) / 2))
        label = Text(round(x, 1), round(y + 5, 1), SHORT[month - 1], 15, "month")
        present = month == self.year.present_month
        return Month(month, self._sector(first, end), label, _month_in_words(self.year, month), present)

    def _parcel(self, lane: int, week: int, marks: list[Mark]) -> Parcel:
        low, high = self.radii(lane)
        first, end = week * 7, self.year.days if week == WEEKS - 1 else week * 7 + 7
        inset = 0.8 / high
        path = self._path(low, high, self.angle(first) + inset, self.angle(end) - inset)
        x, y = self._at((low + high) / 2, self.angle((first + end) / 2))
        size, text = 11.0, str(len(marks)) if len(marks) > 1 else ""
        room = (self.angle(end) - self.angle(first)) * low - 2
        if text and lettering.width(text, size) > room:
            size = max(7.0, size * room / lettering.width(text, size))
            text = text if lettering.width(text, size) <= room else ""
        words = _in_words(self.year, week, marks)
        return Parcel(lane, path, len(marks), round(x, 1), round(y + size * 0.36, 1), round(size, 1), words, text)

    def _lanes(self) -> list[Text]:
        return [
            Text(self.centre, self.centre - sum(self.radii(lane)) / 2 + 4, letter, 12, f"lane wheel__lane--{lane + 1}")
            for lane, letter in enumerate(self.year.lanes)
        ]

    def _needle(self) -> tuple[str, str, str, str] | None:
        if self.year.today.year != self.year.number:
            return None
        angle = self.angle(self.year.day(self.year.today) + 0.5)
        ends = [*self._at(self.inner - 4, angle), *self._at(self.OUTER + 6, angle)]
        return tuple(number(value) for value in ends)

    def _lines(self) -> list[str]:
        """The borders between the months."""
        angles = [self.angle(self.year.first_of(month)) for month in range(1, 14)]
        ends = [(self._at(self.inner - 2, angle), self._at(self.OUTER + 4, angle)) for angle in angles]
        return [f"M{number(a)} {number(b)}L{number(c)} {number(d)}" for (a, b), (c, d) in ends]

    def _middle(self) -> list[Text]:
        """The year, how much there is, and what comes next."""
        count, c = len(self.year.marks), self.centre
        lines = [
            Text(c, c - 26, str(self.year.number), 36, "year"),
            Text(c, c - 4, _counted(count), 14, "total"),
        ]
        names = lettering.wrap(self.year.coming, 12, self.ROOM, most=3, bold=False) if self.year.coming else []
        return lines + [Text(c, c + 22 + 16 * at, line, 12, "next") for at, line in enumerate(names)]


class Ladder:
    """The year on a telephone: a row for each month, a column for each lane."""

    WIDTH, LEFT, TOP, ROW = 340, 48, 30, 42

    def __init__(self, year: Year) -> None:
        self.year = year
        self.column = (self.WIDTH - self.LEFT) / len(year.lanes)

    def drawn(self) -> Drawing:
        """The rows with their parcels, shades and needle."""
        months = [self._month(month) for month in range(1, 13)]
        shades = [(self._shade(first, last, month), name) for first, last, name in _inside(self.year)
                  for month in range(first.month, last.month + 1)]  # fmt: skip
        lanes = [
            Text(
                round(self.LEFT + (lane + 0.5) * self.column, 1),
                self.TOP - 10,
                letter,
                14,
                f"lane wheel__lane--{lane + 1}",
            )
            for lane, letter in enumerate(self.year.lanes)
        ]
        lines = [f"M0 {self._top(month)}H{self.WIDTH}" for month in range(1, 14)]
        return Drawing(
            kind="ladder", width=self.WIDTH, height=self._top(13) + 4, title=_title(self.year), months=months,
            shades=shades, lanes=lanes, needle=self._needle(), lines=lines,
            tracks=[self._track(lane) for lane in range(len(self.year.lanes))],
        )  # fmt: skip

    def _track(self, lane: int) -> str:
        left = self.LEFT + lane * self.column + 3
        return f"M{number(left)} {self.TOP}H{number(left + self.column - 6)}V{self._top(13)}H{number(left)}Z"

    def _top(self, month: int) -> int:
        return self.TOP + (month - 1) * self.ROW

    def _month(self, month: int) -> Month:
        top = self._top(month)
        found = Month(
            month,
            f"M0 {top}H{self.WIDTH}V{top + self.ROW}H0Z",
            Text(18, top + self.ROW / 2 + 5, SHORT[month - 1], 14, "month"),
            _month_in_words(self.year, month),
            month == self.year.present_month,
        )
        touched = self.year.touched(month)
        for lane in range(len(self.year.lanes)):
            if marks := [mark for mark in touched if mark.lane == lane]:
                found.parcels.append(self._parcel(month, lane, marks))
        return found

    def _parcel(self, month: int, lane: int, marks: list[Mark]) -> Parcel:
        x, y = self.LEFT + lane * self.column + 3, self._top(month) + 5
        wide, high = self.column - 6, self.ROW - 10
        path = f"M{number(x)} {y}H{number(x + wide)}V{y + high}H{number(x)}Z"
        words = f"{NAMES[month - 1]}: {_names(marks)}"
        return Parcel(lane, path, len(marks), round(x + wide / 2, 1), y + high / 2 + 5, 14, words, str(len(marks)))

    def _y(self, on: date) -> float:
        days = calendar.monthrange(on.year, on.month)[1]
        return self._top(on.month) + self.ROW * (on.day - 1) / days

    def _shade(self, first: date, last: date, month: int) -> str:
        """The part of a month's row that is a holiday, beside its name."""
        start = self._y(first) if first.month == month else self._top(month)
        day_after = last + timedelta(days=1)
        end = self._y(day_after) if day_after.month == month and day_after.year == last.year else self._top(month + 1)
        return f"M38 {number(start)}H44V{number(end)}H38Z"

    def _needle(self) -> tuple[str, str, str, str] | None:
        if self.year.today.year != self.year.number:
            return None
        y = number(self._y(self.year.today))
        return ("36", y, str(self.WIDTH), y)


def draw(year: Year) -> tuple[Drawing, Drawing]:
    """The year as a ring and as a ladder."""
    return Wheel(year).drawn(), Ladder(year).drawn()


def _by_week(year: Year) -> dict[tuple[int, int], list[Mark]]:
    """The marks of each lane and week in which there are any; the days that are left over belong to the last week."""
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in year.marks:
        for week in range(_week(year.day(mark.first)), _week(year.day(mark.last)) + 1):
            found.setdefault((mark.lane, week), []).append(mark)
    return found


def _week(day: int) -> int:
    return min(day // 7, WEEKS - 1)


def _inside(year: Year) -> Iterable[tuple[date, date, str]]:
    """What is shaded, cut off at the ends of the year."""
    first, last = date(year.number, 1, 1), date(year.number, 12, 31)
    return [(max(a, first), min(b, last), name) for a, b, name in year.shaded if a <= last and b >= first]


def _in_words(year: Year, week: int, marks: list[Mark]) -> str:
    on = date(year.number, 1, 1) + timedelta(days=7 * week)
    return f"Vanaf {on.day} {NAMES[on.month - 1]}: {_names(marks)}"


def _names(marks: list[Mark]) -> str:
    names = list(dict.fromkeys(mark.name for mark in marks))
    more = f" en nog {len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


def _month_in_words(year: Year, month: int) -> str:
    return f"{NAMES[month - 1]}: {_counted(len(year.touched(month)))}"


def _counted(count: int) -> str:
    return {0: "geen momenten", 1: "1 moment"}.get(count, f"{count} momenten")


def _title(year: Year) -> str:
    return f"Jaarwiel van {year.number}: {_counted(len(year.marks))}. Elke maand is een link naar de lijst."
