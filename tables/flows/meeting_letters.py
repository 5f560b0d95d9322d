"""What people are told of the dates of a table, with a calendar part, and the link by which anybody answers."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import notices, tickets
from leerlandschap.commons.templatetags.ui import moment
from leerlandschap.network.models import Person, User
from tables import events
from tables.models import Attendance, Meeting, Seat, Table

ANSWER_SCOPE = "meeting"
NO_PLACE = "plek volgt"


def told_of(table: Table) -> list[Person]:
    """Who hears of the dates of a table: whoever holds a chair there."""
    return [seat.person for seat in _seats(table)]


def invite(meetings: Sequence[Meeting], *, by: User | None) -> None:
    """Tell everybody at the table but who did it of new dates: of one as an invitation, of several in one mail."""
    code = "meeting.invited" if len(meetings) == 1 else "meetings.planned"
    _tell(meetings, code, by=by, count=len(meetings))


def moved(meeting: Meeting, *, by: User | None) -> None:
    """Tell them that time, place or link changed; also who comes in somebody's stead."""
    _tell([meeting], "meeting.moved", by=by)
    _tell_deputies(meeting, "meeting.moved")


def cancelled(meeting: Meeting, *, by: User | None) -> None:
    """Tell them that it is off; also who would come in somebody's stead."""
    _tell([meeting], "meeting.cancelled", by=by)
    _tell_deputies(meeting, "meeting.cancelled")


def seat_of(ticket) -> Seat:
    """The chair for which a mailed link answers. Raises Seat.DoesNotExist."""
    found = Seat.objects.select_related("cycle__table__theme", "person")
    return found.get(pk=tickets.subject_pk(ticket)).newest()


def answer_path(meeting: Meeting, seat: Seat, *, until) -> str:
    """The address where the person of `seat` answers without signing in, for this and the table's other dates."""
    lifetime = until - timezone.now() + timedelta(days=1)
    token = tickets.issue(ANSWER_SCOPE, about=seat, lifetime=lifetime, many=True)
    return reverse("meeting-by-link", args=[meeting.ref, token])


def _seats(table: Table) -> list[Seat]:
    return list(Seat.objects.at(table).accepted().select_related("person").order_by("pk"))


def _tell(meetings: Sequence[Meeting], code: str, *, by: User | None, **facts) -> None:
    table = meetings[0].table
    seats = [
        seat for seat in _seats(table) if seat.person.user_id is None or seat.person.user_id != getattr(by, "pk", None)
    ]
    notices.tell_all([_telling(meetings, code, seat, table, facts) for seat in seats])


def _telling(meetings: Sequence[Meeting], code: str, seat: Seat, table: Table, facts: dict) -> notices.Telling:
    first = meetings[0]
    where = {"path": table.get_absolute_url(), "letter_path": table.path_in_mail}
    if first.is_planned():
        until = max(meeting.ends_at for meeting in meetings)
        where = {"path": first.get_absolute_url(), "letter_path": answer_path(first, seat, until=until)}
    return notices.to(
        seat.person, code, key=_key(code, first, seat.person), events=_events(meetings), table=events.called(table),
        **_when_and_where(first), **facts, **where,
    )  # fmt: skip


def _tell_deputies(meeting: Meeting, code: str) -> None:
    """A deputy hears when and where, and not at which table."""
    deputies = Person.objects.filter(pk__in=Attendance.objects.filter(meeting=meeting).values("deputy"))
    notices.tell_all(
        [
            notices.to(
                person,
                code,
                key=_key(code, meeting, person),
                path=meeting.get_absolute_url(),
                table=events.UNNAMED,
                **_when_and_where(meeting),
            )  # fmt: skip
            for person in deputies
        ]
    )


def _events(meetings: Sequence[Meeting]) -> list:
    return [events.event_of(meeting) for meeting in meetings]


def _when_and_where(meeting: Meeting) -> dict[str, str]:
    return {"date": moment(meeting.starts_at), "place": meeting.place or NO_PLACE}


def _key(code: str, meeting: Meeting, person: Person) -> str:
    """Once for every version of a meeting: a second change is told again."""
    return f"{code}:{meeting.ref}:{meeting.sequence}:{person.pk}"
