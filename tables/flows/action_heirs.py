"""The open actions of somebody who leaves an organisation or a table pass on: nothing open is left without an owner.

To whom is said in `heirs.py`.
"""

from django.db.models import QuerySet

from leerlandschap.network.models import Organisation, Person, User
from tables.flows import actions, heirs
from tables.models import Action, Seat, Table

CODE = "action.inherited"


def held_for(person: Person, organisation: Organisation, *, works_elsewhere: bool) -> QuerySet[Action]:
    """The open actions that `person` has for `organisation`; with the last place of work also those for none, or another."""
    found = Action.objects.open().standing().filter(owner=person)
    return found.filter(organisation=organisation) if works_elsewhere else found


def pass_on(found: QuerySet[Action], person: Person, *, to: Person | None, by: User | None) -> None:
    """Give these actions of `person` to `to`, or to who comes next. Call it in the transaction of the leaving."""
    for action in found.select_related("organisation").order_by("table_id", "number"):
        action = actions.held_open(action)
        if heir := heirs.after(person, to=to, table=action.table, organisation=action.organisation):
            actions.give(action, heir[0], organisation=heir[1], code=CODE, by=by)


def chair_ended(seat: Seat, *, to: Person | None, by: User | None) -> None:
    """Pass on what somebody promised at a table where their chair ended, unless they lead it still."""
    table = Table.objects.get(pk=seat.cycle.table_id)
    if seat.person_id in {table.chair_id, table.facilitator_id, table.clm_contact_id}:
        return
    mine = Action.objects.open().standing().filter(owner_id=seat.person_id, table=table)
    if to is None:
        # Who looks after the actions of their organisation looks after their own.
        mine = mine.exclude(organisation__in=heirs.administered_by(seat.person))
    pass_on(mine, seat.person, to=to, by=by)
