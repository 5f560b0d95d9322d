"""The sheet of people: compare it with who is known, and where they work."""

from collections.abc import Iterable
from datetime import date
from functools import cache, partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import F
from django.db.models.functions import Lower

from leerlandschap.commons import addresses, audit
from leerlandschap.network.models import Membership, Organisation, Person, User
from tables.intake.organisations import Organisations
from tables.intake.sheets import Filled, Row, fold, guess
from tables.intake.steps import Outcome, Step, change, nothing

BAD_ADDRESS = "‘{text}’ is geen volledig e-mailadres. Vul het in zoals naam@organisatie.nl."
LIKELY_TYPO = "Bedoel je @{domain}? Verbeter het adres als het niet klopt."
FREE_MAIL = "Dit is geen werkadres. Vul liever het adres bij de organisatie in."
UNKNOWN_ORGANISATION = (
    "Organisatie ‘{name}’ kennen we niet. Zet haar in het blad Organisaties of verbeter de naam.{guess}"
)
ENDED_ORGANISATION = "{name} doet niet meer mee. Vul in waar deze persoon nu werkt, of haal de rij weg."
TWICE = "Dit adres staat ook in rij {first} bij dezelfde organisatie, met andere gegevens. Houd één rij over."
TWO_NAMES = (
    "Dit adres staat ook in rij {first}, met de naam ‘{other}’. Eén adres hoort bij één persoon: verbeter er een."
)
OWN_NAME = (
    "Heet in het portaal ‘{name}’. Die naam blijft staan, want deze persoon heeft een account en schrijft hem zelf."
)
WORKED_HERE = (
    "Werkte bij {name} tot {until}. Neem je dit over, dan werkt deze persoon daar weer. Zo niet, haal de rij weg."
)
WORKS_ALSO = "Werkt ook bij {others}; dat blijft zo."


