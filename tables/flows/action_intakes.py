"""Bringing running actions along to a table: keep a list for a preview, then put all of it or some of it on the table's list."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, files, spreadsheets
from leerlandschap.network.models import Person, User
from tables.flows import actions, intakes
from tables.intake import actions as lists
from tables.intake.actions import Line, Plan
from tables.models import Action, Intake, Table

NONE_CHOSEN = "Kies minstens één actie om mee te nemen."
NO_OWNER = "Kies wie deze actie krijgt: een actie heeft altijd een eigenaar."


@transaction.atomic
def bring_in(table: Table, upload: UploadedFile, *, by: User) -> Intake:
    """Keep a list for a preview, unreadable on the disk; nothing of it is taken over yet.

    Raises ValidationError when it cannot be read, and when the table has no round in which an action could be.
    """
    if table.running_cycle() is None:
        raise ValidationError(actions.NO_ROUND.format(table=table))
    files.check(upload, allowed=files.SPREADSHEETS, max_size=intakes.MOST_BYTES)
    spreadsheets.read(upload)
    file = files.keep(upload, allowed=files.SPREADSHEETS, max_size=intakes.MOST_BYTES, sealed=True)
    audit.record(by, "intake.brought_in", on=table, size=file.size, kind=Intake.Kind.ACTIONS.value)
    return Intake.objects.create(
        kind=Intake.Kind.ACTIONS, table=table, file=file, file_name=file.name, made_by=by, made_at=timezone.now()
    )


def preview(intake: Intake) -> Plan:
    """What taking over the list would do now. Raises ValidationError when its file is gone."""
    sheets = intakes.sheets_of(intake)
    return lists.draw_up(sheets, intake.table, people_of(intake.table), today=timezone.localdate())


def people_of(table: Table) -> list[Person]:
    """Who can get an action: who sits at the table or leads it, and whom one asks."""
    cycle, contact = table.running_cycle(), table.contact()
    people = {person.pk: person for person in (cycle.company() if cycle else [])}
    if contact is not None:
        people.setdefault(contact.pk, contact)
    return sorted(people.values(), key=lambda person: person.name)


def stands_in(table: Table) -> Person | None:
    """Who gets an action of which nobody knows whose it is."""
    return table.chair or table.contact()


@transaction.atomic
def take_over(intake: Intake, owners: Mapping[int, Person], *, seen: str, by: User) -> list[Action]:
    """Put the chosen rows on the list of the table, each in the name that `owners` gives by the number of its row.

    An action keeps its number when that is free; what else is new gets the next ones. Owners are told, as always. `seen` is
    the fingerprint of the preview that was looked at; raises ValidationError when something else would happen meanwhile,
    when nothing was chosen, for somebody who can't get an action here, and when the intake was settled before.
    """
    intake = intakes.held(intake)
    intake.table = Table.objects.select_for_update().get(pk=intake.table_id)
    plan = preview(intake)
    if plan.fingerprint() != seen:
        raise ValidationError(intakes.MOVED_ON)
    chosen = [line for line in plan.new if line.at in owners]
    _refuse(intake.table, chosen, owners)
    # Those that keep a number go first, so that no next number is one of theirs.
    made = [_add(intake.table, line, owners[line.at], by) for line in sorted(chosen, key=_numbered_first)]
    intake.counts = {"new": len(made), "same": len(plan.same)}
    audit.record(by, "intake.committed", on=intake.table, kind=Intake.Kind.ACTIONS.value, **intake.counts)
    intakes.let_go(intake, Intake.State.COMMITTED)
    return made


def _refuse(table: Table, chosen: list[Line], owners: Mapping[int, Person]) -> None:
    if not chosen:
        raise ValidationError(NONE_CHOSEN)
    able = {person.pk for person in people_of(table)}
    if any(owners[line.at].pk not in able for line in chosen):
        raise ValidationError(intakes.MOVED_ON)


def _numbered_first(line: Line) -> tuple[bool, int, int]:
    return line.number is None, line.number or 0, line.at


def _add(table: Table, line: Line, owner: Person, by: User) -> Action:
    action = actions.add(table, text=line.text, owner=owner, due_on=line.due_on, number=line.number, by=by)
    if line.note:
        actions.explain(action, text=line.note, by=by)
    return action
