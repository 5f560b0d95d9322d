"""What waits for somebody because of a round: looking back, actions, sessions; and rounds that stand still."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.commons import panels
from tables.flows import actions, cycles, hopes, sessions, states
from tables.models import Attendance, Cycle, Phase, Seat
from tests.factories import make_meeting, make_person, make_seat, make_session, make_table

pytestmark = pytest.mark.django_db
WHY = "Zo is het afgesproken."


def panel(user, title: str):
    return next((one for one in panels.for_user(user) if one.title == title), None)


def closed_round(clm, person) -> Seat:
    table = make_table("Crisis")
    seat = make_seat(table, person)
    Cycle.objects.filter(table=table).update(phase=Phase.REFLECT)
    cycles.close(table.cycles.get(), by=clm, reason=WHY)
    return Seat.objects.select_related("cycle").get(pk=seat.pk)


def test_a_closed_round_asks_until_it_was_answered(clm, gemeente, sign_in):
    seat = closed_round(clm, gemeente.person)

    (line,) = panel(gemeente, "Vond je wat je hoopte?").lines

    assert line.text == "Crisis"
    assert sign_in(gemeente).get(line.url).status_code == 200
    hopes.say(seat, met="yes", met_line="", by=gemeente)
    assert panel(gemeente, "Vond je wat je hoopte?") is None


def test_a_round_that_closed_long_ago_asks_no_more(clm, gemeente):
    seat = closed_round(clm, gemeente.person)
    Cycle.objects.filter(pk=seat.cycle_id).update(ended_on=timezone.localdate() - timedelta(days=91))

    assert panel(gemeente, "Vond je wat je hoopte?") is None


def test_who_only_waited_is_not_asked(clm, gemeente):
    table = make_table()
    make_seat(table, gemeente.person, state=Seat.State.WAITING, rank=1)
    Cycle.objects.filter(table=table).update(phase=Phase.REFLECT)
    cycles.close(table.cycles.get(), by=clm, reason=WHY)

    assert panel(gemeente, "Vond je wat je hoopte?") is None


def test_what_somebody_promised_stands_on_their_page_until_it_is_done(clm, gemeente):
    today = timezone.localdate()
    table = make_table()
    late = actions.add(table, text="Bel de wijkteams", owner=gemeente.person, due_on=today - timedelta(days=1), by=clm)
    actions.add(table, text="Stuur de lijst", owner=make_person(), due_on=today, by=clm)

    (line,) = panel(gemeente, "Mijn acties").lines

    assert line.text == "Bel de wijkteams"
    assert line.state.startswith("te laat")
    actions.tick_off(late, by=gemeente)
    assert panel(gemeente, "Mijn acties") is None


def test_an_action_of_a_table_that_ended_asks_for_nothing(clm, gemeente):
    table = make_table()
    actions.add(table, text="Bel", owner=gemeente.person, due_on=None, by=clm)
    states.end(table, reason=WHY, result="Klaar.", by=clm)

    assert panel(gemeente, "Mijn acties") is None


def test_a_session_one_comes_to_stands_there_with_its_day(gemeente, sign_in):
    session = make_session()
    sessions.join(session, gemeente.person, by=gemeente)

    (line,) = panel(gemeente, "Mijn sessies").lines

    assert str(timezone.localtime(session.starts_at).day) in line.state
    assert sign_in(gemeente).get(line.url).status_code == 200


def test_a_meeting_of_a_leertafel_is_no_session(gemeente):
    table = make_table()
    make_seat(table, gemeente.person)
    now = timezone.now()
    Attendance.objects.create(meeting=make_meeting(table), person=gemeente.person, state="coming", answered_at=now)

    assert panel(gemeente, "Mijn sessies") is None


def test_rounds_that_stand_still_are_on_the_work_page_of_the_regional_office(regio, gemeente, sign_in):
    table = make_table("Thuis op Maat")
    since = timezone.localdate() - timedelta(days=400)
    Cycle.objects.filter(table=table).update(started_on=since, phase_since=since)

    page = sign_in(regio).get("/werk/").content.decode()

    assert "Rondes die stilstaan" in page
    assert "Thuis op Maat" in page
    assert panel(gemeente, "Rondes die stilstaan") is None
