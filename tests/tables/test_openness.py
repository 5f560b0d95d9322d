"""How far something may travel: who reads what, never wider than the table, and wider only by a deed of its own."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from leerlandschap.commons.models import AuditEvent
from tables import openness
from tables.flows import openness as flows
from tables.models import Openness, ResearchQuestion, Seat, Table
from tests.factories import make_cycle, make_question, make_seat, make_table

pytestmark = pytest.mark.django_db
PUBLIC, NETWORK, TABLE, CLOSED = Openness


def test_the_levels_are_ordered_from_wide_to_narrow():
    assert [openness.is_wider(one, other) for one, other in [(PUBLIC, NETWORK), (NETWORK, TABLE), (TABLE, CLOSED)]] == [
        True
    ] * 3
    assert not openness.is_wider(TABLE, TABLE)
    assert openness.narrowest(PUBLIC, TABLE, NETWORK) == TABLE


@pytest.mark.parametrize(
    ("who", "levels"),
    [
        ("gemeente", [PUBLIC, NETWORK]),
        ("aanbieder", [PUBLIC, NETWORK, TABLE]),
        ("voorzitter", [PUBLIC, NETWORK, TABLE, CLOSED]),
        ("partner", [PUBLIC, NETWORK, TABLE, CLOSED]),
        ("clm", [PUBLIC, NETWORK, TABLE, CLOSED]),
        ("regio", [PUBLIC, NETWORK, TABLE, CLOSED]),
        ("beheer", [PUBLIC, NETWORK]),
        ("redactie", [PUBLIC, NETWORK]),
    ],
)
def test_each_reads_at_a_table_what_their_place_there_says(who, levels, request, voorzitter, partner, aanbieder):
    user = request.getfixturevalue(who)
    table = make_table(chair=voorzitter.person, facilitator=partner.person)
    make_seat(table, aanbieder.person)
    questions = {level: make_question(table, f"Een vraag, {level}", openness=level) for level in Openness}

    assert openness.seen_by(user, table) == levels
    seen = ResearchQuestion.objects.visible_to(user)
    assert {level for level, question in questions.items() if question in seen} == set(levels)


def test_a_visitor_reads_what_is_public_of_a_public_table():
    table = make_table()
    make_question(table, "Publiek")
    make_question(table, "Voor het netwerk", openness=NETWORK)
    make_question(make_table(openness=NETWORK), "Publiek aan een tafel van het netwerk")

    assert openness.seen_by(AnonymousUser(), table) == [PUBLIC]
    assert [str(one) for one in ResearchQuestion.objects.visible_to(AnonymousUser())] == ["Publiek"]


@pytest.mark.parametrize("state", [Seat.State.REQUESTED, Seat.State.WITHDRAWN, Seat.State.ENDED])
def test_who_only_asked_for_a_chair_or_gave_it_back_reads_no_more_than_others(state, gemeente):
    table = make_table()
    make_seat(table, gemeente.person, state=state)

    assert openness.seen_by(gemeente, table) == [PUBLIC, NETWORK]


def test_a_chair_in_a_round_that_ended_opens_nothing(gemeente):
    table = make_table()
    make_seat(table, gemeente.person)
    table.cycles.update(ended_on=table.cycles.get().started_on)
    make_cycle(table, number=2)
    make_question(table, "Binnen de tafel", openness=TABLE)

    assert openness.seen_by(gemeente, table) == [PUBLIC, NETWORK]
    assert not ResearchQuestion.objects.visible_to(gemeente).exists()


def test_what_is_made_at_a_table_may_be_as_open_as_the_table_and_narrower():
    assert [value for value, _words in openness.narrower_than(NETWORK)] == [NETWORK, TABLE, CLOSED]
    field = openness.OpennessField(NETWORK)
    assert field.clean("table") == "table"
    with pytest.raises(ValidationError, match="niet opener zijn dan de tafel"):
        field.clean("public")


def test_something_that_is_there_can_only_be_narrowed_in_a_form():
    question = make_question(make_table(), "Wat werkt?", openness=TABLE)

    assert [value for value, _words in openness.narrowing_only(question).choices] == [TABLE, CLOSED]


# --- the two verbs ------------------------------------------------------------------------------------------------------


def test_widening_leaves_a_trace_and_raises_the_version(clm):
    table = make_table()
    question = make_question(table, "Wat werkt?", openness=TABLE)

    flows.widen(question, NETWORK, by=clm)

    assert ResearchQuestion.objects.get().openness == NETWORK
    assert AuditEvent.objects.get(code="openness.widened").details == {
        "table": table.name,
        "before": "table",
        "after": "network",
    }
    assert Table.objects.get().version == table.version + 1


def test_nothing_becomes_wider_than_its_table(clm):
    question = make_question(make_table(openness=NETWORK), "Wat werkt?", openness=TABLE)

    with pytest.raises(ValidationError, match="maak eerst de tafel opener"):
        flows.widen(question, PUBLIC, by=clm)

    assert ResearchQuestion.objects.get().openness == TABLE
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("to", [TABLE, CLOSED])
def test_widening_to_the_same_or_narrower_is_refused(to, clm):
    question = make_question(make_table(), "Wat werkt?", openness=TABLE)

    with pytest.raises(ValidationError, match="al tafel of opener"):
        flows.widen(question, to, by=clm)


def test_a_table_that_narrows_takes_what_is_wider_along_and_does_not_give_it_back(clm):
    table = make_table()
    make_question(table, "Publiek")
    make_question(table, "Besloten", openness=CLOSED)
    make_question(make_table(), "Van een andere tafel")

    flows.narrow(table, TABLE, by=clm)
    flows.widen(table, PUBLIC, by=clm)

    found = dict(ResearchQuestion.objects.values_list("text", "openness"))
    assert found == {"Publiek": TABLE, "Besloten": CLOSED, "Van een andere tafel": PUBLIC}
    assert Table.objects.get(pk=table.pk).openness == PUBLIC
    assert AuditEvent.objects.get(code="openness.narrowed_along").details["count"] == 1


def test_narrowing_to_the_same_is_refused(clm):
    with pytest.raises(ValidationError, match="al publiek of beslotener"):
        flows.narrow(make_table(), PUBLIC, by=clm)
