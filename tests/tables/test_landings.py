"""Landings: where an insight lands, step by step and never wiped out, or honestly not."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from leerlandschap.commons.models import Notice
from tables.flows import insights, landings, outcomes, states, working_agreements
from tables.flows.outcomes import Line
from tables.landing_steps import STEPS, step
from tables.models import Landing, LandingStep, WorkingAgreement
from tables.outcomes import Kind
from tests.factories import (
    make_account,
    make_insight,
    make_item,
    make_landing,
    make_meeting,
    make_organisation,
    make_seat,
    make_table,
)

pytestmark = pytest.mark.django_db
State = Landing.State
# Written out, so that a step that comes or goes in the code is seen here.
ALLOWED = {
    ("proposed", "agreed"),
    ("proposed", "not_landed"),
    ("agreed", "done"),
    ("agreed", "proposed"),
    ("agreed", "not_landed"),
    ("done", "seen"),
    ("done", "agreed"),
    ("done", "not_landed"),
    ("seen", "done"),
    ("not_landed", "proposed"),
}


@pytest.fixture
def landing():
    return make_landing(make_insight(make_table()))


def at(landing: Landing, state: str) -> Landing:
    reason = "Er was geen geld." if state == State.NOT_LANDED else ""
    Landing.objects.filter(pk=landing.pk).update(state=state, reason=reason)
    return Landing.objects.get(pk=landing.pk)


@pytest.mark.parametrize(("before", "after"), list(product(State.values, State.values)))
def test_a_landing_takes_the_steps_of_the_table_and_no_other(before, after, landing, clm):
    landing = at(landing, before)

    if (before, after) in ALLOWED:
        assert landings.take(landing, to=after, words="Zo is het.", by=clm).state == after
    else:
        with pytest.raises(ValidationError, match="stap kan van hieruit niet"):
            landings.take(landing, to=after, words="Zo is het.", by=clm)
        assert Landing.objects.get(pk=landing.pk).state == before


def test_every_state_has_a_way_on_and_every_step_a_verb():
    assert set(STEPS) == set(State)
    assert all(one.verb and one.asks for steps in STEPS.values() for one in steps)


def test_what_did_not_land_says_why_and_what_had_an_effect_says_which(landing, clm):
    with pytest.raises(ValidationError, match="Waarom landt dit niet"):
        landings.take(landing, to=State.NOT_LANDED, words=" ", by=clm)
    with pytest.raises(ValidationError, match="Welk effect zie je"):
        landings.take(at(landing, State.DONE), to=State.SEEN, by=clm)

    assert landings.take(landing, to=State.NOT_LANDED, words="Er was geen geld.", by=clm).reason == "Er was geen geld."


def test_every_step_is_kept_also_when_it_is_taken_back(landing, clm):
    landings.take(landing, to=State.AGREED, words="In het overleg van maart.", by=clm)
    landings.take(landing, to=State.PROPOSED, words="Te snel.", by=clm)
    landings.take(landing, to=State.NOT_LANDED, words="Er was geen geld.", by=clm)

    assert list(landing.steps.values_list("from_state", "to_state", "words")) == [
        ("", "proposed", ""),
        ("proposed", "agreed", "In het overleg van maart."),
        ("agreed", "proposed", "Te snel."),
        ("proposed", "not_landed", "Er was geen geld."),
    ]


def test_a_revised_frame_goes_when_what_revised_it_is_taken_back(landing, clm):
    landing = at(landing, State.DONE)
    with pytest.raises(ValidationError, match="al geweest"):
        landings.revise_frame(landing, on=timezone.localdate() + timedelta(days=1), by=clm)
    landings.revise_frame(landing, on=timezone.localdate(), by=clm)

    assert landings.take(landing, to=State.AGREED, words="Toch niet.", by=clm).frame_revised_on is None
    with pytest.raises(ValidationError, match="pas herzien"):
        landings.revise_frame(landing, on=timezone.localdate(), by=clm)


def test_a_landing_that_is_agreed_as_a_working_agreement_becomes_one(clm):
    waterrijk = make_organisation("Gemeente Waterrijk", kind="municipality")
    insight = make_insight(make_table(), openness="network")
    landing = make_landing(insight, kind="working_agreement", what="We bellen eerst.", holds_for=[waterrijk])

    agreed = landings.take(landing, to=State.AGREED, by=clm)

    made = WorkingAgreement.objects.get()
    assert agreed.agreement == made
    assert (made.text, made.openness, list(made.holds_for.all())) == ("We bellen eerst.", "network", [waterrijk])
    assert (made.table, made.valid_from) == (insight.table, timezone.localdate())


def test_agreeing_again_makes_no_second_agreement_while_the_first_one_holds(clm):
    landing = make_landing(make_insight(make_table()), kind="working_agreement")
    first = landings.take(landing, to=State.AGREED, by=clm).agreement
    landings.take(landing, to=State.PROPOSED, words="Te snel.", by=clm)
    assert landings.take(landing, to=State.AGREED, by=clm).agreement == first

    working_agreements.end(first, by=clm)
    landings.take(landing, to=State.PROPOSED, words="Toch anders.", by=clm)

    assert landings.take(landing, to=State.AGREED, by=clm).agreement != first


def test_a_working_agreement_is_made_in_a_round_that_runs_or_nothing_happens(clm):
    landing = make_landing(make_insight(make_table()), kind="working_agreement")
    states.pause(landing.insight.table, reason="Vakantie.", by=clm)

    with pytest.raises(ValidationError, match="loopt nu niet"):
        landings.take(landing, to=State.AGREED, by=clm)

    assert Landing.objects.get().state == State.PROPOSED
    assert LandingStep.objects.count() == 1


def test_a_step_cannot_be_rewritten_or_taken_away_behind_the_flows_back(landing, clm):
    landings.take(landing, to=State.AGREED, words="Aan tafel.", by=clm)
    steps, vendor = LandingStep.objects.all(), connection.vendor
    for change in ({"words": "Anders"}, {"to_state": "seen"}, {"at": timezone.now()}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            steps.update(**change)
    if vendor == "postgresql":
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            steps.delete()

    assert steps.update(by=None) == 2  # an account that goes
    assert [one.words for one in steps] == ["", "Aan tafel."]


def test_an_insight_with_a_landing_is_not_taken_back(clm):
    item = make_item(make_meeting(make_table(), in_days=-1, state="running"))
    insight = outcomes.note(item, Line(Kind.INSIGHT, "Bellen werkt."), by=clm)
    make_landing(insight)

    with pytest.raises(ValidationError, match="al een landing"):
        outcomes.take_back(item, Kind.INSIGHT, insight.ref, by=clm)


def test_steering_says_to_whom_and_nothing_else_does(clm):
    insight = make_insight(make_table())
    with pytest.raises(ValidationError, match="aan wie de sturing gaat"):
        make_landing(insight, kind="steering")

    assert make_landing(insight, kind="steering", steers="bosd").where == "sturing aan BOSD"
    assert make_landing(insight, kind="policy", steers="bosd").steers == ""


def test_what_was_agreed_is_not_changed_but_who_sees_to_it_and_when_are(landing, clm, gemeente):
    landing = at(landing, State.AGREED)
    landing.what = "Iets anders."
    with pytest.raises(ValidationError, match="wijzig je niet meer"):
        landings.revise(landing, changed=["what"], by=clm)

    landing = Landing.objects.get()
    landing.owner = gemeente.person
    landings.revise(landing, changed=["owner"], by=clm)

    assert Landing.objects.get().owner == gemeente.person


def test_who_sees_to_a_landing_hears_so_once_and_who_asked_it_of_themselves_does_not(clm):
    insight, account = make_insight(make_table()), make_account()
    landing = landings.propose(insight, kind="policy", what="De visie.", owner=account.person, by=clm)
    landings.propose(insight, kind="policy", what="Nog iets.", owner=clm.person, by=clm)
    landings.revise(landing, changed=["owner"], by=clm)

    told = Notice.objects.get(code="landing.yours")
    assert (told.person, set(told.facts)) == (account.person, {"table"})


def test_a_superseded_insight_lands_no_more(clm):
    table = make_table()
    old, new = make_insight(table), make_insight(table)
    insights.supersede(old, new, by=clm)

    with pytest.raises(ValidationError, match="opvolger"):
        make_landing(old)


# --- the pages --------------------------------------------------------------------------------------------------------


def test_who_sees_to_a_landing_brings_it_on_and_others_only_read_it(gemeente, aanbieder, sign_in, clm):
    insight = make_insight(make_table(), openness="network")
    landing = make_landing(insight, owner=gemeente.person)
    url = landing.get_absolute_url()

    assert "Dit is afgesproken" not in sign_in(aanbieder).get(url).text
    assert sign_in(aanbieder).post(f"{url}stap/", {"to": "agreed"}).status_code == 403
    page = sign_in(gemeente)
    assert "Dit is afgesproken" in page.get(url).text
    assert page.post(f"{url}stap/", {"to": "agreed", "once": "a"}).url == url
    assert page.post(f"{url}stap/", {"to": "agreed", "once": "a"}).url == url, "sent twice, handled once"
    assert Landing.objects.get().state == State.AGREED


def test_a_step_without_its_words_keeps_what_was_typed_and_says_what_to_do(voorzitter, sign_in):
    landing = make_landing(make_insight(make_table(chair=voorzitter.person)))

    page = sign_in(voorzitter).post(f"{landing.get_absolute_url()}stap/", {"to": "not_landed", "words": " "})

    assert page.status_code == 409
    assert "Waarom landt dit niet? Schrijf het in één zin." in page.text


@pytest.mark.parametrize("to", ["seen", "nergens", ""])
def test_a_step_that_does_not_exist_from_here_is_refused_with_a_sentence(to, voorzitter, sign_in):
    landing = make_landing(make_insight(make_table(chair=voorzitter.person)))

    page = sign_in(voorzitter).post(f"{landing.get_absolute_url()}stap/", {"to": to, "words": "x"}, follow=True)

    assert "Die stap kan van hieruit niet" in page.text
    assert Landing.objects.get().state == State.PROPOSED


def test_the_names_of_who_sees_to_it_are_for_the_table(voorzitter, gemeente, aanbieder, sign_in):
    table = make_table(chair=voorzitter.person)
    make_seat(table, aanbieder.person)
    landing = make_landing(make_insight(table, openness="network"), owner=voorzitter.person)

    assert voorzitter.person.name in sign_in(aanbieder).get(landing.get_absolute_url()).text
    assert voorzitter.person.name not in sign_in(gemeente).get(landing.get_absolute_url()).text


def test_a_visitor_reads_of_providers_only_that_there_are_some(visitor):
    insight = make_insight(make_table(), openness="public")
    riet, waterrijk = make_organisation("Het Riet"), make_organisation("Gemeente Waterrijk", kind="municipality")
    some = make_landing(insight, holds_for=[riet, waterrijk])
    hidden = make_landing(insight, holds_for=[riet])

    assert "Gemeente Waterrijk en andere organisaties" in visitor.get(some.get_absolute_url()).text
    assert "enkele organisaties" in visitor.get(hidden.get_absolute_url()).text
    assert "Het Riet" not in visitor.get(some.get_absolute_url()).text


def test_the_steps_of_the_table_are_what_the_page_offers(voorzitter, sign_in):
    landing = make_landing(make_insight(make_table(chair=voorzitter.person)))
    for state in State:
        page = sign_in(voorzitter).get(at(landing, state).get_absolute_url())
        offered = [form.step for form in (*page.context["onward"], *page.context["back"])]
        assert set(offered) == set(STEPS[state])
    assert step(State.SEEN, State.PROPOSED) is None
