"""The landings that somebody sees to pass on when they leave an organisation or a table. To whom is said in `heirs.py`."""

from django.db.models import QuerySet

from leerlandschap.network.models import Organisation, Person, User
from tables.flows import heirs, landings
from tables.models import Landing, Seat, Table


def held_for(person: Person, organisation: Organisation, *, works_elsewhere: bool) -> QuerySet[Landing]:
    """The landings under way that `person` sees to for `organisation`; with the last place of work also all others."""
    found = Landing.objects.under_way().filter(owner=person)
    return found.filter(organisation=organisation) if works_elsewhere else found


def pass_on(found: QuerySet[Landing], person: Person, *, to: Person | None, by: User | None) -> None:
    """Give these landings of `person` to `to`, or to who comes next. Call it in the transaction of the leaving."""
    for landing in found.select_related("insight__table", "organisation").order_by("insight__table_id", "pk"):
        if heir := heirs.after(person, to=to, table=landing.insight.table, organisation=landing.organisation):
            landings.give(landing, heir[0], organisation=heir[1], by=by)


def chair_ended(seat: Seat, *, to: Person | None, by: User | None) -> None:
    """Pass on what somebody saw to at a table where their chair ended, unless they lead it still."""
    table = Table.objects.get(pk=seat.cycle.table_id)
    if seat.person_id in {table.chair_id, table.facilitator_id, table.clm_contact_id}:
        return
    mine = Landing.objects.under_way().filter(owner_id=seat.person_id, insight__table=table)
    if to is None:
        mine = mine.exclude(organisation__in=heirs.administered_by(seat.person))
    pass_on(mine, seat.person, to=to, by=by)
