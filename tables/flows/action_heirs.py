"""Who gets the open actions of somebody who leaves an organisation or a table: nothing open is left without an owner.

In this order: the successor, an organisatiebeheerder of the organisation for which it was promised, the table's contactpersoon
CLM, its chair, and the regional office.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from leerlandschap.network.models import Organisation, Person, User
from leerlandschap.network.roles import Role
from tables.flows import actions
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
        heir = next(iter(_heirs(action, person, to)), None)
        if heir is not None:
            organisation = action.organisation if _works_for(heir, action) else actions.acting_for(heir, action.table)
            actions.give(action, heir, organisation=organisation, code=CODE, by=by)


def chair_ended(seat: Seat, *, to: Person | None, by: User | None) -> None:
    """Pass on what somebody promised at a table where their chair ended, unless they lead it still."""
    table = Table.objects.get(pk=seat.cycle.table_id)
    if seat.person_id in {table.chair_id, table.facilitator_id, table.clm_contact_id}:
        return
    mine = Action.objects.open().standing().filter(owner_id=seat.person_id, table=table)
    if to is None:
        # Who looks after the actions of their organisation looks after their own.
        mine = mine.exclude(organisation__in=_administered_by(seat.person))
    pass_on(mine, seat.person, to=to, by=by)


def _heirs(action: Action, person: Person, to: Person | None) -> Iterator[Person]:
    """Who could get it, the first first; never the one who leaves."""
    table = Table.objects.select_related("theme__clm_contact", "clm_contact", "chair").get(pk=action.table_id)
    named = [to, *_administrators(action.organisation), table.contact(), table.chair, *_office()]
    return (one for one in named if one is not None and one.pk != person.pk)


def _administrators(organisation: Organisation | None) -> Iterator[Person]:
    if organisation is not None:
        role = Q(role_assignments__role=Role.ORGANISATION_ADMIN, role_assignments__organisation=organisation)
        yield from _with_role(role)


def _office() -> Iterator[Person]:
    yield from _with_role(Q(role_assignments__role=Role.REGIONAL_OFFICE))


def _with_role(role: Q) -> QuerySet[Person]:
    today = timezone.localdate()
    runs = Q(role_assignments__started_on__lte=today)
    lasts = Q(role_assignments__ended_on=None) | Q(role_assignments__ended_on__gt=today)
    return Person.objects.filter(role & runs & lasts, user__is_active=True).order_by("role_assignments__pk")[:2]


def _administered_by(person: Person) -> QuerySet[Organisation]:
    running = person.role_assignments.running(timezone.localdate()).filter(role=Role.ORGANISATION_ADMIN)
    return Organisation.objects.filter(pk__in=running.values("organisation"))


def _works_for(person: Person, action: Action) -> bool:
    if action.organisation is None:
        return False
    return Person.objects.at(action.organisation, timezone.localdate()).filter(pk=person.pk).exists()
