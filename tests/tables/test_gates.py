"""The gates between the phases: one table in code, which says what is missing and to which kind of table it applies."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tables import gates
from tables.models import Cycle, Meeting, Phase, Reflection, Table
from tests.factories import (
    make_landing_place,
    make_meeting,
    make_opening_agreements,
    make_person,
    make_question,
    make_seat,
    make_table,
    make_topic,
)

pytestmark = pytest.mark.django_db


def at_phase(phase: str, **fields) -> Cycle:
    table = make_table(**fields)
    cycle = table.cycles.get()
    cycle.phase = phase
    cycle.save()
    return cycle


def lacking(cycle: Cycle) -> set[str]:
    """The codes of what is missing, asked afresh."""
    return {one.code for one in gates.missing(Cycle.objects.select_related("table").get(pk=cycle.pk))}


def test_every_phase_has_a_gate_to_the_next_and_every_condition_one_code():
    assert set(gates.GATES) == {(phase, gates.NEXT[phase]) for phase in Phase}
    codes = [condition.code for conditions in gates.GATES.values() for condition in conditions]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("kind", Table.Kind)
@pytest.mark.parametrize("phase", Phase)
def test_no_kind_of_table_goes_on_for_nothing(kind, phase):
    assert gates.missing(at_phase(phase, kind=kind, aim=""))


def test_people_and_the_five_agreements_lead_from_verbinden_to_beslissen():
    cycle = at_phase(Phase.CONNECT)
    assert lacking(cycle) == {"people", "agreements"}

    for _chair in range(3):
        make_seat(cycle.table)
    assert lacking(cycle) == {"agreements"}

    make_opening_agreements(cycle.table)
    assert lacking(cycle) == set()


def test_four_of_the_five_agreements_are_not_enough():
    cycle = at_phase(Phase.CONNECT)
    make_opening_agreements(cycle.table)
    cycle.table.opening_agreements.first().delete()

    assert "agreements" in lacking(cycle)


def test_aim_question_and_landing_place_lead_from_beslissen_to_doen():
    cycle = at_phase(Phase.DECIDE, aim="  ")
    assert lacking(cycle) == {"aim", "question", "landing"}

    Table.objects.update(aim="Samen leren.")
    assert lacking(cycle) == {"question", "landing"}

    cycle.questions.add(make_question(cycle.table, "Wat werkt?"))
    assert lacking(cycle) == {"landing"}

    make_landing_place(cycle)
    assert lacking(cycle) == set()


def test_a_question_counts_when_it_is_taken_up_and_in_this_round():
    cycle = at_phase(Phase.DECIDE)
    make_question(cycle.table, "Niet in deze ronde")
    submitted = make_question(cycle.table, "Nog niet besloten")
    submitted.state = "submitted"
    submitted.save()
    cycle.questions.add(submitted)

    assert "question" in lacking(cycle)


def test_a_landing_place_that_nobody_sees_to_does_not_count():
    cycle = at_phase(Phase.DECIDE)
    place = make_landing_place(cycle)
    place.owner = None
    place.save()

    assert "landing" in lacking(cycle)


@pytest.mark.parametrize(
    ("state", "in_days", "enough"),
    [(Meeting.State.HELD, 1, True), (Meeting.State.PLANNED, 1, False), (Meeting.State.HELD, -60, False)],
    ids=["held in this round", "only planned", "held before it"],
)
def test_a_meeting_held_in_this_round_leads_from_doen_to_reflecteren(state, in_days, enough):
    cycle = at_phase(Phase.ACT)
    meeting = make_meeting(cycle.table, in_days=in_days)
    Meeting.objects.filter(pk=meeting.pk).update(state=state)

    assert ("meeting" not in lacking(cycle)) == enough


def test_a_reflection_with_all_three_answers_closes_a_round():
    cycle = at_phase(Phase.REFLECT)
    assert lacking(cycle) == {"reflection"}

    draft = Reflection.objects.create(cycle=cycle, learned="Veel.", behaviour="", agreements="", made_at=timezone.now())
    assert lacking(cycle) == {"reflection"}

    draft.behaviour, draft.agreements = "We bellen eerder.", "Elke maand."
    draft.save()
    assert lacking(cycle) == set()


def test_a_thematafel_is_asked_for_topics_and_sessions_instead():
    cycle = at_phase(Phase.CONNECT, kind=Table.Kind.THEMATAFEL, aim="Delen.")
    assert lacking(cycle) == {"topics"}

    topic = make_topic(cycle.table)
    assert lacking(cycle) == set()

    Cycle.objects.update(phase=Phase.DECIDE)
    assert lacking(cycle) == {"session"}
    topic.session, topic.state = make_meeting(cycle.table), "planned"
    topic.save()
    assert lacking(cycle) == set()


def test_the_page_shows_every_condition_to_everybody(visitor):
    page = visitor.get(reverse("gates")).content.decode()

    for conditions in gates.GATES.values():
        for condition in conditions:
            assert condition.sentence in page


def test_a_person_who_waits_is_not_at_the_table():
    cycle = at_phase(Phase.CONNECT)
    for rank in range(3):
        make_seat(cycle.table, make_person(), state="waiting", rank=rank)

    assert "people" in lacking(cycle)
