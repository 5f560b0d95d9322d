"""The sheet of chairs: compare it with who sits at which table."""

from functools import partial

from leerlandschap.network.models import Organisation, Person, User
from tables.flows import signups
from tables.intake.people import People, read_address
from tables.intake.sheets import Filled, Row, bare, fold, guess
from tables.intake.steps import Outcome, Step, nothing
from tables.models import Cycle, Involvement, Seat, Table

UNKNOWN_TABLE = "Tafel ‘{name}’ kennen we niet. Neem de naam over van de pagina van de tafel.{guess}"
NO_ROUND = "{table} heeft nu geen lopende ronde, dus kan er niemand zitten. Haal de rij weg of start de ronde."
UNKNOWN_PERSON = "‘{text}’ kennen we niet. Zet deze persoon in het blad Mensen of verbeter het adres."
BAD_INVOLVEMENT = "‘{text}’ kennen we niet. Kies uit: lid, agendalid, meelezer."
TWICE = "Dit adres staat ook in rij {first} bij dezelfde tafel, met een andere vorm. Houd één rij over."
FULL = (
    "{table} heeft nog {free} vrije stoelen en deze rij is er een te veel. Haal haar weg of geef de tafel meer stoelen."
)
NO_CHAIR = "Alle stoelen van {table} zijn bezet. Haal de rij weg of geef de tafel meer stoelen."
OTHER_FORM = "Zit al aan deze tafel, als {form}. Dat blijft zo."
ASKED = "Heeft deze stoel al gevraagd ({state}). Beslis daarover bij de stoelen van de tafel."
WHICH = "Deze persoon werkt bij {names}. Maak een kolom ‘organisatie’ en vul in namens welke de stoel is."
NOT_THERE = "Deze persoon werkt volgens het blad Mensen en het portaal niet bij ‘{name}’. Verbeter de naam.{guess}"

ALSO = {
    Involvement.MEMBER: ["leden", "deelnemer", "vast lid", "member"],
    Involvement.AGENDA_MEMBER: ["agendaleden", "agenda"],
    Involvement.READER: ["meelezers", "lezer", "leest mee"],
}
INVOLVEMENT_BY_NAME = {bare(form.short): form for form in Involvement} | {
    bare(name): form for form, names in ALSO.items() for name in [form.value, form.label, *names]
}


class Chairs:
    """The tables this user may give chairs at, and who sits there."""

    def __init__(self, filled: Filled, people: People, *, user: User) -> None:
        self.filled, self.people = filled, people
        tables = list(Table.objects.visible_to(user).shown()) if filled.rows else []
        self.tables = {fold(table.slug): table for table in tables} | {fold(table.name): table for table in tables}
        self.free = {table.pk: table.free for table in tables}
        self.running = _running_tables() if tables else set()
        self.seats = _seats(people.known.values()) if tables else {}

    def compare(self) -> list[Step]:
        """What each row would do, table by table; its errors are noted on the sheet."""
        found = []
        for row, first in self.filled.sound(lambda row: (fold(row["table"]), read_address(row["email"]))):
            if first is not None:
                self.filled.wrong(row, "email", TWICE.format(first=first.number))
                continue
            table, email, form = self._table(row), self._email(row), self._involvement(row)
            if row.number not in self.filled.faulty and (step := self._step(row, table, email, form)):
                found.append((table.pk, step))
        # Locks are taken in one order by everybody, so that two who bring in chairs at once never wait for each other.
        return [step for _table, step in sorted(found, key=lambda pair: pair[0])]

    def _table(self, row: Row) -> Table | None:
        table = self.tables.get(fold(row["table"]))
        if table is None:
            names = [one.name for one in self.tables.values()]
            self.filled.wrong(row, "table", UNKNOWN_TABLE.format(name=row["table"], guess=guess(row["table"], names)))
        elif table.pk not in self.running:
            self.filled.wrong(row, "table", NO_ROUND.format(table=table))
        return table

    def _email(self, row: Row) -> str:
        email = read_address(row["email"])
        if not email or (email not in self.people.known and email not in self.people.mentioned):
            self.filled.wrong(row, "email", UNKNOWN_PERSON.format(text=row["email"]))
        return email

    def _involvement(self, row: Row) -> Involvement | None:
        form = INVOLVEMENT_BY_NAME.get(bare(row["involvement"]))
        if form is None:
            self.filled.wrong(row, "involvement", BAD_INVOLVEMENT.format(text=row["involvement"]))
        return form

    def _step(self, row: Row, table: Table, email: str, form: Involvement) -> Step | None:
        """None when the row has an error, or when the person's own row has: then that one is to be mended first."""
        person = self.people.known.get(email)
        if person is None:
            return None
        title = f"{person.name} aan {table}"
        if seat := self.seats.get((table.pk, person.pk)):
            self._doubt_seat(row, seat, form)
            return Step(row, Outcome.SAME, title, nothing)
        organisation = self._organisation(row, email)
        self._take_chair(row, table, form)
        if row.number in self.filled.faulty:
            return None
        notes = [form.short, *([f"namens {organisation}"] if organisation else [])]
        return Step(row, Outcome.NEW, title, partial(_give, table, person, organisation, form), notes)

    def _doubt_seat(self, row: Row, seat: Seat, form: Involvement) -> None:
        if seat.state != Seat.State.ACCEPTED:
            self.filled.doubt(row, "email", ASKED.format(state=seat.get_state_display()))
        elif seat.involvement != form:
            self.filled.doubt(row, "involvement", OTHER_FORM.format(form=seat.involvement_short))

    def _organisation(self, row: Row, email: str) -> Organisation | None:
        """For whom the person sits there: what the row says, or the one place where they work."""
        employers = self.people.employers(email)
        names = [one.name for one in employers]
        if row["organisation"]:
            found = next((one for one in employers if fold(one.name) == fold(row["organisation"])), None)
            if found is None:
                text = NOT_THERE.format(name=row["organisation"], guess=guess(row["organisation"], names))
                self.filled.wrong(row, "organisation", text)
            return found
        if len(employers) > 1:
            key = "organisation" if "organisation" in self.filled.letters else "email"
            self.filled.wrong(row, key, WHICH.format(names=" en ".join(names)))
        return employers[0] if len(employers) == 1 else None

    def _take_chair(self, row: Row, table: Table, form: Involvement) -> None:
        """Count the chair; one more than there are is an error."""
        if form != Involvement.MEMBER or row.number in self.filled.faulty:
            return
        self.free[table.pk] -= 1
        if self.free[table.pk] < 0:
            text = FULL.format(table=table, free=table.free) if table.free else NO_CHAIR.format(table=table)
            self.filled.wrong(row, "table", text)


def _running_tables() -> set[int]:
    return set(Cycle.objects.filter(ended_on=None).values_list("table", flat=True))


def _seats(people) -> dict[tuple[int, int], Seat]:
    """Who of these people asked for, waits for or holds a chair in a running round: by table and person."""
    known = [person.pk for person in people if person.pk]
    current = Seat.objects.current().filter(cycle__ended_on=None, person__in=known).select_related("cycle")
    return {(seat.cycle.table_id, seat.person_id): seat for seat in current}


def _give(table: Table, person: Person, organisation: Organisation | None, form: Involvement, by: User) -> None:
    signups.seat_directly(table, person, organisation=organisation, involvement=form, by=by)
