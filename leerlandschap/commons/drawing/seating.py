"""The table from above: chairs around a table, each with whom it is for and who sits there, in two layouts.

Chairs go round with the clock from the top left, so that the chairs of one perspective lie side by side; on a telephone they
stand in two columns along a long table. Every measure follows from the number of chairs alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from leerlandschap.commons.drawing import lettering
from leerlandschap.commons.drawing.shapes import Rect

LINE_HEIGHT = 1.2
MOST_LINES = 2


@dataclass(frozen=True)
class Chair:
    """A chair: the perspective it is for (an organisation kind), whom that means in words, and who sits there."""

    kind: str
    label: str
    who: str = ""
    taken: bool = False

    @property
    def title(self) -> str:
        """The chair as one sentence."""
        return f"{self.label}: {self.who or ('bezet' if self.taken else 'nog vrij')}"


@dataclass(frozen=True)
class Words:
    """One line of text at a chair or on the table; `anchor` says which end of it stands at `x`."""

    x: int
    y: int
    text: str
    role: str
    size: int
    anchor: str = "start"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom, as wide as the widest font makes it."""
        wide = lettering.width(self.text, self.size, bold=self.role != "who")
        left = self.x - {"start": 0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - self.size * 0.95, left + wide, self.y + self.size * 0.25


@dataclass(frozen=True)
class Placed:
    """A drawn chair: its middle, which way its back is turned (degrees, 0 is up), and its words."""

    chair: Chair
    x: int
    y: int
    turn: int
    lines: list[Words]


@dataclass
class Seating:
    """One layout of a table from above."""

    kind: str
    width: int
    height: int
    radius: int
    table: Rect
    chairs: list[Placed] = field(default_factory=list)
    title: list[Words] = field(default_factory=list)


@dataclass(frozen=True)
class SeatingPlan:
    """A table from above in both layouts."""

    wide: Seating
    narrow: Seating


def draw_seating(chairs: Iterable[Chair], *, title: str = "") -> SeatingPlan:
    """The chairs around their table, in the order in which they come."""
    chairs = list(chairs)
    return SeatingPlan(wide=Wide(chairs, title).drawn(), narrow=Narrow(chairs).drawn())


class Wide:
    """A table in the middle of the page: up to four chairs along the top and the bottom, the others along the sides."""

    WIDTH, EDGE, ROOM, RADIUS, MOST_ACROSS = 1160, 12, 184, 17, 4
    CHAIR_GAP, WORD_GAP, PITCH, SIZE, LEAST_HIGH, TITLE = 11, 9, 60, 14, 132, 22

    def __init__(self, chairs: list[Chair], title: str) -> None:
        self.chairs, self.words = chairs, title
        count = len(chairs)
        across = min(self.MOST_ACROSS, max(1, round(count * 0.3)))
        self.top = min(count, across)
        self.bottom = min(count - self.top, across)
        self.right = (count - self.top - self.bottom + 1) // 2
        self.left = count - self.top - self.bottom - self.right
        self.high = int((MOST_LINES + 1) * self.SIZE * LINE_HEIGHT)
        side = self.EDGE + self.ROOM + self.WORD_GAP + 2 * self.RADIUS + self.CHAIR_GAP
        above = self.EDGE + self.high + self.WORD_GAP + 2 * self.RADIUS + self.CHAIR_GAP
        height = max(self.LEAST_HIGH, self.right * self.PITCH + 16)
        self.table = Rect(side, above, self.WIDTH - 2 * side, height)

    def drawn(self) -> Seating:
        spots = [*self._row(self.top, up=True), *self._column(self.right, right=True)]
        spots += [*reversed(self._row(self.bottom, up=False)), *reversed(self._column(self.left, right=False))]
        placed = [self._placed(chair, *spot) for chair, spot in zip(self.chairs, spots, strict=True)]
        height = self.table.bottom + self.table.y
        return Seating("wide", self.WIDTH, height, self.RADIUS, self.table, placed, self._title())

    def _row(self, count: int, *, up: bool) -> list[tuple[int, int, int]]:
        cell = self.table.w / max(count, 1)
        away = self.CHAIR_GAP + self.RADIUS
        y = self.table.y - away if up else self.table.bottom + away
        return [(round(self.table.x + cell * (at + 0.5)), y, 0 if up else 180) for at in range(count)]

    def _column(self, count: int, *, right: bool) -> list[tuple[int, int, int]]:
        away = self.CHAIR_GAP + self.RADIUS
        x = self.table.right + away if right else self.table.x - away
        top = self.table.middle - (count - 1) * self.PITCH / 2
        return [(x, round(top + at * self.PITCH), 90 if right else 270) for at in range(count)]

    def _placed(self, chair: Chair, x: int, y: int, turn: int) -> Placed:
        away = self.RADIUS + self.WORD_GAP
        if turn in {90, 270}:
            lines = _words(chair, self.SIZE, self.ROOM)
            where = x + away if turn == 90 else x - away
            return Placed(chair, x, y, turn, _beside(lines, where, y, self.SIZE, "start" if turn == 90 else "end"))
        count = self.top if turn == 0 else self.bottom
        lines = _words(chair, self.SIZE, min(self.table.w // count, 300) - 14)
        first = y - away - (len(lines) - 1) * self.SIZE * LINE_HEIGHT - 4 if turn == 0 else y + away + self.SIZE
        return Placed(chair, x, y, turn, _stacked(lines, x, first, self.SIZE, "middle"))

    def _title(self) -> list[Words]:
        lines = lettering.wrap(self.words, self.TITLE, self.table.w - 60, most=3)
        first = self.table.middle + self.TITLE * 0.35 - (len(lines) - 1) * self.TITLE * LINE_HEIGHT / 2
        return _stacked(
            [(line, "title") for line in lines], self.table.x + self.table.w // 2, first, self.TITLE, "middle"
        )


class Narrow:
    """A long table down the middle of a telephone, chairs in two columns, read row by row."""

    WIDTH, EDGE, TABLE, RADIUS, SIZE, PITCH = 340, 4, 22, 12, 12, 62
    CHAIR_GAP, WORD_GAP = 5, 5

    def __init__(self, chairs: list[Chair]) -> None:
        self.chairs = chairs
        rows = max(1, (len(chairs) + 1) // 2)
        self.table = Rect((self.WIDTH - self.TABLE) // 2, 10, self.TABLE, rows * self.PITCH)
        self.away = self.CHAIR_GAP + self.RADIUS
        self.room = self.table.x - 2 * self.RADIUS - self.CHAIR_GAP - self.WORD_GAP - self.EDGE

    def drawn(self) -> Seating:
        placed = [self._placed(at, chair) for at, chair in enumerate(self.chairs)]
        return Seating("narrow", self.WIDTH, self.table.bottom + 10, self.RADIUS, self.table, placed)

    def _placed(self, at: int, chair: Chair) -> Placed:
        row, right = divmod(at, 2)
        y = self.table.y + row * self.PITCH + self.PITCH // 2
        x = self.table.right + self.away if right else self.table.x - self.away
        where = x + (self.RADIUS + self.WORD_GAP) * (1 if right else -1)
        lines = _words(chair, self.SIZE, self.room)
        return Placed(
            chair, x, y, 90 if right else 270, _beside(lines, where, y, self.SIZE, "start" if right else "end")
        )


def _words(chair: Chair, size: int, room: float) -> list[tuple[str, str]]:
    """Whom a chair is for, and who sits there, each line with its role."""
    who = chair.who or ("" if chair.taken else "vrij")
    lines = [(line, "label") for line in lettering.wrap(chair.label, size, room, most=MOST_LINES)]
    return [*lines, (lettering.shorten(who, size, room, bold=False), "who")] if who else lines


def _beside(lines: list[tuple[str, str]], x: int, y: int, size: int, anchor: str) -> list[Words]:
    """Lines with their middle at `y`."""
    first = y + size * 0.35 - (len(lines) - 1) * size * LINE_HEIGHT / 2
    return _stacked(lines, x, first, size, anchor)


def _stacked(lines: list[tuple[str, str]], x: int, first: float, size: int, anchor: str) -> list[Words]:
    return [
        Words(x, round(first + at * size * LINE_HEIGHT), text, role, size, anchor)
        for at, (text, role) in enumerate(lines)
    ]
