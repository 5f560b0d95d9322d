"""The pages of a round: what a phase asks, what is missing, what was typed, the close, and the timeline."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.models import Person
from tables.flows import actions, cycles, states, working_agreements
from tables.models import Action, Cycle, Phase, Reflection, Seat
from tests.factories import make_account, make_landing_place, make_person, make_question, make_seat, make_table

pytestmark = pytest.mark.django_db
WHY = "De wethouder wacht hierop."
LONG = "x" * 1_000_000


def at_phase(phase: str, **fields) -> Cycle:
    cycle = make_table(**fields).cycles.get()
    Cycle.objects.filter(pk=cycle.pk).update(phase=phase)
    return Cycle.objects.select_related("table").get(pk=cycle.pk)


def path(name: str, cycle: Cycle) -> str:
    return reverse(name, args=[cycle.table.slug])


def test_who_leads_reads_what_is_missing_and_goes_on_with_a_reason(voorzitter, sign_in):
    cycle = at_phase(Phase.DECIDE, chair=voorzitter.person)
    page = sign_in(voorzitter)
    shown = page.get(path("cycle", cycle)).content.decode()
    assert "Er is minstens één onderzoeksvraag voor deze ronde." in shown
    assert "Nog niet." in shown

    refused = page.post(path("cycle-advance", cycle), {"to": "act", "reason": ""})
    assert refused.status_code == 409
    assert "Schrijf in één zin waarom" in refused.content.decode()

    done = page.post(path("cycle-advance", cycle), {"to": "act", "reason": WHY}, follow=True).content.decode()
    assert "Ronde 1: doen" in done
    assert WHY in done, "the reason is shown with the phase"
    assert "Verder zonder:" in done


def test_a_member_reads_the_round_and_turns_nothing(gemeente, sign_in):
    cycle = at_phase(Phase.ACT)
    make_seat(cycle.table, gemeente.person)
    page = sign_in(gemeente)

    shown = page.get(path("cycle", cycle)).content.decode()

    assert "Ronde 1: doen" in shown
    assert path("cycle-advance", cycle) not in shown
    assert page.post(path("cycle-advance", cycle), {"to": "reflect"}).status_code == 403


def test_who_does_not_sit_there_is_told_where_to_read(gemeente, sign_in):
    answer = sign_in(gemeente).get(path("cycle", at_phase(Phase.ACT)))

    assert answer.status_code == 403
    assert "staat bij de rondes" in answer.content.decode()


def test_a_reflection_keeps_what_was_typed_and_is_taken_up_again(voorzitter, sign_in):
    cycle = at_phase(Phase.REFLECT, chair=voorzitter.person)
    page = sign_in(voorzitter)

    page.post(path("reflection", cycle), {"learned": "Bellen helpt.", "behaviour": "", "agreements": "", "once": "a"})

    assert not Reflection.objects.get().is_complete()
    assert "Bellen helpt." in page.get(path("reflection", cycle)).content.decode()
    rest = {"learned": "Bellen helpt.", "behaviour": "We bellen.", "agreements": "Elke maandag.", "once": "b"}
    assert page.post(path("reflection", cycle), rest).url == path("cycle-close", cycle)


def test_the_close_says_what_goes_along_and_to_how_many(voorzitter, clm, sign_in):
    cycle = at_phase(Phase.REFLECT, chair=voorzitter.person)
    make_question(cycle.table, "Wat werkt?")
    actions.add(cycle.table, text="Bel", owner=None, due_on=None, by=clm)
    working_agreements.make(cycle.table, text="We bellen.", by=clm)
    for _seat in range(2):
        make_seat(cycle.table)

    page = sign_in(voorzitter).get(path("cycle-close", cycle))

    foreseen = page.context["foreseen"]
    assert (foreseen.questions, foreseen.actions, foreseen.agreements, foreseen.chairs) == (1, 1, 1, 2)
    assert "Iedereen met een bevestigde stoel krijgt een mail" in page.content.decode()
    assert Cycle.objects.count() == 1


def test_the_timeline_keeps_every_round_pause_and_reason(voorzitter, clm, gemeente, sign_in):
    cycle = at_phase(Phase.REFLECT, chair=voorzitter.person)
    texts = {"learned": "Bellen helpt.", "behaviour": "We bellen.", "agreements": "Elke maandag."}
    cycles.reflect(cycle, by=clm, **texts)
    cycles.close(cycle, by=clm)
    states.pause(cycle.table, reason="Zomer.", by=clm)
    states.resume(cycle.table, by=clm)
    states.end(cycle.table, reason="De opgave is klaar.", result="Een werkafspraak.", by=clm)

    leads, other = (sign_in(who).get(path("cycle-list", cycle)).content.decode() for who in (voorzitter, gemeente))

    for text in ("Ronde 1", "Ronde 2", "Zomer.", "De opgave is klaar.", "Een werkafspraak."):
        assert text in leads
        assert text in other
    assert "Bellen helpt." in leads
    assert "Bellen helpt." not in other, "a reflection is for who sits at the table"


def test_open_actions_of_a_table_that_ended_are_shown_as_left(clm, sign_in):
    table = make_table()
    actions.add(table, text="Bel de wijkteams", owner=None, due_on=None, by=clm)
    states.end(table, reason=WHY, result="Niets.", by=clm)

    page = sign_in(clm).get(reverse("cycle-list", args=[table.slug])).content.decode()

    assert "Bleef open" in page
    assert "Bel de wijkteams" in page


def test_who_owns_an_action_ticks_it_off_and_puts_it_back(clm, gemeente, aanbieder, sign_in):
    table = make_table()
    make_seat(table, gemeente.person)
    make_seat(table, aanbieder.person)
    action = actions.add(table, text="Bel", owner=gemeente.person, due_on=None, by=clm)
    done = reverse("action-done", args=[action.ref])

    assert sign_in(aanbieder).post(done).status_code == 403
    sign_in(gemeente).post(done)
    assert Action.objects.get().done_at
    sign_in(gemeente).post(done, {"opnieuw": "ja"})
    assert Action.objects.get().done_at is None


@pytest.mark.parametrize("text", [LONG, "nul\0teken", "", "   "], ids=["a million", "NUL", "empty", "blank"])
@pytest.mark.parametrize(
    ("name", "field"), [("action-add", "text"), ("working-agreement-add", "text"), ("cycle-advance", "reason")]
)
def test_bad_input_is_refused_with_a_sentence_and_nothing_happens(name, field, text, voorzitter, sign_in):
    cycle = at_phase(Phase.DECIDE, chair=voorzitter.person)

    answer = sign_in(voorzitter).post(path(name, cycle), {field: text, "to": "act", "openness": "public"})

    assert answer.status_code == 409
    assert "Nog niet gelukt" in answer.content.decode()
    assert not Action.objects.exists()
    assert Cycle.objects.get().phase == Phase.DECIDE


def test_a_person_who_does_not_sit_there_gets_no_action(voorzitter, sign_in):
    cycle = at_phase(Phase.ACT, chair=voorzitter.person)

    answer = sign_in(voorzitter).post(path("action-add", cycle), {"text": "Bel", "owner": make_person().pk})

    assert answer.status_code == 409
    assert "Kies iemand die aan tafel zit" in answer.content.decode()


def test_the_round_asks_as_much_with_five_hundred_members_as_with_five(voorzitter, sign_in):
    cycle = at_phase(Phase.ACT, chair=voorzitter.person)
    make_landing_place(cycle)
    page, where = sign_in(voorzitter), path("cycle", cycle)
    seat_people(cycle, 5)
    page.get(where)
    few = questions_behind(page, where)

    seat_people(cycle, 495)

    assert questions_behind(page, where) == few
    assert few <= 26


def seat_people(cycle: Cycle, count: int) -> None:
    there = Person.objects.count()
    people = Person.objects.bulk_create(
        Person(name=f"Lid {n}", email=f"lid{n}@voorbeeld.nl") for n in range(there, there + count)
    )
    now = timezone.now()
    Seat.objects.bulk_create(
        Seat(cycle=cycle, person=one, involvement="member", state="accepted", requested_at=now, decided_at=now)
        for one in people
    )


def questions_behind(page, where: str) -> int:

    with CaptureQueriesContext(connection) as asked:
        assert page.get(where).status_code == 200
    return len(asked)


def test_what_was_hoped_is_answered_on_the_page_of_the_chair(clm, sign_in):
    account = make_account()
    cycle = at_phase(Phase.REFLECT)
    seat = make_seat(cycle.table, account.person)
    Seat.objects.filter(pk=seat.pk).update(hopes="Hoe anderen dit doen.")
    cycles.close(cycle, by=clm, reason=WHY)
    page, where = sign_in(account), seat.get_absolute_url()

    shown = page.get(where).content.decode()
    assert "Hoe anderen dit doen." in shown
    assert page.post(where, {"deed": "gevonden", "met": ""}).status_code == 409
    page.post(where, {"deed": "gevonden", "met": "partly", "met_line": "Half."})

    assert Seat.objects.get(pk=seat.pk).met == "partly"
    assert "Gevonden: deels." in page.get(seat.newest().get_absolute_url()).content.decode()
