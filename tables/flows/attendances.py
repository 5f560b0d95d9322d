"""What somebody with a chair answers for one meeting: I come, or I don't."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import Attendance, Meeting, Seat

NOT_YOURS = "Bij deze bijeenkomst heb je geen plek. Ververs de pagina om te zien hoe het ervoor staat."
TOO_LATE = "Deze bijeenkomst is al begonnen of gaat niet door. Ververs de pagina om te zien hoe het ervoor staat."


@transaction.atomic
def answer(meeting: Meeting, seat: Seat, state: str, *, by: User | None) -> Attendance:
    """Say that the person of `seat` comes, or does not. Raises ValidationError."""
    meeting = _require(meeting, seat)
    found, _made = Attendance.objects.update_or_create(
        meeting=meeting,
        person=seat.person,
        defaults={
            "state": state, "deputy": None, "organisation": seat.organisation, "answered_at": timezone.now(),
        },
    )  # fmt: skip
    audit.record(by, f"attendance.{state}", on=seat.table, who=str(seat.person), at=meeting.starts_at.isoformat())
    return found


def _require(meeting: Meeting, seat: Seat) -> Meeting:
    """The meeting as it is now, held until the answer is written. Raises ValidationError when no answer is asked."""
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.table_id != seat.cycle.table_id or seat.state != Seat.State.ACCEPTED:
        raise ValidationError(NOT_YOURS)
    if not meeting.is_planned() or meeting.starts_at <= timezone.now():
        raise ValidationError(TOO_LATE)
    return meeting
