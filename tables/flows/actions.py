"""Actions: promising something at a table, and saying that it is done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Organisation, Person, User
from tables.flows import cycles
from tables.models import Action, Table

NO_ROUND = "{table} loopt nu niet. Een actie noteer je zodra er een ronde loopt."
ENDED = "{table} is beëindigd: acties blijven staan zoals ze waren."


@transaction.atomic
def add(
    table: Table,
    *,
    text: str,
    owner: Person | None,
    due_on: date | None,
    by: User,
    organisation: Organisation | None = None,
) -> Action:
    """Note an action in the running round, under the table's next number; its owner is told. Raises ValidationError."""
    table = Table.objects.select_for_update().get(pk=table.pk)
    cycle = table.cycles.running().first()
    if cycle is None:
        raise ValidationError(NO_ROUND.format(table=table))
    highest = table.actions.aggregate(highest=Max("number"))["highest"] or 0
    action = Action.objects.create(
        table=table, number=highest + 1, text=text.strip(), owner=owner, organisation=organisation, due_on=due_on,
        made_at=timezone.now(),
    )  # fmt: skip
    action.cycles.add(cycle)
    cycles.show(table)
    audit.record(by, "action.added", on=table, number=action.number, owner=str(owner or ""))
    _tell_owner(action, by=by)
    return action


@transaction.atomic
def tick_off(action: Action, *, by: User) -> Action:
    """Say that the action is done; saying it again changes nothing. Raises ValidationError when the table ended."""
    return _settle(action, "action.done", done_at=timezone.now(), done_by=by, by=by)


@transaction.atomic
def reopen(action: Action, *, by: User) -> Action:
    """Say that the action is not done after all; it counts in the running round again. Raises ValidationError."""
    action = _settle(action, "action.reopened", done_at=None, done_by=None, by=by)
    if cycle := action.table.cycles.running().first():
        action.cycles.add(cycle)
    return action


def _settle(action: Action, code: str, *, by: User, done_at, done_by) -> Action:
    table = Table.objects.select_for_update().get(pk=action.table_id)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED.format(table=table))
    action = Action.objects.get(pk=action.pk)
    action.table = table
    if (action.done_at is None) != (done_at is None):
        action.done_at, action.done_by = done_at, done_by
        action.save(update_fields=["done_at", "done_by"])
        cycles.show(table)
        audit.record(by, code, on=table, number=action.number)
    return action


def _tell_owner(action: Action, *, by: User) -> None:
    """Who promised it hears so in the one mail a day, unless they noted it themselves."""
    owner = action.owner
    if owner is not None and owner.user_id and owner.user_id != getattr(by, "pk", None):
        path = action.table.get_absolute_url() + "#acties"
        telling = notices.Telling(
            owner.pk, "action.yours", f"action:{action.ref}", path, {"table": action.table.name_in_mail}, bundled=True
        )
        notices.tell_all([telling])
