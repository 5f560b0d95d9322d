"""What a meeting brings: six kinds, each by the flow of its own noun; decisions with a number, for whom they hold and who not."""

import pytest
from django.core.exceptions import ValidationError

from leerlandschap.commons.models import AuditEvent, Notice
from tables import outcomes as read
from tables.flows import decisions, outcomes
from tables.flows.outcomes import Line
from tables.models import Action, Decision, GoodExample, Insight, Openness, ResearchQuestion, Stance, WorkingAgreement
from tables.outcomes import Kind
from tests.factories import make_account, make_item, make_meeting, make_organisation, make_table

pytestmark = pytest.mark.django_db
MADE = {
    Kind.DECISION: Decision,
    Kind.ACTION: Action,
    Kind.INSIGHT: Insight,
    Kind.QUESTION: ResearchQuestion,
    Kind.AGREEMENT: WorkingAgreement,
    Kind.EXAMPLE: GoodExample,
}


@pytest.fixture
def item():
    return make_item(make_meeting(make_table("Crisis")), "Wachttijd")


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_becomes_a_row_of_its_own_noun_at_the_item(kind, item, clm):
    outcomes.note(item, Line(kind, "We bellen eerst."), by=clm)

    row = MADE[kind].objects.get()
    assert (str(row), row.item, row.table) == ("We bellen eerst.", item, item.table)
    assert [one.kind for one in read.of_items([item])[item.pk]] == [kind]


@pytest.mark.parametrize("kind", Kind)
def test_an_outcome_is_as_open_as_its_item_or_narrower_and_never_wider(kind, clm):
    item = make_item(make_meeting(make_table()), openness=Openness.TABLE)

    outcomes.note(item, Line(kind, "Zoals het punt"), by=clm)
    outcomes.note(item, Line(kind, "Beslotener", openness=Openness.CLOSED), by=clm)
    with pytest.raises(ValidationError) as refused:
        outcomes.note(item, Line(kind, "Opener", openness=Openness.NETWORK), by=clm)

    assert "openness" in refused.value.error_dict
    assert set(MADE[kind].objects.values_list("openness", flat=True)) == {Openness.TABLE, Openness.CLOSED}


def test_an_action_travels_no_further_than_the_table(item, clm):
    outcomes.note(item, Line(Kind.ACTION, "Bel Anna"), by=clm)

    assert item.openness == Openness.PUBLIC
    assert read.of_items([item])[item.pk][0].openness == Openness.TABLE


def test_decisions_of_a_table_are_numbered_over_all_its_meetings(clm):
    table, other = make_table(), make_table()
    for one in (table, other, table):
        decisions.record(
            one,
            text="Zo doen we het.",
            openness="public",
            by=clm,
            item=make_item(make_meeting(one)) if one is other else None,
        )

    assert list(table.decisions.values_list("number", flat=True)) == [1, 2]
    assert list(other.decisions.values_list("number", flat=True)) == [1]
    assert AuditEvent.objects.filter(code="decision.recorded").count() == 3


@pytest.mark.parametrize("kind", [Kind.DECISION, Kind.AGREEMENT])
def test_what_is_agreed_says_for_whom_it_holds_and_who_does_not_endorse_it(kind, item, clm):
    here, there = make_organisation("Waterrijk"), make_organisation("Nieuwland")

    outcomes.note(item, Line(kind, "We bellen.", holds_for=[here, there], not_endorsed_by=[there]), by=clm)

    found = read.of_items([item])[item.pk][0]
    assert set(found.holds_for) == {"Waterrijk", "Nieuwland"}
    assert found.not_endorsed_by == ["Nieuwland"]
    if kind == Kind.AGREEMENT:
        assert Stance.objects.get().reason.startswith("Zo gezegd in de bijeenkomst van")
        assert AuditEvent.objects.filter(code="stance.taken").count() == 1


@pytest.mark.parametrize("kind", Kind)
def test_an_empty_or_endless_line_is_refused_with_a_sentence(kind, item, clm):
    with pytest.raises(ValidationError) as refused:
        outcomes.note(item, Line(kind, "x" * 601), by=clm)
    assert "Zet de rest in het verslag" in refused.value.messages[0]
    assert not MADE[kind].objects.exists()


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("b We bellen", Kind.DECISION, "We bellen"),
        ("  w  Elke maandag", Kind.AGREEMENT, "Elke maandag"),
        ("a Bel", Kind.ACTION, "Bel"),
        ("We bellen", None, "We bellen"),
        ("b", None, "b"),
        ("b ", None, "b"),
        ("x Iets", None, "x Iets"),
        ("B Grote letter", None, "B Grote letter"),
    ],
)
def test_a_letter_in_front_chooses_the_kind(typed, kind, text):
    assert read.split(typed) == (kind, text)


@pytest.mark.parametrize("kind", Kind)
def test_what_was_noted_by_mistake_is_taken_back(kind, item, clm):
    row = outcomes.note(item, Line(kind, "Een vergissing", owner=None), by=clm)

    assert outcomes.take_back(item, kind, row.ref, by=clm) == "Een vergissing"

    assert not MADE[kind].objects.exists()
    with pytest.raises(ValidationError):
        outcomes.take_back(item, kind, row.ref, by=clm)


def test_who_was_told_of_an_action_that_was_taken_back_need_not_look(item, clm):
    owner = make_account().person
    row = outcomes.note(item, Line(Kind.ACTION, "Bel", owner=owner), by=clm)
    assert Notice.objects.get(person=owner).read_at is None

    outcomes.take_back(item, Kind.ACTION, row.ref, by=clm)

    assert Notice.objects.get(person=owner).read_at is not None


def test_kept_outcomes_read_back_as_they_were(item, clm):
    outcomes.note(item, Line(Kind.DECISION, "We bellen.", holds_for=[make_organisation("Waterrijk")]), by=clm)
    outcomes.note(item, Line(Kind.ACTION, "Bel", owner=make_account(name="Anna").person), by=clm)

    found = read.of_items([item])[item.pk]

    assert [read.from_kept(one.kept()) for one in found] == found
