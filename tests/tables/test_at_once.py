"""An answer for a meeting, while at that very moment the meeting is called off or the chair is given back.

What the answer looks at is looked at under the table's lock. Needs a database that lets two in.
"""

import threading
import time
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from leerlandschap.commons.models import AuditEvent
from tables.flows import attendances, meetings, seats, sessions
from tables.models import Attendance, Meeting, Seat
from tests.factories import make_meeting, make_organisation, make_person, make_seat, make_session, make_table

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("__import__('django').db.connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]
PATIENCE = 10
WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()
"""


def in_between(first: Callable, second: Callable) -> str:
    """Do `second` after `first` was done and before that is for good. Gives how `second` ended: done, or refused."""
    ended: list[str] = []

    def run() -> None:
        try:
            second()
            ended.append("done")
        except ValidationError:
            ended.append("refused")
        finally:
            connection.close()

    late = threading.Thread(target=run)
    with transaction.atomic():
        first()
        late.start()
        _until(lambda: ended or _somebody_waits())
    late.join()
    return ended[0]


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return cursor.fetchone()[0] > 0


def _until(holds: Callable) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)


def test_nobody_comes_to_a_session_that_is_being_called_off(clm):
    session, person = make_session(), make_person()

    ended = in_between(
        lambda: meetings.cancel(Meeting.objects.get(pk=session.pk), by=clm),
        lambda: sessions.join(session, person, by=None),
    )

    assert ended == "refused"
    assert not Attendance.objects.exists()


def test_a_name_comes_off_a_session_once():
    attendance = sessions.join(make_session(), make_person(), by=None)

    ended = in_between(
        lambda: sessions.withdraw(Attendance.objects.get(pk=attendance.pk), by=None),
        lambda: sessions.withdraw(attendance, by=None),
    )

    assert ended == "refused"
    assert AuditEvent.objects.filter(code="session.left").count() == 1


def test_somebody_joins_a_session_once():
    session, person = make_session(), make_person()

    ended = in_between(
        lambda: sessions.join(Meeting.objects.get(pk=session.pk), person, by=None),
        lambda: sessions.join(session, person, by=None),
    )

    assert ended == "done"
    assert AuditEvent.objects.filter(code="session.joined").count() == 1


@pytest.mark.parametrize("how", ["answer", "deputy"])
def test_who_is_giving_a_chair_back_is_expected_at_no_meeting(how):
    table, organisation = make_table(), make_organisation("De Populier", mail_domain="populier.nl")
    seat = make_seat(table, make_person("noor@populier.nl", organisation=organisation))
    Seat.objects.filter(pk=seat.pk).update(organisation=organisation)
    seat, meeting = Seat.objects.get(pk=seat.pk), make_meeting(table)

    def answer():
        if how == "answer":
            attendances.answer(meeting, seat, Attendance.State.COMING, by=None)
        else:
            attendances.send_deputy(meeting, seat, name="Sem", email="sem@populier.nl", by=None)

    ended = in_between(lambda: seats.withdraw(Seat.objects.get(pk=seat.pk), by=None), answer)

    assert ended == "refused"
    assert not Attendance.objects.exists()
