"""The seating plan: its groups of chairs, a proposal to begin with, and who sits where."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.models import OrganisationKind
from tables import seating_plan
from tables.flows import chair_groups, invitations, setup
from tables.models import ChairGroup, Participation, Seat, Table, TableInvitation
from tests.factories import make_organisation, make_person, make_seat, make_table, make_theme

pytestmark = pytest.mark.django_db
Kind = OrganisationKind


def preparing(clm, **fields) -> Table:
    return setup.start_table(name="Logeren", kind="leertafel", theme=make_theme(), occasion="", by=clm)


def add(table, kind=Kind.PROVIDER, chairs=2, *, by, organisation=None, **fields):
    return chair_groups.add(
        ChairGroup(table=table, perspective=kind, organisation=organisation, chairs=chairs, **fields), by=by
    )


def municipality(name: str, theme, *, since: int = -10, until: int | None = None):
    found = make_organisation(name, kind=Kind.MUNICIPALITY)
    today = timezone.localdate()
    Participation.objects.create(
        theme=theme,
        municipality=found,
        from_date=today + timedelta(days=since),
        until_date=None if until is None else today + timedelta(days=until),
    )
    return found


def accepted(table, name, *, by, organisation=None, group=None):
    one = TableInvitation(
        table=table, name=name, email=f"{name.lower()}@werk.example", organisation=organisation, group=group
    )
    return invitations.accept(invitations.send(invitations.draft(one, by=by), by=by))


def test_the_proposal_names_the_municipalities_that_take_part_now_and_the_perspectives_of_the_seed(clm):
    theme = make_theme()
    municipality("Gemeente Waterrijk", theme)
    municipality("Gemeente Weg", theme, since=-400, until=-1)
    municipality("Gemeente Elders", make_theme("KDC"))
    table = preparing(clm)

    assert [str(group) for group in chair_groups.proposal(table)] == [
        "Gemeente Waterrijk", "verwijzer", "aanbieder", "gecertificeerde instelling", "kennispartner",
    ]  # fmt: skip


def test_a_table_that_starts_later_is_proposed_who_takes_part_then(clm):
    theme = make_theme()
    municipality("Gemeente Straks", theme, since=30)
    table = preparing(clm)
    assert "Gemeente Straks" not in map(str, chair_groups.proposal(table))

    table.starts_on = timezone.localdate() + timedelta(days=60)

    assert "Gemeente Straks" in map(str, chair_groups.proposal(table))


def test_a_proposal_is_taken_over_once_and_can_then_be_changed(sign_in, clm):
    municipality("Gemeente Waterrijk", make_theme())
    table, browser = preparing(clm), sign_in(clm)
    path = reverse("seating-plan-propose", args=[table.slug])

    browser.post(path, {"once": "a"})
    browser.post(path, {"once": "b"})

    assert table.chair_groups.count() == 5
    assert Table.objects.get(pk=table.pk).chairs == 9
    group = table.chair_groups.get(perspective=Kind.REFERRER)
    change = {
        "perspective": "referrer",
        "chairs": "5",
        "for_whom": "manager",
        "why": "Zij zien het eerst.",
        "once": "c",
    }
    browser.post(reverse("chair-group", args=[table.slug, group.ref]), change)
    group.refresh_from_db()
    assert (group.chairs, group.for_whom, group.why) == (5, "manager", "Zij zien het eerst.")
    assert Table.objects.get(pk=table.pk).chairs == 12
    browser.post(reverse("chair-group-remove", args=[table.slug, group.ref]), {"once": "d"})
    assert table.chair_groups.count() == 4


def test_a_perspective_and_an_organisation_stand_in_the_plan_once(clm):
    table = preparing(clm)
    waterrijk = make_organisation("Gemeente Waterrijk", kind=Kind.MUNICIPALITY)
    add(table, by=clm)
    add(table, organisation=waterrijk, by=clm)

    for again in ({}, {"organisation": waterrijk}):
        with pytest.raises(ValidationError, match="staat al in het stoelenplan"):
            add(table, by=clm, **again)
    assert table.chair_groups.count() == 2
    assert table.chair_groups.get(organisation=waterrijk).perspective == Kind.MUNICIPALITY


def test_a_table_seats_at_most_sixty(clm):
    table = preparing(clm)
    for kind in (Kind.PROVIDER, Kind.REFERRER, Kind.MUNICIPALITY):
        add(table, kind, 20, by=clm)

    with pytest.raises(ValidationError, match="hoogstens 60"):
        add(table, Kind.OTHER, 1, by=clm)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"perspective": ""}, "Kies een perspectief of een organisatie."),
        ({"chairs": "0"}, "Vul één stoel in, of meer."),
        ({"chairs": "21"}, "Vul hoogstens 20 stoelen in."),
        ({"kept_until": "gisteren"}, "Vul een"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_stays(wrong, sentence, sign_in, clm):
    table = preparing(clm)
    data = {"perspective": "provider", "chairs": "2", "for_whom": "either", "why": "Blijft staan.", "once": "a"} | wrong

    answer = sign_in(clm).post(reverse("seating-plan", args=[table.slug]), data)

    assert sentence in answer.text
    assert "Blijft staan." in answer.text
    assert not table.chair_groups.exists()


# --- who sits where -------------------------------------------------------------------------------------------------------


def test_who_accepts_fills_the_chair_they_were_invited_for_then_their_organisations_then_their_perspectives(clm):
    table = preparing(clm)
    invitations.compose(table, on_behalf_of="De directeur", text="Kom.", by=clm)
    riet, waterrijk = make_organisation("Het Riet"), make_organisation("Gemeente Waterrijk", kind=Kind.MUNICIPALITY)
    providers, referrers = add(table, by=clm), add(table, Kind.REFERRER, by=clm)
    add(table, organisation=waterrijk, chairs=1, by=clm)

    accepted(table, "Anne", group=referrers, organisation=riet, by=clm)
    accepted(table, "Bo", organisation=waterrijk, by=clm)
    accepted(table, "Cas", organisation=riet, by=clm)
    accepted(table, "Daan", by=clm)
    plan = seating_plan.plan_of(table)

    assert {str(row.group): (row.sitting, row.empty) for row in plan.rows} == {
        "aanbieder": (["Cas"], 1),
        "verwijzer": (["Anne"], 1),
        "Gemeente Waterrijk": (["Bo"], 0),
    }
    assert [chair.who for chair in plan.beyond] == ["Daan"]
    assert (plan.taken, plan.empty, len(plan.drawing().wide.chairs)) == (4, 2, 6)
    assert providers.chairs == 2


def test_who_was_asked_or_declined_fills_no_chair(clm):
    table = preparing(clm)
    invitations.compose(table, on_behalf_of="De directeur", text="Kom.", by=clm)
    group = add(table, by=clm)
    for name in ("Anne", "Bo"):
        one = TableInvitation(table=table, name=name, email=f"{name}@werk.example", group=group)
        sent = invitations.send(invitations.draft(one, by=clm), by=clm)
    invitations.decline(sent)

    row = seating_plan.plan_of(table).rows[0]

    assert (row.sitting, row.asked, row.empty) == ([], 1, 2)


def test_once_the_table_runs_its_chairs_are_those_of_who_holds_them(clm):
    table = make_table()
    add(table, chairs=1, by=clm)
    riet = make_organisation("Het Riet")
    for name, state in (("Anne", Seat.State.ACCEPTED), ("Bo", Seat.State.REQUESTED)):
        seat = make_seat(table, make_person(name=name), state=state)
        Seat.objects.filter(pk=seat.pk).update(organisation=riet, perspective=riet.kind)

    plan = seating_plan.plan_of(Table.objects.get(pk=table.pk))

    assert plan.rows[0].sitting == ["Anne"]
    assert plan.beyond == []


def test_the_page_says_in_words_what_it_draws(sign_in, clm):
    table = preparing(clm)
    invitations.compose(table, on_behalf_of="De directeur", text="Kom.", by=clm)
    group = add(table, by=clm, why="Zij doen het werk.", kept_until=timezone.localdate())
    accepted(table, "Anne", group=group, by=clm)

    page = sign_in(clm).get(reverse("seating-plan", args=[table.slug])).text

    assert "2 stoelen: 1 bezet, 1 vrij." in page
    assert page.count("seating__chair--provider") == 4  # two chairs in two layouts
    assert page.count("seating__chair--free") == 2
    for words in ("zit er: Anne", "Zij doen het werk.", "vrijgehouden tot en met"):
        assert words in page


def test_the_plan_of_a_running_table_does_not_change_how_many_chairs_it_has(clm):
    table = make_table(chairs=14)
    add(table, chairs=3, by=clm)

    assert Table.objects.get(pk=table.pk).chairs == 14


def test_the_page_asks_as_much_with_forty_groups_as_with_two(sign_in, clm, django_assert_max_num_queries):
    table, browser = preparing(clm), sign_in(clm)
    path = reverse("seating-plan", args=[table.slug])
    add(table, by=clm)
    browser.get(path)
    with django_assert_max_num_queries(25) as few:
        browser.get(path)
    for number in range(40):
        add(table, chairs=1, organisation=make_organisation(f"Aanbieder {number}x"), by=clm)

    with django_assert_max_num_queries(len(few.captured_queries)):
        browser.get(path)