class People:
    """Everybody in the sheets, by address, and where they work."""

    def __init__(self, filled: Filled, organisations: Organisations, extra: Iterable[str], *, today: date) -> None:
        """`extra` are addresses that other sheets mention; who they belong to is looked up in the same question."""
        self.filled, self.organisations, self.today = filled, organisations, today
        wanted = {read_address(text) for text in [*(row["email"] for row in filled.rows), *extra]}
        self.known = {person.email.lower(): person for person in _found(wanted)}
        # Per address: where somebody works, and until when they worked where they left.
        self.work: dict[str, dict[str, Membership]] = {}
        self.left: dict[tuple[str, str], date] = {}
        self._look_up_work()
        # Named in the sheet, also in a row with an error: a chair for them is no second error.
        self.mentioned = {read_address(row["email"]) for row in filled.rows}
        self.rows_by_address: dict[str, Row] = {}
        self._meant = cache(partial(addresses.likely_typo, known_domains=organisations.mail_domains()))

    def compare(self) -> list[Step]:
        """What each row would do; its errors are noted on the sheet."""
        steps = []
        for row, first in self.filled.sound(lambda row: (read_address(row["email"]), fold(row["organisation"]))):
            if first is not None:
                self.filled.wrong(row, "email", TWICE.format(first=first.number))
            elif self._check(row):
                steps.append(self._step(row))
        return steps

    def employers(self, email: str) -> list[Organisation]:
        """Where the person with this address works, once the sheet is carried out."""
        return [membership.organisation for membership in self.work.get(email, {}).values()]

    def _look_up_work(self) -> None:
        by_pk = {person.pk: person for person in self.known.values()}
        found = Membership.objects.filter(person__in=by_pk).select_related("organisation") if by_pk else []
        for membership in found:
            membership.person = by_pk[membership.person_id]
            name = membership.organisation.name
            # The same object as on the sheet of organisations, with what that sheet changes.
            membership.organisation = self.organisations.named(name)
            if membership.ended_on is None or membership.ended_on > self.today:
                self._works(membership)
            else:
                self.left[membership.person.email.lower(), fold(name)] = membership.ended_on

    def _check(self, row: Row) -> bool:
        """Whether the row can be carried out; what is wrong is noted."""
        email = read_address(row["email"])
        first = self.rows_by_address.setdefault(email, row)
        if not email:
            self.filled.wrong(row, "email", BAD_ADDRESS.format(text=row["email"]))
        elif fold(first["name"]) != fold(row["name"]):
            self.filled.wrong(row, "name", TWO_NAMES.format(first=first.number, other=first["name"]))
        else:
            self._doubt_address(row, email)
        organisation = self.organisations.named(row["organisation"])
        if organisation is None:
            known = [one.name for one in self.organisations.known.values()]
            text = UNKNOWN_ORGANISATION.format(name=row["organisation"], guess=guess(row["organisation"], known))
            self.filled.wrong(row, "organisation", text)
        elif organisation.ended_on:
            self.filled.wrong(row, "organisation", ENDED_ORGANISATION.format(name=organisation))
        return row.number not in self.filled.faulty

    def _doubt_address(self, row: Row, email: str) -> None:
        domain = addresses.domain_of(email)
        if meant := self._meant(f"@{domain}"):
            self.filled.doubt(row, "email", LIKELY_TYPO.format(domain=meant))
        elif domain in addresses.FREE_MAIL:
            self.filled.doubt(row, "email", FREE_MAIL)

    def _step(self, row: Row) -> Step:
        email, organisation = read_address(row["email"]), self.organisations.named(row["organisation"])
        is_new = email not in self.known
        person = self.known.setdefault(email, Person(name=row["name"], email=email))
        renamed = self._rename(row, person)
        membership = self.work.get(email, {}).get(fold(organisation.name))
        if membership is None:
            membership, placed = self._place(row, person, organisation)
        else:
            placed = _move(membership, row["function"])
        notes = renamed + placed
        outcome = Outcome.NEW if is_new else Outcome.CHANGED if notes else Outcome.SAME
        deed = partial(_carry_out, person, membership if placed else None, bool(renamed)) if notes else nothing
        return Step(row, outcome, f"{person.name} ({email})", deed, notes)

    def _place(self, row: Row, person: Person, organisation: Organisation) -> tuple[Membership, list[str]]:
        """Somebody begins at an organisation. Gives the row to store and what it means in words."""
        notes = [f"bij {organisation}"]
        if others := [one.name for one in self.employers(person.email.lower())]:
            notes.append(WORKS_ALSO.format(others=" en ".join(others)))
        if left := self.left.get((person.email.lower(), fold(organisation.name))):
            self.filled.doubt(row, "organisation", WORKED_HERE.format(name=organisation, until=f"{left:%d-%m-%Y}"))
        membership = Membership(
            person=person, organisation=organisation, function=row["function"], started_on=self.today
        )
        self._works(membership)
        return membership, notes

    def _rename(self, row: Row, person: Person) -> list[str]:
        """Take over another name, unless the person writes it themselves. Gives what changes in words."""
        if person.name == row["name"]:
            return []
        if person.user_id:
            self.filled.doubt(row, "name", OWN_NAME.format(name=person.name))
            return []
        before, person.name = person.name, row["name"]
        return [change("naam", before, person.name)]

    def _works(self, membership: Membership) -> None:
        places = self.work.setdefault(membership.person.email.lower(), {})
        places[fold(membership.organisation.name)] = membership


def read_address(text: str) -> str:
    """The address as it is kept; empty when it is none."""
    try:
        address = addresses.canonical(text.removeprefix("mailto:"))
        validate_email(address)
    except ValidationError:
        return ""
    return address


def _found(wanted: set[str]) -> list[Person]:
    return list(Person.objects.annotate(address=Lower("email")).filter(address__in=wanted - {""})) if wanted else []


def _move(membership: Membership, function: str) -> list[str]:
    """Take over another function; an empty cell says nothing. Gives what changes in words."""
    if not function or membership.function == function:
        return []
    before, membership.function = membership.function, function
    return [change("functie", before, function)]


def _carry_out(person: Person, membership: Membership | None, renamed: bool, by: User) -> None:
    """Store somebody new, another name, and where they work; each leaves its line in the trail."""
    if person.pk is None:
        person.save()
        audit.record(by, "person.added", on=person)
    elif renamed:
        Person.objects.filter(pk=person.pk).update(name=person.name, version=F("version") + 1)
        audit.record(by, "person.renamed", on=person)
    if membership is not None:
        # Both were new a moment ago, and have their number only now.
        membership.person, membership.organisation = person, membership.organisation
        code = "membership.added" if membership.pk is None else "membership.changed"
        membership.save()
        audit.record(by, code, on=person, organisation=str(membership.organisation))
