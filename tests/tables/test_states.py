"""The life of a table: it starts, rests, goes on and ends, each with its reason."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from tables.flows import actions, links, meetings, seats, setup, signups, states
from tables.models import Meeting, Openness, Phase, Seat, SetupStep, StateChange, Table, Topic
from tests.factories import make_meeting, make_person, make_seat, make_table, make_topic
from tests.letters import newest_letter

pytestmark = pytest.mark.django_db
WHY = "De opgave is veranderd."


def prepared(*, done: int = 3) -> Table:
    table = make_table(state=Table.State.PREPARING, cycle=False, open_for_signup=False)
    for number, kind in enumerate(SetupStep.Kind):
        table.steps.create(kind=kind, done_at=timezone.now() if number < done else None)
    return table


def test_a_table_with_all_three_steps_done_starts_with_its_first_round(clm):
    table = prepared()

    cycle = states.start(table, by=clm)

    table.refresh_from_db()
    assert (table.state, table.open_for_signup, table.takes_signups()) == (Table.State.RUNNING, True, True)
    assert (cycle.number, cycle.phase, cycle.started_on) == (1, Phase.CONNECT, timezone.localdate())
    change = StateChange.objects.get()
    assert (change.from_state, change.to_state, change.reason, change.by) == ("preparing", "running", "", clm)


def test_a_step_that_is_not_done_asks_for_a_reason_which_is_kept(clm):
    table = prepared(done=2)

    with pytest.raises(ValidationError, match="tafelmanieren"):
        states.start(table, by=clm)
    states.start(table, by=clm, reason=WHY)

    assert StateChange.objects.get().reason == WHY


def test_a_table_without_steps_has_done_none_of_them(clm):
    assert len(states.steps_missing(make_table(state=Table.State.PREPARING, cycle=False))) == 3


def test_a_table_starts_once(clm):
    table = prepared()
    states.start(table, by=clm)

    with pytest.raises(ValidationError, match="intussen loopt"):
        states.start(table, by=clm)

    assert table.cycles.count() == 1


def test_a_table_that_rests_keeps_its_chairs_and_takes_no_requests(clm, gemeente):
    table = make_table()
    seat = make_seat(table, gemeente.person)

    with pytest.raises(ValidationError, match="waarom"):
        states.pause(table, reason=" ", by=clm)
    states.pause(table, reason=WHY, by=clm)

    table.refresh_from_db()
    assert table.state == Table.State.PAUSED
    assert not table.takes_signups()
    seat.refresh_from_db()
    assert seat.state == Seat.State.ACCEPTED
    assert Notice.objects.to_bundle().get().code == "table.paused"


def test_a_table_goes_on_where_it_was(clm):
    table = make_table()
    states.pause(table, reason=WHY, by=clm)

    states.resume(table, by=clm)

    table.refresh_from_db()
    assert (table.state, table.running_cycle().number) == (Table.State.RUNNING, 1)
    with pytest.raises(ValidationError, match="intussen"):
        states.resume(table, by=clm)


@pytest.mark.parametrize(("reason", "result", "field"), [("", "Veel.", "reason"), (WHY, "  ", "result")])
def test_an_end_asks_for_its_reason_and_its_result(reason, result, field, clm):
    with pytest.raises(ValidationError) as refused:
        states.end(make_table(), reason=reason, result=result, by=clm)

    assert set(refused.value.error_dict) == {field}
    assert not StateChange.objects.exists()


def test_at_the_end_the_round_closes_where_it_is_and_every_chair_ends(clm):
    table = make_table(chairs=1)
    sits = make_seat(table)
    waits = make_seat(table, state=Seat.State.WAITING, rank=1)
    Table.objects.filter(pk=table.pk).update(waiting=1)
    action = actions.add(table, text="Bel de wijkteams", owner=None, due_on=None, by=clm)

    states.end(table, reason=WHY, result="Een werkafspraak.", by=clm)

    table.refresh_from_db()
    assert (table.state, table.taken, table.waiting, table.open_for_signup) == (Table.State.ENDED, 0, 0, False)
    assert not table.cycles.running().exists()
    assert set(Seat.objects.values_list("state", flat=True)) == {Seat.State.ENDED}
    assert newest_letter(sits.person).code == "cycle.closed"
    assert newest_letter(waits.person).code == "table.ended"
    action.refresh_from_db()
    assert action.done_at is None, "an open action is shown as left"
    change = StateChange.objects.get()
    assert (change.reason, change.result) == (WHY, "Een werkafspraak.")
    assert AuditEvent.objects.filter(code="table.ended").exists()


def test_an_ended_table_takes_nobody_and_nothing_moves_there(clm):
    table = make_table()
    action = actions.add(table, text="Bel", owner=None, due_on=None, by=clm)
    states.end(table, reason=WHY, result="Niets.", by=clm)
    table.refresh_from_db()

    with pytest.raises(ValidationError):
        signups.take_chair(table, make_person(), organisation=None, involvement="member", by=None)
    with pytest.raises(ValidationError):
        actions.tick_off(action, by=clm)
    with pytest.raises(ValidationError):
        states.pause(table, reason=WHY, by=clm)


def test_dates_to_come_are_cancelled_and_open_topics_dropped_with_the_reason(clm):
    table = make_table(kind=Table.Kind.THEMATAFEL)
    coming, topic = make_meeting(table), make_topic(table)
    past = make_meeting(table, in_days=-10)

    states.end(table, reason=WHY, result="Veel gedeeld.", by=clm)

    coming.refresh_from_db()
    past.refresh_from_db()
    topic.refresh_from_db()
    assert (coming.state, past.state) == (Meeting.State.CANCELLED, Meeting.State.PLANNED)
    assert (topic.state, topic.reason) == (Topic.State.DROPPED, states.STOPPED)


def test_a_table_that_never_started_can_end_too(clm):
    table = prepared(done=0)

    states.end(table, reason=WHY, result="De tafel is niet begonnen.", by=clm)

    table.refresh_from_db()
    assert table.state == Table.State.ENDED


def everything_mailed() -> str:
    mails = [mail.compose(letter) for letter in Letter.objects.all()]
    return "".join(f"{one.subject} {one.body} {one.alternatives}" for one in mails)


def test_no_mail_of_a_closed_table_names_it_not_even_in_its_link(clm, gemeente, aanbieder):
    table = make_table("Gevoelig", openness=Openness.CLOSED)
    sits, asks, guest = make_seat(table, gemeente.person), make_seat(table, state="requested"), make_seat(table)
    meeting = make_meeting(table)
    actions.add(table, text="Bellen", owner=gemeente.person, due_on=None, by=clm)
    setup.assign(table, SetupStep.Kind.ARRANGE, to=aanbieder.person, by=clm)
    seats.withdraw(guest, by=None)
    meetings.cancel(meeting, by=clm)
    states.pause(table, reason=WHY, by=clm)
    states.resume(table, by=clm)

    states.end(table, reason=WHY, result="Geen.", by=clm)

    assert {sits.person.email, asks.person.email, guest.person.email} <= set(
        Letter.objects.values_list("address", flat=True)
    )
    assert "gevoelig" not in everything_mailed().lower()
    assert not [notice for notice in Notice.objects.all() if "Gevoelig" in str(notice.facts)]


def test_pages_that_link_to_a_table_stop_doing_so_when_it_ends(clm, visitor):
    table, other = make_table("Bron"), make_table("Monding")
    links.link(table, other, kind="feeds", by=clm)
    assert "Bron" in visitor.get(other.get_absolute_url()).text

    states.end(table, reason=WHY, result="Genoeg.", by=clm)

    assert "Bron" not in visitor.get(other.get_absolute_url()).text


def test_what_was_left_open_is_read_by_who_could_read_it_before(clm, gemeente, aanbieder, sign_in):
    table = make_table()
    make_seat(table, gemeente.person)
    actions.add(table, text="Bel het wijkteam", owner=gemeente.person, due_on=None, by=clm)
    states.end(table, reason=WHY, result="Genoeg.", by=clm)
    path = reverse("cycle-list", args=[table.slug])

    pages = [sign_in(who).get(path).text for who in (clm, gemeente, aanbieder)]

    assert ["Bel het wijkteam" in page for page in pages] == [True, True, False]
