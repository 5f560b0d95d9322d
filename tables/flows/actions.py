"""Actions: promising something at a table, saying how it stands, handing it over, and saying that it is done."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import Organisation, Person, User
from tables.flows import action_letters, cycles
from tables.models import Action, ActionNote, AgendaItem, Openness, Postponement, Seat, Table
from tables.openness import narrowest

NUDGE_EVERY = timedelta(days=7)

NO_ROUND = "{table} loopt nu niet. Een actie noteer je zodra er een ronde loopt."
OTHER_TABLE = "Dit agendapunt is van een andere tafel. Kies een punt van deze tafel."
ENDED = "{table} is beëindigd: acties blijven staan zoals ze waren."
IS_DONE = "Deze actie is al klaar. Ververs de pagina om te zien hoe het ervoor staat."
EMPTY = "Schrijf in één zin hoe het ervoor staat."
STRANGER = "Kies iemand die aan tafel zit of haar begeleidt, of een collega van je eigen organisatie."
SAME = "Deze actie staat al op deze naam. Kies iemand anders."
NOBODY = "Deze actie heeft nog geen eigenaar. Geef haar eerst aan iemand."
NO_ACCOUNT = "{owner} heeft geen account en krijgt dus geen herinnering. Neem zelf contact op."
NUDGED = "Aan deze actie is op {day} al herinnerd. Dat kan één keer per week; vanaf {again} kan het weer."


@transaction.atomic
def add(
    table: Table,
    *,
    text: str,
    owner: Person | None,
    due_on: date | None,
    by: User,
    organisation: Organisation | None = None,
    item: AgendaItem | None = None,
    number: int | None = None,
) -> Action:
    """Note an action in the running round, under the table's next number; its owner is told.

    `item` is the agenda item at which it was promised: who may not read that, does not read the action. `number` is the one
    it had before the table came into the portal; it keeps that as long as no other has it. Raises ValidationError without a
    round, and for another table's item.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if item is not None and item.table_id != table.pk:
        raise ValidationError(OTHER_TABLE)
    cycle = table.cycles.running().first()
    if cycle is None:
        raise ValidationError(NO_ROUND.format(table=table))
    action = Action.objects.create(
        table=table, number=_number(table, number), text=text.strip(), owner=owner, due_on=due_on, item=item,
        organisation=organisation or acting_for(owner, table), made_at=timezone.now(),
        openness=narrowest(Openness.TABLE, table.openness, item.openness if item else Openness.TABLE),
    )  # fmt: skip
    action.cycles.add(cycle)
    cycles.show(table)
    audit.record(by, "action.added", on=table, number=action.number, owner=str(owner or ""))
    action_letters.yours(action, by=by)
    return action


@transaction.atomic
def tick_off(action: Action, *, by: User) -> Action:
    """Say that the action is done; saying it again changes nothing. Raises ValidationError when the table ended."""
    action = _settle(action, "action.done", done_at=timezone.now(), done_by=by, by=by)
    action.postponements.filter(state=Postponement.State.ASKED).update(state=Postponement.State.LAPSED)
    action_letters.no_longer_wait(action)
    return action


@transaction.atomic
def reopen(action: Action, *, by: User) -> Action:
    """Say that the action is not done after all; it counts in the running round again. Raises ValidationError."""
    action = _settle(action, "action.reopened", done_at=None, done_by=None, by=by)
    if cycle := action.table.cycles.running().first():
        action.cycles.add(cycle)
    return action


@transaction.atomic
def explain(action: Action, *, text: str, by: User) -> ActionNote:
    """Write a line on how the action stands. Raises ValidationError without one, and when the table ended."""
    action = held(action)
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    note = ActionNote.objects.create(action=action, text=text.strip(), made_at=timezone.now(), made_by=by)
    audit.record(by, "action.explained", on=action.table, number=action.number)
    return note


