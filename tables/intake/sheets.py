"""The three sheets of the workbook: their columns, how they are recognised, and the rows in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from xlsxwriter.utility import xl_col_to_name

from leerlandschap.commons.spreadsheets import Cell, Sheet

# A title or a line of explanation may stand above the names of the columns.
HEADER_WITHIN = 10

NO_HEADER = "De namen van de kolommen staan er niet. Zet in de eerste rij: {columns}."
NO_COLUMN = "De kolom ‘{column}’ ontbreekt. Zet deze naam boven de kolom, zoals in het sjabloon."
COLUMN_TWICE = "Deze kolom staat er twee keer. Haal één van de twee weg."
UNKNOWN_COLUMN = "Kolom ‘{column}’ kennen we niet. We slaan haar over."
UNKNOWN_SHEET = "Dit blad kennen we niet. We slaan het over."
SHEET_TWICE = "Er zijn twee bladen met ‘{kind}’. Zet alles in één blad."
EMPTY_CELL = "Deze cel is leeg. Vul in: {column}."
TOO_LONG = "Dit is langer dan {longest} tekens. Kort het in."
A_DATE = "Hier staat een datum. Maak van deze cel tekst en vul in: {column}."
ROW_TWICE = "Deze rij staat er al: zie rij {first}. We slaan haar over."


@dataclass(frozen=True)
class Column:
    """A column: its name in the template, other names it goes by, and what may be in it."""

    key: str
    title: str
    also: tuple[str, ...] = ()
    required: bool = True
    longest: int = 160
    # Not in the template, and not missed.
    extra: bool = False
    # A date may be in it, and is read as the text 2027-01-12.
    day: bool = False

    def is_called(self, header: str) -> bool:
        return bare(header) in {bare(name) for name in (self.title, *self.also)}


@dataclass(frozen=True)
class Kind:
    """One of the three sheets."""

    title: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]

    def is_called(self, name: str) -> bool:
        return bare(name) in {bare(known) for known in (self.title, *self.also)}

    @property
    def header(self) -> list[str]:
        """The columns of the template."""
        return [column.title for column in self.columns if not column.extra]


ADDRESS = Column(
    "email", "e-mailadres", ("email", "e-mail", "mail", "mailadres", "werkadres", "e-mailadres werk"), longest=254
)
ORGANISATIONS = Kind(
    "Organisaties",
    ("organisatie", "organisations"),
    (
        Column("name", "naam", ("organisatie", "naam organisatie", "organisatienaam")),
        # Needed only for an organisation that is new.
        Column("kind", "soort", ("type", "soort organisatie"), required=False, longest=60),
        Column("mail_domain", "maildomein", ("domein", "mail domein", "e-maildomein"), required=False, longest=120),
        Column("website", "website", ("site", "webadres", "url"), required=False, longest=200),
    ),
)
PEOPLE = Kind(
    "Mensen",
    ("mens", "personen", "deelnemers", "contactpersonen", "people"),
    (
        Column("name", "naam", ("voor- en achternaam", "volledige naam", "naam persoon"), longest=120),
        ADDRESS,
        Column("function", "functie", ("functienaam",), required=False, longest=120),
        Column("organisation", "organisatie", ("naam organisatie", "organisatienaam", "werkgever", "werkt bij")),
    ),
)
CHAIRS = Kind(
    "Stoelen",
    ("stoel", "aan tafel", "chairs"),
    (
        Column("table", "tafel", ("leertafel", "thematafel", "naam tafel"), longest=120),
        ADDRESS,
        Column("involvement", "vorm", ("vorm van betrokkenheid", "betrokkenheid"), longest=60),
        # Only for who works at more than one organisation.
        Column("organisation", "organisatie", ("namens", "namens organisatie"), required=False, extra=True),
    ),
)
KINDS = (ORGANISATIONS, PEOPLE, CHAIRS)


@dataclass(frozen=True)
class Remark:
    """Something about one cell: what is the matter and what to do. One that blocks must be solved first."""

    sheet: str
    row: int
    letter: str
    column: str
    text: str
    blocks: bool = True

    @property
    def place(self) -> str:
        """Where to look, the way a spreadsheet names it."""
        return f"{self.letter}{self.row or ''}"


@dataclass
class Row:
    """A row of a sheet: its number there, and its texts by the key of the column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass
class Filled:
    """A sheet as somebody filled it in: its rows, and what is wrong with them so far."""

    kind: Kind
    letters: dict[str, str] = field(default_factory=dict)
    header_row: int = 1
    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)
    # A column without which no row can be understood is missing.
    unusable: bool = False

    def wrong(self, row: Row | int, key: str, text: str) -> None:
        """Note an error in a cell; its row will not be carried out."""
        number = row if isinstance(row, int) else row.number
        self.faulty.add(number)
        self._remark(number, key, text, blocks=True)

    def doubt(self, row: Row | int, key: str, text: str) -> None:
        """Note something to look at; it stops nothing."""
        self._remark(row if isinstance(row, int) else row.number, key, text, blocks=False)

    def sound(self, key_of) -> Iterator[tuple[Row, Row | None]]:
        """The rows in which nothing is wrong so far, each with the row before it that has the same key.

        A plain repetition is left out, with a remark.
        """
        seen: dict = {}
        for row in self.rows:
            first = seen.setdefault(key_of(row), row)
            if row.number in self.faulty:
                continue
            if first is not row and first.cells == row.cells:
                self.doubt(row, self.kind.columns[0].key, ROW_TWICE.format(first=first.number))
            else:
                yield row, None if first is row else first

    def _remark(self, number: int, key: str, text: str, *, blocks: bool) -> None:
        title = next((column.title for column in self.kind.columns if column.key == key), key)
        self.remarks.append(Remark(self.kind.title, number, self.letters.get(key, ""), title, text, blocks))


