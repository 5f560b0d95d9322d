"""What somebody with a chair answers for one meeting: I come, I don't, or a colleague comes instead.

Sitting at a table is apart from being at one of its meetings: a deputy takes no chair, and is told only when and where.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.commons.templatetags.ui import moment
from leerlandschap.network.models import Person, User
from tables.flows.colleagues import require_colleague
from tables.flows.locks import meeting_now
from tables.models import Attendance, Meeting, Seat

NOT_YOURS = "Bij deze bijeenkomst heb je geen plek. Ververs de pagina om te zien hoe het ervoor staat."
TOO_LATE = "Deze bijeenkomst is al begonnen of gaat niet door. Ververs de pagina om te zien hoe het ervoor staat."
SITS_HERE = "Deze collega zit zelf ook aan deze tafel. Kies iemand anders, of meld je af."


@transaction.atomic
def answer(meeting: Meeting, seat: Seat, state: str, *, by: User | None) -> Attendance:
    """Say that the person of `seat` comes, or does not; a deputy who was asked need not come then. Raises ValidationError."""
    meeting, seat = _require(meeting, seat)
    return _note(meeting, seat, state, deputy=None, by=by)


@transaction.atomic
def send_deputy(meeting: Meeting, seat: Seat, *, name: str, email: str, by: User | None) -> Attendance:
    """Send a colleague of the same organisation to this one meeting; they are told. Raises ValidationError."""
    meeting, seat = _require(meeting, seat)
    email = require_colleague(email, seat.organisation, of=seat.person)
    if Seat.objects.at(seat.table).accepted().filter(person__email__iexact=email).exists():
        raise ValidationError({"email": SITS_HERE})
    deputy = Person.objects.filter(email__iexact=email).first() or Person.objects.create(name=name, email=email)
    return _note(meeting, seat, Attendance.State.DEPUTY, deputy=deputy, by=by)


def lapse(seat: Seat) -> None:
    """Whoever's chair ended is expected at no meeting to come, and a deputy who would go for them is told."""
    ahead = Meeting.objects.upcoming(timezone.now()).filter(table=seat.table)
    answers = list(Attendance.objects.filter(person=seat.person, meeting__in=ahead).select_related("meeting", "deputy"))
    for one in answers:
        _tell(one.meeting, seat, one.deputy, "deputy.not_needed")
    Attendance.objects.filter(pk__in=[one.pk for one in answers]).delete()


def _require(meeting: Meeting, seat: Seat) -> tuple[Meeting, Seat]:
    """Meeting and chair as they are now, held until the answer is written. Raises ValidationError when no answer is asked."""
    meeting = meeting_now(meeting)
    seat = Seat.objects.select_related("person", "organisation", "cycle__table").get(pk=seat.pk)
    if meeting.table_id != seat.cycle.table_id or seat.state != Seat.State.ACCEPTED:
        raise ValidationError(NOT_YOURS)
    if not meeting.is_planned() or meeting.starts_at <= timezone.now():
        raise ValidationError(TOO_LATE)
    return meeting, seat


def _note(meeting: Meeting, seat: Seat, state: str, *, deputy: Person | None, by: User | None) -> Attendance:
    earlier = Attendance.objects.filter(meeting=meeting, person=seat.person).select_related("deputy").first()
    before = earlier.deputy if earlier else None
    found, _made = Attendance.objects.update_or_create(
        meeting=meeting,
        person=seat.person,
        defaults={
            "state": state, "deputy": deputy, "organisation": seat.organisation, "answered_at": timezone.now(),
        },
    )  # fmt: skip
    audit.record(by, f"attendance.{state}", on=seat.table, who=str(seat.person), at=meeting.starts_at.isoformat())
    if before != deputy:
        _tell(meeting, seat, before, "deputy.not_needed")
        _tell(meeting, seat, deputy, "deputy.asked")
    return found


def _tell(meeting: Meeting, seat: Seat, deputy: Person | None, code: str) -> None:
    """The deputy hears when and where, and not whom they stand in for, nor at which table."""
    if deputy is None:
        return
    key = f"{code}:{meeting.ref}:{seat.person_id}:{deputy.pk}:{timezone.now():%Y%m%d%H%M%S%f}"
    facts = {"date": moment(meeting.starts_at), "place": meeting.place or "plek volgt"}
    notices.tell_all([notices.to(deputy, code, key=key, path=meeting.get_absolute_url(), **facts)])