@transaction.atomic
def hand_over(action: Action, *, to: Person, by: User) -> Action:
    """Give an open action to somebody of the table, or to a colleague of who has it; they are told.

    Raises ValidationError for a stranger, for who has it already, and when it is done or the table ended.
    """
    action = held_open(action)
    if to.pk == action.owner_id:
        raise ValidationError({"to": SAME})
    if not may_get(action).filter(pk=to.pk).exists():
        raise ValidationError({"to": STRANGER})
    give(action, to, organisation=acting_for(to, action.table), code="action.handed_over", by=by)
    return action


@transaction.atomic
def nudge(action: Action, *, by: User) -> Action:
    """Remind who promised an open action, in the one mail a day; at most once a week. Raises ValidationError."""
    action, now = held_open(action), timezone.now()
    if action.owner is None:
        raise ValidationError(NOBODY)
    if action.owner.user_id is None:
        raise ValidationError(NO_ACCOUNT.format(owner=action.owner.name))
    if action.nudged_at and now - action.nudged_at < NUDGE_EVERY:
        again = action.nudged_at + NUDGE_EVERY
        raise ValidationError(NUDGED.format(day=day(action.nudged_at, "kort"), again=day(again, "kort")))
    action.nudged_at = now
    action.save(update_fields=["nudged_at"])
    audit.record(by, "action.nudged", on=action.table, number=action.number, who=str(action.owner))
    action_letters.nudged(action)
    return action


def may_get(action: Action) -> QuerySet[Person]:
    """To whom the action can be given: who sits at the table or leads it, and the colleagues of who has it now."""
    cycle = action.table.cycles.running().first()
    company = cycle.company() if cycle else Person.objects.none()
    people = Person.objects.filter(pk__in=company.values("pk"))
    if action.owner_id and action.organisation_id:
        colleagues = Person.objects.at(action.organisation, timezone.localdate())
        people = people | Person.objects.filter(pk__in=colleagues.values("pk"))
    return people.order_by("name")


def acting_for(person: Person | None, table: Table) -> Organisation | None:
    """For which organisation somebody does something at a table: that of their chair, or else the only one they work for."""
    if person is None:
        return None
    seat = Seat.objects.at(table).accepted().filter(person=person).exclude(organisation=None).first()
    if seat is not None:
        return seat.organisation
    works = list(Organisation.objects.where_works(person, timezone.localdate()).distinct()[:2])
    return works[0] if len(works) == 1 else None


# --- shared with the other flows of actions -----------------------------------------------------------------------------


def held(action: Action) -> Action:
    """The action as it is now, under its table's lock. Raises ValidationError when the table ended."""
    table = Table.objects.select_for_update().get(pk=action.table_id)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED.format(table=table))
    action = Action.objects.select_related("owner", "organisation").get(pk=action.pk)
    action.table = table
    return action


def held_open(action: Action) -> Action:
    """The same, for what is only done with an open one. Raises ValidationError when it is done."""
    action = held(action)
    if action.done_at is not None:
        raise ValidationError(IS_DONE)
    return action


def give(action: Action, to: Person, *, organisation: Organisation | None, code: str, by: User | None) -> None:
    """Put the action in another's name and tell them. Call it under the table's lock."""
    before = action.owner
    action_letters.no_longer_wait(action)
    action.owner, action.organisation, action.nudged_at = to, organisation, None
    action.save(update_fields=["owner", "organisation", "nudged_at"])
    cycles.show(action.table)
    audit.record(by, code, on=action.table, number=action.number, who=str(before or ""), to=str(to))
    action_letters.yours(action, by=by)


def _number(table: Table, wanted: int | None) -> int:
    """The wanted number when it is free, or else the next. Call it under the table's lock."""
    if wanted and not table.actions.filter(number=wanted).exists():
        return wanted
    return (table.actions.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _settle(action: Action, code: str, *, by: User, done_at, done_by) -> Action:
    action = held(action)
    if (action.done_at is None) != (done_at is None):
        action.done_at, action.done_by = done_at, done_by
        action.save(update_fields=["done_at", "done_by"])
        cycles.show(action.table)
        audit.record(by, code, on=action.table, number=action.number)
    return action
