"""The sheet of running actions: compare it with the list of the table, and with who sits there."""

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from leerlandschap.commons import guard
from leerlandschap.commons.personal_data import Kind as PersonalData
from leerlandschap.commons.spreadsheets import Sheet
from leerlandschap.network.models import Person
from tables.intake import sheets as workbooks
from tables.intake.reports import days_in
from tables.intake.sheets import Column, Filled, Kind, Remark, Row, bare, fold
from tables.models import Action, ActionNote, Table

MOST_LINES = 300
HIGHEST_NUMBER = 9_999
SOONEST, LATEST = timedelta(days=10 * 366), timedelta(days=10 * 366)

NO_SHEET = "Er staat niets in dit rekenblad. Gebruik het sjabloon."
NO_ROWS = "Onder de namen van de kolommen staat nog niets. Vul het sjabloon in."
TOO_MANY = "Er staan {count} acties in dit blad. Neem er hoogstens {most} tegelijk mee."
BSN = "Hier staat een burgerservicenummer. Dat mag in het portaal niet staan. Haal het weg."
ABOUT_SOMEBODY = "Hieraan is misschien iemand te herkennen: {pieces}. Verbeter het, of vink aan dat het zo mee mag."
TAKEN = "Nummer {number} heeft deze tafel al voor een andere actie. Deze krijgt het volgende nummer."
NO_NUMBER = "‘{text}’ is geen nummer van 1 tot en met {most}. Deze actie krijgt het volgende nummer."
NO_DAY = "‘{text}’ lezen we niet als dag. De actie komt zonder dag op de lijst."
READ_AS = "We lezen ‘{text}’ als {name}."
TWO_OF_THEM = "Aan deze tafel zitten meer mensen die zo heten. Kies wie het is."
NOT_AT_TABLE = "‘{text}’ zit niet aan deze tafel. Kies wie de actie krijgt."
NOBODY = "Er staat niet bij wie dit doet. Kies wie de actie krijgt."
TWICE = "Deze actie staat er al: zie rij {first}. We slaan haar over."

ACTIONS = Kind(
    "Acties",
    ("actie", "actielijst", "lopende acties", "actions"),
    (
        Column("number", "nummer", ("nr", "no", "actienummer", "actie nr"), required=False, longest=40, extra=True),
        Column(
            "text", "wat", ("actie", "omschrijving", "actiepunt", "taak", "wat gaan we doen"),
            longest=Action._meta.get_field("text").max_length,
        ),
        Column("who", "wie", ("eigenaar", "trekker", "actiehouder", "verantwoordelijke", "door wie", "naam"), required=False),
        Column(
            "due", "wanneer", ("deadline", "datum gereed", "uiterlijk", "einddatum", "voor wanneer"), required=False, day=True
        ),
        Column(
            "state", "stand", ("status", "stand van zaken", "voortgang", "opmerking", "opmerkingen", "toelichting"),
            required=False, extra=True, longest=ActionNote._meta.get_field("text").max_length,
        ),
        # Where names and addresses stand apart.
        Column("email", "e-mailadres", ("email", "mail", "mailadres"), required=False, longest=254, extra=True),
        Column("done", "klaar", ("gereed", "afgerond", "klaar op"), required=False, longest=60, extra=True, day=True),
    ),
)  # fmt: skip
TEMPLATE = ["nummer", "wat", "wie", "wanneer", "stand"]
# What people write where an action is done, or where nothing needs saying.
DONE = {"klaar", "gereed", "afgerond", "gedaan", "done", "voltooid", "afgehandeld", "ja"}
OPEN = {"open", "loopt", "lopend", "nieuw", "bezig", "nee", "todo", "tedoen", "nogdoen", "actief"}


@dataclass
class Line:
    """A row of the sheet as an action of the table."""

    row: Row
    text: str
    number: int | None = None
    owner: Person | None = None
    due_on: date | None = None
    note: str = ""
    # Whether something in its words may point to a person: then it only comes along when somebody says so.
    about_somebody: bool = False

    @property
    def at(self) -> int:
        """The number of its row in the sheet."""
        return self.row.number


