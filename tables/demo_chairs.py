"""What moves around the demo's chairs this week: an offer that stands, chairs that are kept, and deputies for one meeting."""

from leerlandschap.commons.demo_cast import Cast
from leerlandschap.network.models import OrganisationKind, Person
from tables.flows import attendances, chair_groups, seats
from tables.models import Attendance, ChairGroup, Meeting, Seat, Table

FULL, ROOMY, BUSY = "crisis-reflectie-ontwikkelopgaven", "thuis-op-maat", "crisis-knelpunten-samenwerking"
WHY = "Huisartsen zien gezinnen als eersten, en hun agenda’s lopen laat vol."


def play(cast: Cast, table: Table) -> None:
    """Let happen what happens at this table, after its history was made."""
    if happening := {FULL: _offer, ROOMY: _keep, BUSY: _deputies}.get(table.slug):
        happening(cast, Table.objects.get(pk=table.pk))


def _offer(cast: Cast, table: Table) -> None:
    """At the full table somebody gave a chair back; it is offered to who waits longest."""
    leaver = _sitting(table).exclude(person=table.chair).last()
    with cast.at(-2, 15):
        seats.withdraw(leaver, by=leaver.person.user)


def _keep(cast: Cast, table: Table) -> None:
    """At the roomy table chairs are kept for verwijzers, one more than sit there."""
    there = _sitting(table).filter(perspective=OrganisationKind.REFERRER).count()
    group = ChairGroup(
        table=table, perspective=OrganisationKind.REFERRER, chairs=there + 1, why=WHY, kept_until=cast.day(24)
    )
    with cast.at(-5, 10):
        chair_groups.add(group, by=table.clm_contact.user)


def _deputies(cast: Cast, table: Table) -> None:
    """For the next meeting of the busiest table most said whether they come; one sends a colleague."""
    meeting = Meeting.objects.upcoming(cast.moment(0)).filter(table=table).first()
    states = [Attendance.State.COMING, Attendance.State.COMING, Attendance.State.EXCUSED, Attendance.State.COMING]
    with cast.at(-1, 11):
        for seat, state in zip(_sitting(table)[1:], states, strict=False):
            attendances.answer(meeting, seat, state, by=seat.person.user)
        seat = _sitting(table).first()
        deputy = _colleague(seat, cast)
        attendances.send_deputy(meeting, seat, name=deputy.name, email=deputy.email, by=seat.person.user)


def _colleague(seat: Seat, cast: Cast) -> Person:
    """Somebody of the same organisation without a chair at this table."""
    seated = Seat.objects.at(seat.table).current().values("person")
    return Person.objects.at(seat.organisation, cast.today).exclude(pk__in=seated).order_by("pk").first()


def _sitting(table: Table):
    found = Seat.objects.at(table).accepted().filter(involvement="member", organisation__isnull=False)
    return found.select_related("cycle__table", "person", "organisation").order_by("requested_at", "pk")
