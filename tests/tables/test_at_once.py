"""Two who do something at one moment: an answer while the meeting is called off, the last place, the same item minuted twice.

What each looks at is looked at under a lock. Needs a database that lets two in.
"""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent
from tables.flows import attendances, cockpit, gatherings, meetings, seats, sessions
from tables.flows.meetings import Session
from tables.flows.outcomes import Line
from tables.models import Action, AgendaItem, Attendance, Decision, Draft, Gathering, Meeting, Seat
from tables.outcomes import Kind
from tests.factories import (
    make_account,
    make_item,
    make_meeting,
    make_organisation,
    make_person,
    make_seat,
    make_session,
    make_table,
)

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


def test_of_two_who_take_the_last_place_at_a_gathering_one_gets_it(clm):
    starts = timezone.now() + timedelta(days=5)
    wish = Gathering(kind="film", title="Filmavond", places=1, openness="public")
    made = gatherings.open_up(gatherings.make(wish, [Session(starts, starts + timedelta(hours=2))], by=clm), by=clm)
    date, first, second = made.dates.get(), make_person(), make_person()

    ended = in_between(
        lambda: sessions.join(Meeting.objects.get(pk=date.pk), first, by=None),
        lambda: sessions.join(date, second, by=None),
    )

    assert ended == "refused"
    assert [one.person for one in Attendance.objects.coming()] == [first]

    # Nor does who makes it smaller at that moment leave somebody without a chair.
    Gathering.objects.update(places=2)
    smaller = Gathering.objects.get()
    smaller.places = 1
    ended = in_between(
        lambda: sessions.join(Meeting.objects.get(pk=date.pk), second, by=None),
        lambda: gatherings.revise(smaller, changed=["places"], by=clm),
    )
    assert ended == "refused"
    assert Attendance.objects.coming().count() == Gathering.objects.get().places == 2


def test_of_two_who_minute_an_item_at_once_the_later_sees_both_texts_and_chooses(clm, sign_in):
    chair = make_account(name="Wies Kromhout")
    item = make_item(make_meeting(make_table(chair=chair.person), in_days=-1, state=Meeting.State.RUNNING))
    browser, address, answers = sign_in(clm), reverse("item-minutes", args=[item.ref]), []
    theirs = {"notes": "Van CLM.", "seen": 0, "before": "x", "text": "b We bellen."}

    in_between(
        lambda: cockpit.minute(AgendaItem.objects.get(pk=item.pk), notes="Van Wies.", seen=0, by=chair),
        lambda: answers.append(browser.post(address, theirs)),
    )

    page = answers[0].content.decode()
    item.refresh_from_db()
    assert (answers[0].status_code, item.notes, Decision.objects.count()) == (409, "Van Wies.", 0)
    assert all(text in page for text in ("Van Wies.", "Van CLM.", "We bellen."))
    assert Draft.objects.get(user=clm).fields["notes"] == "Van CLM."
    chosen = {"kies": "samen", "notes": "Van Wies.\n\nVan CLM.", "seen": 1, "before": "", "text": "b We bellen."}
    assert browser.post(address, chosen).status_code == 302
    item.refresh_from_db()
    assert (item.notes, item.notes_version, Decision.objects.count()) == ("Van Wies.\n\nVan CLM.", 2, 1)


def test_outcomes_noted_at_once_are_all_kept_and_numbered_apart(clm):
    item = make_item(make_meeting(make_table(), in_days=-1, state=Meeting.State.RUNNING))

    def note(text: str):
        return cockpit.minute(
            AgendaItem.objects.get(pk=item.pk), notes=None, seen=0, line=Line(Kind.ACTION, text), by=clm
        )

    assert in_between(lambda: note("Bel"), lambda: note("Schrijf")) == "done"
    assert list(Action.objects.order_by("number").values_list("number", "text")) == [(1, "Bel"), (2, "Schrijf")]


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
