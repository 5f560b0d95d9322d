"""An old report: what a document says, divided into the items of minutes, and the day it seems to be about."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from leerlandschap.commons.documents import BULLET
from leerlandschap.commons.documents.taken_in import Piece, Words
from tables.models import MinutesEntry

WHOLE = "Verslag"
ON = "{heading} (vervolg)"
LONGEST_HEADING = MinutesEntry._meta.get_field("heading").max_length
LONGEST_TEXT = MinutesEntry._meta.get_field("text").max_length
# Two of these, and what stands between them, are an item.
BITE = LONGEST_TEXT // 2 - 10
MOST_PARTS = 60
# A line that stands alone as a heading without being marked as one.
SHORT_LINE = 90
NUMBERED = re.compile(r"^(?:agendapunt\s+)?\d{1,2}[.):]?\s+\S.*[^.;:,]$", re.IGNORECASE)
# Where a report says when the meeting was.
BEGINNING = 1_500

MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip
MONTH_OF = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {
    "mrt": 3,
    "sept": 9,
}
WRITTEN = re.compile(
    rf"(?<!\d)(\d{{1,2}})[ -]({'|'.join(sorted(MONTH_OF, key=len, reverse=True))})\.?[ -](\d{{4}})(?!\d)", re.I
)
IN_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
BACKWARDS = re.compile(r"(?<!\d)(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!\d)")


@dataclass
class Part:
    """What becomes an item of the minutes."""

    heading: str
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its paragraphs, with a blank line between; items of a list and rows of a table under one another."""
        found, before = "", ""
        for kind, line in self.lines:
            together = kind == before and kind in {"item", "row"}
            found += ("\n" if together else "\n\n" if found else "") + (f"- {line}" if kind == "item" else line)
            before = kind
        return found


def parts_of(words: Words) -> list[Part]:
    """The items of the minutes, as the headings of the document divide it; one whole when it has none."""
    pieces = _with_headings(words.pieces)
    level = _dividing(pieces)
    parts: list[Part] = []
    for piece in pieces:
        if piece.kind == "heading" and piece.level <= level:
            parts.append(Part(_heading(piece.text)))
        else:
            parts = parts or [Part(WHOLE)]
            kind = "text" if piece.kind == "heading" else piece.kind
            parts[-1].lines.append((kind, " ".join(piece.text.split("\n")) if kind == "item" else piece.text))
    # A title above everything is what the page itself says already.
    if len(parts) > 1 and not parts[0].lines:
        parts = parts[1:]
    return _within_bounds(parts)


def day_of(file_name: str, words: Words, *, today: date) -> date | None:
    """The day in the name of the file, or else the first one in the beginning of the text; None when there is none."""
    beginning = "\n".join(piece.text for piece in words.pieces)[:BEGINNING]
    for text in (file_name, beginning):
        for found in days_in(text):
            if date(2000, 1, 1) <= found <= today:
                return found
    return None


def _with_headings(pieces: tuple[Piece, ...]) -> list[Piece]:
    """The pieces; where no heading is marked as one, short lines that are bold or numbered are taken for them."""
    if any(piece.kind == "heading" for piece in pieces):
        return list(pieces)
    for looks in (_is_bold, _is_numbered):
        if sum(map(looks, pieces)) > 1:
            return [Piece("heading", one.text, 1) if looks(one) else one for one in pieces]
    return list(pieces)


def _is_bold(piece: Piece) -> bool:
    return piece.bold and piece.kind in {"text", "item"} and len(piece.text) <= SHORT_LINE and "\n" not in piece.text


def _is_numbered(piece: Piece) -> bool:
    short = piece.kind == "text" and len(piece.text) <= SHORT_LINE
    return short and NUMBERED.match(piece.text) is not None


def _dividing(pieces: list[Piece]) -> int:
    """The level of heading that divides the document: the widest that occurs more than once, or else the widest below a title."""
    levels = Counter(piece.level for piece in pieces if piece.kind == "heading")
    several = [level for level, count in levels.items() if count > 1]
    return min(several or [level for level in levels if level] or levels or [0])


def _heading(text: str) -> str:
    """The words of a heading, without the number that the page puts before it itself."""
    bare = BULLET.sub("", text).strip() or text
    return bare if len(bare) <= LONGEST_HEADING else f"{bare[: LONGEST_HEADING - 1]}…"


def _within_bounds(parts: list[Part]) -> list[Part]:
    """Not more items than a page can hold, and none longer than one may be."""
    for late in parts[MOST_PARTS:]:
        parts[MOST_PARTS - 1].lines += [("text", late.heading), *late.lines]
    return [one for part in parts[:MOST_PARTS] for one in _split(part)]


def _split(part: Part) -> list[Part]:
    found = [Part(part.heading)]
    for kind, line in part.lines:
        for at in range(0, len(line), BITE):
            if len(found[-1].text) > BITE:
                found.append(Part(_heading(ON.format(heading=part.heading))))
            found[-1].lines.append((kind, line[at : at + BITE]))
    return found


def days_in(text: str) -> Iterator[date]:
    """The days that a text names, as people write them: 12 maart 2027, 12-3-2027, 2027-03-12."""
    for day, month, year in WRITTEN.findall(text):
        yield from _day(year, MONTH_OF[month.lower()], day)
    for day, month, year in IN_FIGURES.findall(text):
        yield from _day(year, month, day)
    for year, month, day in BACKWARDS.findall(text):
        yield from _day(year, month, day)


def _day(year, month, day):
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
