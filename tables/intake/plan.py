"""The preview: what a whole workbook would do, and what must be mended first."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from leerlandschap.commons.spreadsheets import Sheet
from leerlandschap.network.models import User
from tables.intake import sheets as workbooks
from tables.intake.chairs import Chairs
from tables.intake.organisations import Organisations
from tables.intake.people import People
from tables.intake.sheets import CHAIRS, KINDS, ORGANISATIONS, PEOPLE, Remark
from tables.intake.steps import Outcome, Step

NO_SHEET = "We vinden geen blad met de naam Organisaties, Mensen of Stoelen. Gebruik het sjabloon."
NO_ROWS = "Onder de namen van de kolommen staat nog niets. Vul het sjabloon in."


@dataclass
class SheetPlan:
    """What one sheet would do."""

    title: str
    steps: list[Step] = field(default_factory=list)

    def with_outcome(self, outcome: Outcome) -> list[Step]:
        return [step for step in self.steps if step.outcome == outcome]

    @property
    def new(self) -> list[Step]:
        return self.with_outcome(Outcome.NEW)

    @property
    def changed(self) -> list[Step]:
        return self.with_outcome(Outcome.CHANGED)

    @property
    def same(self) -> list[Step]:
        return self.with_outcome(Outcome.SAME)


@dataclass
class Plan:
    """What the workbook would do, sheet by sheet, and everything there is to say about its cells."""

    sheets: list[SheetPlan]
    remarks: list[Remark]

    @property
    def errors(self) -> list[Remark]:
        return [remark for remark in self.remarks if remark.blocks]

    @property
    def doubts(self) -> list[Remark]:
        return [remark for remark in self.remarks if not remark.blocks]

    @property
    def steps(self) -> list[Step]:
        """What there is to do, in the order in which it can be done."""
        return [step for sheet in self.sheets for step in sheet.steps if step.outcome != Outcome.SAME]

    @property
    def can_commit(self) -> bool:
        return bool(self.steps) and not self.errors

    def counts(self) -> dict[str, dict[str, int]]:
        """Per sheet how many rows are new, change something, and are there already."""
        return {
            sheet.title: {outcome.value: len(sheet.with_outcome(outcome)) for outcome in Outcome}
            for sheet in self.sheets
        }

    def fingerprint(self) -> str:
        """The same for the same preview: so that what is taken over is what was looked at."""
        told = [
            (sheet.title, [(s.row.number, s.outcome, s.title, s.notes) for s in sheet.steps]) for sheet in self.sheets
        ]
        return hashlib.sha256(repr((told, self.remarks)).encode()).hexdigest()


def draw_up(sheets: list[Sheet], *, user: User, today: date) -> Plan:
    """Compare a workbook with the portal as it is now, for `user`. Asks the database the same few things for any size."""
    workbook = workbooks.read(sheets)
    filled = [workbook.of(kind) for kind in KINDS]
    if not workbook.filled or not (workbook.unusable or any(one.rows for one in filled)):
        return Plan([], [*workbook.remarks, Remark("", 0, "", "", NO_ROWS if workbook.filled else NO_SHEET)])
    plans = [] if workbook.unusable else _compare(workbook, user, today)
    remarks = [remark for one in filled for remark in sorted(one.remarks, key=lambda remark: remark.row)]
    return Plan(plans, [*workbook.remarks, *remarks])


def _compare(workbook: workbooks.Workbook, user: User, today: date) -> list[SheetPlan]:
    """Each sheet builds on what the one before it would bring in."""
    organisations = Organisations(workbook.of(ORGANISATIONS))
    compared = [SheetPlan(ORGANISATIONS.title, organisations.compare())]
    seated = [row["email"] for row in workbook.of(CHAIRS).rows]
    people = People(workbook.of(PEOPLE), organisations, seated, today=today)
    compared.append(SheetPlan(PEOPLE.title, people.compare()))
    compared.append(SheetPlan(CHAIRS.title, Chairs(workbook.of(CHAIRS), people, user=user).compare()))
    return [plan for plan in compared if plan.title in workbook.filled]
