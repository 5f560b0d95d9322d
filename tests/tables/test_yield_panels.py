"""What waits for somebody because of what the tables brought forth: does an insight still hold, does one subscribe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.commons import panels
from leerlandschap.network.models import OrganisationKind
from leerlandschap.network.roles import Role
from tables.flows import insights, stances, working_agreements
from tables.models import Insight, Openness, Seat
from tests.factories import make_account, make_insight, make_organisation, make_seat, make_table

pytestmark = pytest.mark.django_db
HOLDS, SUBSCRIBES = "Klopt dit nog?", "Onderschrijft je gemeente dit?"


def lines(user, title: str) -> list[str]:
    found = next((one for one in panels.for_user(user) if one.title == title), None)
    return [line.text for line in found.lines] if found else []


def test_who_guides_a_table_is_asked_whether_an_insight_still_holds_until_they_say_so(
    voorzitter, partner, gemeente, clm
):
    table = make_table(chair=voorzitter.person, facilitator=partner.person, clm_contact=clm.person)
    insight, today = make_insight(table, "Bellen helpt."), timezone.localdate()
    assert lines(voorzitter, HOLDS) == []

    Insight.objects.filter(pk=insight.pk).update(check_on=today)

    assert [lines(user, HOLDS) for user in (voorzitter, partner, clm, gemeente)] == [["Bellen helpt."]] * 3 + [[]]
    insights.confirm(insight, check_on=today + timedelta(days=1), by=voorzitter)
    assert lines(voorzitter, HOLDS) == []


def test_a_superseded_insight_is_not_asked_about(voorzitter):
    table = make_table(chair=voorzitter.person)
    old, new = make_insight(table), make_insight(table)
    Insight.objects.filter(pk=old.pk).update(check_on=timezone.localdate())
    insights.supersede(old, new, by=voorzitter)

    assert lines(voorzitter, HOLDS) == []


@pytest.mark.parametrize(
    ("role", "kind", "asked"),
    [
        (Role.POLICY, OrganisationKind.MUNICIPALITY, True),
        (Role.ORGANISATION_ADMIN, OrganisationKind.MUNICIPALITY, True),
        (Role.ORGANISATION_ADMIN, OrganisationKind.PROVIDER, False),
        (Role.CONTROL, OrganisationKind.MUNICIPALITY, False),
        (None, OrganisationKind.MUNICIPALITY, False),
    ],
)
def test_who_speaks_for_a_municipality_is_asked_for_its_stance_until_it_took_one(role, kind, asked, clm):
    where = make_organisation("De organisatie", kind=kind)
    user, table = make_account(organisation=where, role=role), make_table()
    agreement = working_agreements.make(table, text="We bellen.", holds_for=[where], by=clm)

    assert lines(user, SUBSCRIBES) == (["We bellen."] if asked else [])
    if asked:
        stances.take(agreement, organisation=where, subscribes=True, by=user)
        assert lines(user, SUBSCRIBES) == []


def test_only_for_agreements_that_hold_for_the_municipality_and_that_it_may_read(clm):
    where = make_organisation("Gemeente Waterrijk", kind=OrganisationKind.MUNICIPALITY)
    user, table = make_account(organisation=where, role=Role.POLICY), make_table()
    working_agreements.make(make_table(), text="Van een andere tafel.", by=clm)
    working_agreements.make(table, text="Van binnen.", holds_for=[where], openness=Openness.TABLE, by=clm)
    working_agreements.end(working_agreements.make(table, text="Voorbij.", holds_for=[where], by=clm), by=clm)
    assert lines(user, SUBSCRIBES) == []

    working_agreements.make(table, text="Voor de hele tafel.", by=clm)
    Seat.objects.filter(pk=make_seat(table).pk).update(organisation=where)

    assert lines(user, SUBSCRIBES) == ["Voor de hele tafel."]


def test_what_a_table_learned_stands_on_its_page_for_who_may_read_it(visitor, gemeente, aanbieder, sign_in, clm):
    table = make_table()
    make_seat(table, aanbieder.person)
    for level in ("public", "network", "table"):
        make_insight(table, f"Inzicht voor {level}.", openness=level)
    working_agreements.make(table, text="We bellen.", openness="network", by=clm)

    def shown(page) -> set:
        text = page.get(table.get_absolute_url()).text
        parts = {f"Inzicht voor {level}." for level in ("public", "network", "table")} | {"We bellen."}
        return {part for part in parts if part in text}

    assert shown(visitor) == {"Inzicht voor public."}
    assert shown(sign_in(gemeente)) == {"Inzicht voor public.", "Inzicht voor network.", "We bellen."}
    assert shown(sign_in(aanbieder)) == {
        "Inzicht voor public.",
        "Inzicht voor network.",
        "Inzicht voor table.",
        "We bellen.",
    }
    insights.supersede(*table.insights.order_by("pk")[:2], by=clm)
    assert shown(visitor) == set(), "a change shows at once"