@dataclass
class Plan:
    """What the sheet would bring: new actions, those the table has, those that are done, and what there is to say."""

    new: list[Line] = field(default_factory=list)
    same: list[Line] = field(default_factory=list)
    done: list[Line] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def errors(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.blocks]

    @property
    def doubts(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.blocks]

    @property
    def loose_doubts(self) -> list[Remark]:
        """Those about no action that is new."""
        rows = {line.at for line in self.new}
        return [remark for remark in self.doubts if remark.row not in rows]

    def doubts_of(self, line: Line) -> list[str]:
        """What there is to look at in the row of a new action."""
        return [remark.text for remark in self.doubts if remark.row == line.at]

    def fingerprint(self) -> str:
        """The same for the same preview: so that what is taken over is what was looked at."""
        told = [
            (one.row.number, one.text, one.number, getattr(one.owner, "pk", 0), one.due_on, one.note)
            for one in self.new
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def template() -> list[Sheet]:
    """The empty workbook."""
    return [Sheet(ACTIONS.title, [TEMPLATE])]


def example(people: list[Person], today: date) -> list[Sheet]:
    """The workbook with a few invented actions, in the names of some who sit there."""
    names = [*(person.name for person in people[:2]), "n.deboer@dewilg.example", "Noor de Boer"]
    rows = [
        [3, "De wijkteams bellen over de wachtlijst", names[0], today + timedelta(days=21), "twee van de drie gebeld"],
        [5, "Een voorstel schrijven voor de overdracht", names[1], today + timedelta(days=40), "open"],
        ["", "Iemand van het onderwijs uitnodigen", "", "", ""],
    ]
    return [Sheet(ACTIONS.title, [TEMPLATE, *rows])]


def draw_up(sheets: list[Sheet], table: Table, people: list[Person], *, today: date) -> Plan:
    """Compare a workbook with the actions of `table`; `people` are who can get one."""
    sheet = next((one for one in sheets if ACTIONS.is_called(one.name)), None) or next(
        (one for one in sheets if one.rows), None
    )
    if sheet is None:
        return Plan(remarks=[Remark("", 0, "", "", NO_SHEET)])
    filled = workbooks.read_sheet(ACTIONS, sheet.rows)
    if filled.unusable or not filled.rows or len(filled.rows) > MOST_LINES:
        return Plan(remarks=[*filled.remarks, *_no_rows(filled)])
    return _Comparing(filled, table, people, today).plan()


def _no_rows(filled: Filled) -> list[Remark]:
    if filled.unusable:
        return []
    many = TOO_MANY.format(count=len(filled.rows), most=MOST_LINES)
    return [Remark("", 0, "", "", many if filled.rows else NO_ROWS)]


class _Comparing:
    """The rows of a sheet beside what the table has."""

    def __init__(self, filled: Filled, table: Table, people: list[Person], today: date) -> None:
        self.filled, self.people, self.today = filled, people, today
        self.there = list(table.actions.order_by("number"))
        self.taken = {action.number for action in self.there}

    def plan(self) -> Plan:
        lines = [line for row in self._once() if (line := self._line(row))]
        running = [line for line in lines if not _is_done(line.row)]
        plan, known = Plan(done=[line for line in lines if _is_done(line.row)]), self._known(running)
        for line in running:
            (plan.same if line.row.number in known else plan.new).append(line)
        for line in plan.new:
            self._complete(line)
        plan.remarks = sorted(self.filled.remarks, key=lambda remark: remark.row)
        return plan

    def _once(self):
        """The rows in which nothing is wrong, a plain repetition left out."""
        seen: dict[tuple, Row] = {}
        for row in self.filled.rows:
            first = seen.setdefault(tuple(sorted(row.cells.items())), row)
            if first is not row:
                self.filled.doubt(row, "text", TWICE.format(first=first.number))
            elif row.number not in self.filled.faulty:
                yield row

    def _line(self, row: Row) -> Line | None:
        """None when the row has an error."""
        if any(mark.kind.refused for key in ("text", "state") for mark in guard.Choice.about(row[key], "").marks):
            self.filled.wrong(row, "text", BSN)
            return None
        return Line(row, row["text"], number=self._wanted(row), owner=self._owner(row), due_on=self._day(row))

    def _known(self, lines: list[Line]) -> set[int]:
        """The rows that the table has: first those that agree in number or owner as well, then by their words alone."""
        left: dict[str, list[Action]] = defaultdict(list)
        for action in self.there:
            left[fold(action.text)].append(action)
        known: set[int] = set()
        for agrees in (_same_number_and_owner, _same_owner, _same_number, lambda line, action: True):
            for line in lines:
                twin = next((one for one in left[fold(line.text)] if agrees(line, one)), None)
                if twin is not None and line.row.number not in known:
                    left[fold(line.text)].remove(twin)
                    known.add(line.row.number)
        return known

    def _complete(self, line: Line) -> None:
        """What is only asked of an action that is new: say what is odd about it, and keep what was said of it."""
        row = line.row
        line.note = "" if bare(row["state"]) in OPEN else row["state"]
        if row["number"] and line.number is None:
            self.filled.doubt(row, "number", NO_NUMBER.format(text=row["number"], most=HIGHEST_NUMBER))
        if line.number is not None and line.number in self.taken:
            self.filled.doubt(row, "number", TAKEN.format(number=line.number))
            line.number = None
        self.taken |= {line.number} - {None}
        if row["due"] and line.due_on is None:
            self.filled.doubt(row, "due", NO_DAY.format(text=row["due"]))
        self._doubt_owner(line)
        self._doubt_words(line)

    def _doubt_owner(self, line: Line) -> None:
        typed = _who(line.row)
        if line.owner is None:
            alike = [one for one in self.people if fold(typed) in (fold(one.name), fold(one.name).split(" ")[0])]
            text = NOBODY if not typed else TWO_OF_THEM if len(alike) > 1 else NOT_AT_TABLE.format(text=typed)
            self.filled.doubt(line.row, "who", text)
        elif "@" not in typed and fold(typed) != fold(line.owner.name):
            self.filled.doubt(line.row, "who", READ_AS.format(text=typed, name=line.owner.name))

    def _doubt_words(self, line: Line) -> None:
        row = line.row
        names = {part for person in self.people for part in (person.name, person.name.split(" ")[0])}
        marks = guard.Choice.about(f"{row['text']}\n{row['state']}", "").marks
        found = {mark.piece: None for mark in marks if mark.kind != PersonalData.NAME or mark.piece not in names}
        line.about_somebody = bool(found)
        if found:
            self.filled.doubt(row, "text", ABOUT_SOMEBODY.format(pieces=", ".join(f"‘{piece}’" for piece in found)))

    def _wanted(self, row: Row) -> int | None:
        found = re.fullmatch(r"\D{0,12}?(\d{1,6})\.?", row["number"])
        number = int(found[1]) if found else 0
        return number if 1 <= number <= HIGHEST_NUMBER else None

    def _day(self, row: Row) -> date | None:
        found = next(iter(days_in(row["due"])), None)
        return found if found and self.today - SOONEST <= found <= self.today + LATEST else None

    def _owner(self, row: Row) -> Person | None:
        """Who is meant, of who can get one: by address, by name, or by a first name that only one of them has."""
        typed = fold(_who(row))
        if not typed:
            return None
        for name_of in (lambda one: one.email, lambda one: one.name, lambda one: one.name.split(" ")[0]):
            found = [one for one in self.people if fold(name_of(one)) == typed]
            if found:
                return found[0] if len(found) == 1 else None
        return None


def _who(row: Row) -> str:
    """The name or address of who does it; what stands behind it in brackets is left out."""
    return row["email"] or re.sub(r"\s*[(\[].*$", "", row["who"])


def _is_done(row: Row) -> bool:
    return bare(row["state"]) in DONE or (bool(row["done"]) and bare(row["done"]) not in OPEN)


def _same_number_and_owner(line: Line, action: Action) -> bool:
    return _same_number(line, action) and _same_owner(line, action)


def _same_number(line: Line, action: Action) -> bool:
    return line.number == action.number


def _same_owner(line: Line, action: Action) -> bool:
    return line.owner is not None and line.owner.pk == action.owner_id
