"""What passes on at the tables when somebody leaves an organisation."""

from django.db.models import Q
from django.utils import timezone

from leerlandschap.commons.registry import handover
from leerlandschap.network.models import Membership, Organisation, Person, User
from tables.flows import action_heirs, landing_heirs, leads, seats
from tables.models import Openness, Seat, Table


@handover.register
def chairs(person: Person, organisation: Organisation, *, successor: Person | None, by: User | None) -> None:
    """Chairs held for the organisation go to the successor, or back to the table, where who waits longest gets them."""
    for seat in _seats(person, organisation):
        seats.leave(seat, successor=successor, by=by)


@handover.register
def table_leads(person: Person, organisation: Organisation, *, successor: Person | None, by: User | None) -> None:
    """Tables do not stay led by somebody who left; who still works elsewhere in the network goes on leading them.

    A lead is held for no organisation: one of several may not give away what another's work rests on.
    """
    if not _works_elsewhere(person, organisation):
        leads.pass_on(person, to=successor, by=by)


@handover.register
def open_actions(person: Person, organisation: Organisation, *, successor: Person | None, by: User | None) -> None:
    """What somebody promised for the organisation goes to the successor, or to who comes next: nothing is left open."""
    action_heirs.pass_on(_actions(person, organisation), person, to=successor, by=by)


@handover.register
def open_landings(person: Person, organisation: Organisation, *, successor: Person | None, by: User | None) -> None:
    """The landings somebody sees to for the organisation go to the successor, or to who comes next."""
    landing_heirs.pass_on(_landings(person, organisation), person, to=successor, by=by)


def _landings(person: Person, organisation: Organisation):
    elsewhere = _works_elsewhere(person, organisation)
    return landing_heirs.held_for(person, organisation, works_elsewhere=elsewhere)


def _actions(person: Person, organisation: Organisation):
    elsewhere = _works_elsewhere(person, organisation)
    return action_heirs.held_for(person, organisation, works_elsewhere=elsewhere)


def _works_elsewhere(person: Person, organisation: Organisation) -> bool:
    running = Membership.objects.running(timezone.localdate()).filter(person=person)
    return running.exclude(organisation=organisation).exists()


def _seats(person: Person, organisation: Organisation):
    """The chairs that `person` has, asked for or waits for, for `organisation`; with the last one also those for none."""
    current = Seat.objects.current().filter(person=person)
    if _works_elsewhere(person, organisation):
        current = current.filter(organisation=organisation)
    else:
        current = current.filter(Q(organisation=organisation) | Q(organisation=None))
    return current.select_related("cycle__table").order_by("cycle__table_id")


def _called(table: Table) -> str:
    """What a colleague who ends somebody's work reads of a table: of one that is besloten not its name."""
    return "een besloten overleg" if table.openness == Openness.CLOSED else table.name


def _foresee_chairs(person: Person, organisation: Organisation) -> list[str]:
    names = [_called(seat.table) for seat in _seats(person, organisation)]
    where = ", ".join(names)
    return [f"De stoel bij {where} gaat naar de opvolger, of komt vrij voor wie het langst wacht."] if names else []


def _foresee_leads(person: Person, organisation: Organisation) -> list[str]:
    names = [] if _works_elsewhere(person, organisation) else [_called(table) for table in leads.led_by(person)]
    return [f"{person} leidt dan niet meer: {', '.join(names)}. Dat gaat naar de opvolger."] if names else []


def _foresee_actions(person: Person, organisation: Organisation) -> list[str]:
    count = _actions(person, organisation).count()
    if not count:
        return []
    what = "1 open actie gaat" if count == 1 else f"{count} open acties gaan"
    return [f"{what} naar de opvolger, of anders naar de organisatiebeheerder of de contactpersoon CLM."]


def _foresee_landings(person: Person, organisation: Organisation) -> list[str]:
    count = _landings(person, organisation).count()
    if not count:
        return []
    what = "1 landing die nog loopt gaat" if count == 1 else f"{count} landingen die nog lopen gaan"
    return [f"{what} naar de opvolger, of anders naar de organisatiebeheerder of de contactpersoon CLM."]


open_actions.foresee = _foresee_actions
open_landings.foresee = _foresee_landings
chairs.foresee = _foresee_chairs
table_leads.foresee = _foresee_leads