@dataclass
class Workbook:
    """What was brought in: the known sheets, and remarks about those that are not."""

    filled: dict[str, Filled]
    remarks: list[Remark]

    def of(self, kind: Kind) -> Filled:
        """The sheet of this kind; an empty one when it is not there."""
        return self.filled.get(kind.title) or Filled(kind)

    @property
    def unusable(self) -> bool:
        """Whether something is missing without which comparing rows would only raise more questions."""
        return any(remark.blocks for remark in self.remarks) or any(one.unusable for one in self.filled.values())


def read(sheets: list[Sheet]) -> Workbook:
    """Find the three sheets among `sheets` and read their rows."""
    workbook = Workbook({}, [])
    for sheet in sheets:
        kind = next((kind for kind in KINDS if kind.is_called(sheet.name)), None)
        if kind is None:
            if sheet.rows:
                workbook.remarks.append(Remark(sheet.name, 1, "A", "", UNKNOWN_SHEET, blocks=False))
        elif kind.title in workbook.filled:
            workbook.remarks.append(Remark(sheet.name, 1, "A", "", SHEET_TWICE.format(kind=kind.title)))
        else:
            workbook.filled[kind.title] = read_sheet(kind, sheet.rows)
    return workbook


def read_sheet(kind: Kind, rows: list[list[Cell]]) -> Filled:
    """Read the rows under the names of the columns."""
    filled = Filled(kind)
    if not rows:
        return filled
    at = _find_header(kind, rows)
    if at is None:
        filled.wrong(1, kind.columns[0].key, NO_HEADER.format(columns=", ".join(kind.header)))
        filled.unusable = True
        return filled
    filled.header_row = at + 1
    places = _places(filled, rows[at])
    for number, cells in enumerate(rows[at + 1 :], start=at + 2):
        if any(cells):
            filled.rows.append(_row(filled, number, cells, places))
    return filled


def _find_header(kind: Kind, rows: list[list[Cell]]) -> int | None:
    """The row that names the most columns, among the first ones; one that names half of them will do."""
    known = [sum(_named(kind, cell) is not None for cell in row) for row in rows[:HEADER_WITHIN]]
    best = max(known)
    return known.index(best) if best * 2 >= len(kind.header) else None


def _places(filled: Filled, header: list[Cell]) -> dict[str, int]:
    """Which column of the sheet holds what."""
    places: dict[str, int] = {}
    for at, cell in enumerate(header):
        column = _named(filled.kind, cell)
        letter = xl_col_to_name(at)
        if column is not None and column.key not in places:
            places[column.key] = at
            filled.letters[column.key] = letter
        elif column is not None:
            filled.remarks.append(Remark(filled.kind.title, filled.header_row, letter, column.title, COLUMN_TWICE))
        elif cell:
            text = UNKNOWN_COLUMN.format(column=cell)
            filled.remarks.append(Remark(filled.kind.title, filled.header_row, letter, str(cell), text, blocks=False))
    for column in filled.kind.columns:
        if column.required and column.key not in places:
            filled.wrong(filled.header_row, column.key, NO_COLUMN.format(column=column.title))
            filled.unusable = True
    return places


def _named(kind: Kind, cell: Cell) -> Column | None:
    return next((column for column in kind.columns if isinstance(cell, str) and column.is_called(cell)), None)


def _row(filled: Filled, number: int, cells: list[Cell], places: dict[str, int]) -> Row:
    row = Row(number, {})
    for column in filled.kind.columns:
        if column.key in places:
            at = places[column.key]
            row.cells[column.key] = _text(filled, row, column, cells[at] if at < len(cells) else "")
    return row


def _text(filled: Filled, row: Row, column: Column, cell: Cell) -> str:
    if isinstance(cell, date) and column.day:
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, date):
        filled.wrong(row, column.key, A_DATE.format(column=column.title))
        return ""
    text = " ".join(cell.split())
    if not text and column.required:
        filled.wrong(row, column.key, EMPTY_CELL.format(column=column.title))
    if len(text) > column.longest:
        filled.wrong(row, column.key, TOO_LONG.format(longest=column.longest))
    return text


# --- how texts are compared -------------------------------------------------------------------------------------------


def bare(text: str) -> str:
    """Only the letters and digits, small: for names of sheets and columns, and labels."""
    return re.sub(r"[\W_]+", "", text.casefold())


def fold(text: str) -> str:
    """Small letters, single spaces: two names that fold alike are the same name."""
    return " ".join(text.casefold().split())


def guess(name: str, known: Iterable[str]) -> str:
    """Gives " Bedoel je ‘X’?" for the known name that resembles `name` most; empty when none does."""
    by_fold, wanted = {fold(one): one for one in known}, fold(name)
    found = get_close_matches(wanted, by_fold, n=1, cutoff=0.75)
    found = found or [one for one in by_fold if len(wanted) > 3 and wanted in one]
    return f" Bedoel je ‘{by_fold[found[0]]}’?" if found else ""
