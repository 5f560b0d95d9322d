"""Turning a round: the gates, the reason that overrules one, the close, and what goes along into the next round."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from leerlandschap.commons import notices, tickets
from leerlandschap.commons.models import AuditEvent, Notice
from tables import gates
from tables.flows import (
    actions,
    cycles,
    hopes,
    landing_places,
    seat_letters,
    seats,
    signups,
    states,
    working_agreements,
)
from tables.models import Cycle, Involvement, Openness, Phase, PhaseChange, Seat, StateChange, Table
from tests.factories import (
    make_account,
    make_item,
    make_landing_place,
    make_meeting,
    make_opening_agreements,
    make_organisation,
    make_person,
    make_question,
    make_seat,
    make_table,
)
from tests.letters import letters_to, link_in, newest_letter

pytestmark = pytest.mark.django_db
WHY = "De vergadering van de wethouders wacht hierop."


def at_phase(phase: str, **fields) -> Cycle:
    """The running round of a table that has nothing yet, in one of the phases."""
    cycle = make_table(**fields).cycles.get()
    Cycle.objects.filter(pk=cycle.pk).update(phase=phase)
    return Cycle.objects.select_related("table").get(pk=cycle.pk)


def close(cycle: Cycle, by) -> Cycle:
    return cycles.close(cycle, by=by, reason=WHY)


# --- going on ---------------------------------------------------------------------------------------------------------


def test_a_round_with_its_agreements_made_goes_on_without_a_reason(clm):
    cycle = at_phase(Phase.CONNECT)
    make_opening_agreements(cycle.table)
    for _chair in range(3):
        make_seat(cycle.table)
    version = Table.objects.get(pk=cycle.table_id).version

    cycles.advance(cycle, to=Phase.DECIDE, by=clm)

    cycle.refresh_from_db()
    assert (cycle.phase, cycle.phase_since) == (Phase.DECIDE, timezone.localdate())
    change = PhaseChange.objects.get()
    assert (change.from_phase, change.to_phase, change.missing, change.by) == ("connect", "decide", [], clm)
    assert Table.objects.get(pk=cycle.table_id).version > version
    assert AuditEvent.objects.filter(code="cycle.advanced").exists()


def test_a_gate_says_what_is_missing_and_lets_nobody_through_without_a_reason(clm):
    cycle = at_phase(Phase.DECIDE)

    with pytest.raises(ValidationError, match="minstens één onderzoeksvraag"):
        cycles.advance(cycle, to=Phase.ACT, by=clm, reason="  ")

    cycle.refresh_from_db()
    assert cycle.phase == Phase.DECIDE
    assert not PhaseChange.objects.exists()


def test_a_reason_overrules_a_gate_and_is_kept_with_what_was_missing(clm):
    cycle = at_phase(Phase.DECIDE)

    cycles.advance(cycle, to=Phase.ACT, by=clm, reason=WHY)

    change = PhaseChange.objects.get()
    assert change.overruled_because == WHY
    assert len(change.missing) == 3


def test_a_reason_that_was_not_needed_is_not_kept_as_if_something_was_overruled(clm):
    cycle = at_phase(Phase.CONNECT, kind=Table.Kind.THEMATAFEL)
    cycle.table.topics.create(text="Wonen", proposed_at=timezone.now())

    cycles.advance(cycle, to=Phase.DECIDE, by=clm, reason=WHY)

    assert PhaseChange.objects.get().overruled_because == ""


@pytest.mark.parametrize("to", ["act", "reflect", "connect", ""])
def test_a_phase_is_not_jumped(to, clm):
    with pytest.raises(ValidationError, match="verbinden"):
        cycles.advance(at_phase(Phase.CONNECT), to=to, by=clm, reason=WHY)


def test_who_presses_second_is_told_that_the_round_went_on(clm):
    cycle = at_phase(Phase.CONNECT)
    cycles.advance(cycle, to=Phase.DECIDE, by=clm, reason=WHY)

    with pytest.raises(ValidationError, match="intussen in de fase beslissen"):
        cycles.advance(cycle, to=Phase.DECIDE, by=clm, reason=WHY)

    assert PhaseChange.objects.count() == 1


def test_a_round_that_went_on_too_soon_goes_back_with_a_reason(clm):
    cycle = at_phase(Phase.ACT)

    with pytest.raises(ValidationError, match="waarom"):
        cycles.step_back(cycle, by=clm, reason="")
    cycles.step_back(cycle, by=clm, reason="Te vroeg gedrukt.")

    cycle.refresh_from_db()
    assert cycle.phase == Phase.DECIDE
    assert PhaseChange.objects.get().overruled_because == "Te vroeg gedrukt."


def test_the_first_phase_has_no_way_back(clm):
    with pytest.raises(ValidationError, match="eerste fase"):
        cycles.step_back(at_phase(Phase.CONNECT), by=clm, reason=WHY)


def test_everybody_at_the_table_with_an_account_hears_that_the_round_went_on(clm, gemeente):
    cycle = at_phase(Phase.CONNECT)
    make_seat(cycle.table, gemeente.person)
    make_seat(cycle.table)

    cycles.advance(cycle, to=Phase.DECIDE, by=clm, reason=WHY)

    assert [notice.person for notice in Notice.objects.to_bundle()] == [gemeente.person]


# --- looking back and closing -----------------------------------------------------------------------------------------


def test_a_reflection_can_be_left_half_done_and_taken_up_again(clm):
    cycle = at_phase(Phase.REFLECT)

    cycles.reflect(cycle, learned="Bellen helpt.", behaviour="", agreements="", by=clm)
    with pytest.raises(ValidationError, match="reflectie"):
        cycles.close(cycle, by=clm)
    cycles.reflect(cycle, learned="Bellen helpt.", behaviour="We bellen.", agreements="Elke maandag.", by=clm)

    assert cycles.close(cycle, by=clm).number == 2
    assert cycle.reflection.is_complete()


def test_a_reflection_waits_for_its_phase(clm):
    with pytest.raises(ValidationError, match="in de fase reflecteren"):
        cycles.reflect(at_phase(Phase.ACT), learned="a", behaviour="b", agreements="c", by=clm)


def test_a_round_closes_from_its_last_phase_only(clm):
    with pytest.raises(ValidationError, match="fase doen"):
        close(at_phase(Phase.ACT), clm)


def test_the_close_opens_the_next_round_in_its_first_phase(clm):
    cycle = at_phase(Phase.REFLECT)

    following = close(cycle, clm)

    cycle.refresh_from_db()
    assert cycle.ended_on == timezone.localdate()
    assert (following.number, following.phase, following.ended_on) == (2, Phase.CONNECT, None)
    assert PhaseChange.objects.get().to_phase == gates.CLOSED


def test_every_open_question_action_and_agreement_goes_along_and_what_is_settled_stays(clm):
    cycle = at_phase(Phase.REFLECT)
    table = cycle.table
    kept = make_question(table, "Wat werkt?")
    answered = make_question(table, "Wat was het?")
    type(answered).objects.filter(pk=answered.pk).update(state="answered", answer="Dit.", answered_at=timezone.now())
    cycle.questions.add(kept, answered)
    todo = actions.add(table, text="Bel de wijkteams", owner=None, due_on=None, by=clm)
    done = actions.tick_off(actions.add(table, text="Stuur de lijst", owner=None, due_on=None, by=clm), by=clm)
    holds = working_agreements.make(cycle.table, text="We bellen eerst.", by=clm)
    over = working_agreements.end(working_agreements.make(cycle.table, text="Mail alleen.", by=clm), by=clm)

    following = close(cycle, clm)

    assert list(following.questions.all()) == [kept]
    assert list(following.actions.all()) == [todo]
    assert list(following.working_agreements.all()) == [holds]
    assert {*cycle.actions.all()} == {todo, done}
    assert over in cycle.working_agreements.all()


def test_a_question_that_was_asked_before_the_first_round_is_in_it(clm):
    table = make_table(state=Table.State.PREPARING, cycle=False)
    question = make_question(table, "Wat werkt?")

    cycle = states.start(table, by=clm, reason=WHY)

    assert list(cycle.questions.all()) == [question]


def test_landing_places_go_along(clm):
    cycle = at_phase(Phase.REFLECT)
    place = make_landing_place(cycle)

    (carried,) = close(cycle, clm).landing_places.all()

    assert (carried.kind, carried.words, carried.owner) == (place.kind, place.words, place.owner)
    assert carried.ref != place.ref


# --- chairs -----------------------------------------------------------------------------------------------------------


def take(table: Table, person=None):
    return signups.take_chair(
        table, person or make_person(), organisation=None, involvement=Involvement.MEMBER, by=None, hopes="Leren."
    )


def test_everybody_keeps_chair_order_and_words(clm):
    cycle = at_phase(Phase.REFLECT, chairs=2)
    table = cycle.table
    before_close = [seats.accept(take(table), by=clm), *[take(table) for _ in range(3)]]
    before = Table.objects.get(pk=table.pk)

    following = close(cycle, clm)

    carried = list(following.seats.order_by("requested_at", "pk"))
    assert [seat.continues for seat in carried] == before_close
    assert [seat.state for seat in carried] == ["accepted", "requested", "waiting", "waiting"]
    assert {seat.hopes for seat in carried} == {"Leren."}
    assert [seat.place_on_list() for seat in carried[2:]] == [1, 2]
    assert set(cycle.seats.values_list("state", flat=True)) == {Seat.State.ENDED}
    after = Table.objects.get(pk=table.pk)
    assert (
        (after.taken, after.waiting, after.next_rank) == (before.taken, before.waiting, before.next_rank) == (2, 2, 3)
    )


def test_the_list_moves_on_in_the_next_round_as_it_would_have(clm):
    cycle = at_phase(Phase.REFLECT, chairs=1)
    held, first, second = (take(cycle.table) for _ in range(3))
    following = close(cycle, clm)

    seats.withdraw(held.newest(), by=None)

    states_now = {seat.continues_id: seat.state for seat in following.seats.all()}
    assert states_now[held.pk] == Seat.State.WITHDRAWN
    assert states_now[first.pk] != Seat.State.WAITING
    assert states_now[second.pk] == Seat.State.WAITING
    assert take(cycle.table).rank == 3


def test_who_gave_a_chair_back_is_not_seated_again(clm):
    cycle = at_phase(Phase.REFLECT)
    seats.withdraw(take(cycle.table), by=None)

    assert not close(cycle, clm).seats.exists()


def test_a_link_mailed_for_an_old_chair_opens_the_one_that_continues_it(clm, visitor):
    cycle = at_phase(Phase.REFLECT)
    seat = seats.accept(take(cycle.table), by=clm)
    link = link_in(newest_letter(seat.person))
    following = close(cycle, clm)
    Cycle.objects.filter(pk=following.pk).update(phase=Phase.REFLECT)
    twice = close(following, clm)

    page = visitor.get(link)

    assert page.status_code == 200
    assert page.context["seat"].cycle == twice


def test_what_waits_for_an_answer_is_settled_when_the_carried_request_is_answered(clm, voorzitter):
    cycle = at_phase(Phase.REFLECT, chair=voorzitter.person)
    seat = take(cycle.table)
    close(cycle, clm)

    seats.accept(seat.newest(), by=clm)

    assert not Notice.objects.to_bundle().filter(code="seat.asked").exists()


def test_a_chair_of_a_round_that_ended_gives_no_sight_of_the_table_any_more(clm, gemeente):
    cycle = at_phase(Phase.REFLECT, openness=Openness.TABLE)
    seat = make_seat(cycle.table, gemeente.person)
    close(cycle, clm)
    assert Table.objects.visible_to(gemeente).exists()

    seats.withdraw(seat.newest(), by=gemeente)

    assert not Table.objects.visible_to(gemeente).exists()


# --- did they find what they hoped for? -------------------------------------------------------------------------------


def test_who_sat_there_is_asked_at_the_close_and_who_waits_is_not(clm):
    cycle = at_phase(Phase.REFLECT, chairs=1)
    sat, waits = seats.accept(take(cycle.table), by=clm), take(cycle.table)

    close(cycle, clm)

    assert newest_letter(sat.person).code == "cycle.closed"
    assert not letters_to(waits.person).filter(code="cycle.closed").exists()
    ticket = tickets.look(seat_letters.SEAT_SCOPE, link_in(newest_letter(sat.person)).rstrip("/").rpartition("/")[2])
    assert seat_letters.seat_of(ticket).looked_back_on() == sat


def test_the_answer_is_kept_with_the_chair_of_that_round(clm):
    cycle = at_phase(Phase.REFLECT)
    seat = seats.accept(take(cycle.table), by=clm)
    close(cycle, clm)
    seat.refresh_from_db()

    hopes.say(Seat.objects.select_related("cycle").get(pk=seat.pk), met="partly", met_line="Half.", by=None)

    seat.refresh_from_db()
    assert (seat.met, seat.met_line) == ("partly", "Half.")
    assert seat.newest().met == ""


def test_nobody_answers_before_the_round_has_ended(clm):
    cycle = at_phase(Phase.ACT)
    seat = make_seat(cycle.table)

    with pytest.raises(ValidationError, match="loopt nog"):
        hopes.say(seat, met="yes", met_line="Ja.", by=None)


# --- stuck rounds -----------------------------------------------------------------------------------------------------


def days_in_phase(cycle: Cycle, days: int) -> None:
    since = timezone.localdate() - timedelta(days=days)
    Cycle.objects.filter(pk=cycle.pk).update(started_on=since, phase_since=since)


def test_a_round_too_long_in_one_phase_is_stuck_and_the_longest_comes_first(settings):
    settings.CYCLE_STUCK_AFTER_DAYS = 100
    fresh, old, older = (at_phase(Phase.ACT) for _ in range(3))
    for cycle, days in ((fresh, 100), (old, 101), (older, 200)):
        days_in_phase(cycle, days)

    assert list(Cycle.objects.stuck(timezone.localdate())) == [older, old]
    assert list(Cycle.objects.stuck(timezone.localdate(), after=timedelta(days=150))) == [older]


def test_a_table_that_rests_is_not_stuck_and_gets_as_long_again_when_it_goes_on(clm):
    cycle = at_phase(Phase.ACT)
    days_in_phase(cycle, 400)
    states.pause(cycle.table, reason=WHY, by=clm)
    assert not Cycle.objects.stuck(timezone.localdate()).exists()

    states.resume(cycle.table, by=clm)
    assert not Cycle.objects.stuck(timezone.localdate()).exists()

    StateChange.objects.update(at=timezone.now() - timedelta(days=300))
    assert Cycle.objects.stuck(timezone.localdate()).exists()


# --- landing places and working agreements ----------------------------------------------------------------------------


def test_a_landing_place_is_intended_and_taken_away(clm):
    cycle = at_phase(Phase.DECIDE)

    place = landing_places.intend(cycle, kind="policy", words="Regiovisie", owner=clm.person, by=clm)
    landing_places.drop(place, by=clm)

    assert not cycle.landing_places.exists()
    assert AuditEvent.objects.filter(code__startswith="landing_place").count() == 2


def test_a_working_agreement_is_as_open_as_the_table_and_never_wider(clm):
    cycle = at_phase(Phase.REFLECT, openness=Openness.NETWORK)

    assert working_agreements.make(cycle.table, text="Bellen.", by=clm).openness == Openness.NETWORK
    assert working_agreements.make(cycle.table, text="Mailen.", openness="closed", by=clm).openness == Openness.CLOSED
    with pytest.raises(ValidationError, match="niet verder reizen"):
        working_agreements.make(cycle.table, text="Roepen.", openness=Openness.PUBLIC, by=clm)


def test_a_working_agreement_made_at_an_item_is_as_open_as_the_item_and_says_for_whom_it_holds(clm):
    cycle = at_phase(Phase.ACT)
    item = make_item(make_meeting(cycle.table), openness="table")
    waterrijk = make_organisation("Gemeente Waterrijk")

    agreement = working_agreements.make(cycle.table, text="Bellen.", item=item, holds_for=[waterrijk], by=clm)

    assert (agreement.item, agreement.openness, list(agreement.holds_for.all())) == (item, "table", [waterrijk])
    with pytest.raises(ValidationError, match="dan het agendapunt"):
        working_agreements.make(cycle.table, text="Mailen.", item=item, openness="network", by=clm)


def test_a_working_agreement_ends_once(clm):
    agreement = working_agreements.make(at_phase(Phase.REFLECT).table, text="Bellen.", by=clm)

    working_agreements.end(agreement, by=clm)

    with pytest.raises(ValidationError, match="geldt al niet meer"):
        working_agreements.end(agreement, by=clm)


def test_nothing_is_agreed_in_a_round_that_does_not_run(clm):
    cycle = at_phase(Phase.ACT)
    states.pause(cycle.table, reason=WHY, by=clm)

    for deed in (
        lambda: cycles.advance(cycle, to=Phase.REFLECT, by=clm, reason=WHY),
        lambda: working_agreements.make(cycle.table, text="Bellen.", by=clm),
        lambda: landing_places.intend(cycle, kind="policy", words="", owner=clm.person, by=clm),
    ):
        with pytest.raises(ValidationError, match="loopt nu niet"):
            deed()


def test_the_mails_of_a_round_name_the_table_and_nothing_else(clm):
    cycle = at_phase(Phase.REFLECT)
    account = make_account()
    make_seat(cycle.table, account.person)

    close(cycle, clm)

    for notice in Notice.objects.filter(person=account.person):
        assert cycle.table.name in notices.in_words(notice)
        assert set(notice.facts) == {"table"}
