"""What a round or a table that is set up still lacks leads to where it is made."""

import pytest
from django.urls import reverse

from tables import gates, setup_conditions, ways
from tables.models import Table
from tests.factories import make_seat, make_table

pytestmark = pytest.mark.django_db


def test_every_condition_of_a_round_leads_somewhere():
    table = make_table()
    codes = {condition.code for step in gates.GATES.values() for condition in step}

    assert codes == set(ways.OF_A_ROUND)
    assert all(way.url(table).startswith("/") for way in ways.OF_A_ROUND.values())


def test_a_way_of_setting_up_belongs_to_a_condition():
    table = make_table(state=Table.State.PREPARING)
    codes = {condition.code for step in setup_conditions.CONDITIONS.values() for condition in step}

    assert set(ways.OF_SETTING_UP) <= codes
    assert all(way.url(table).startswith("/") for way in ways.OF_SETTING_UP.values())


def test_what_a_round_lacks_leads_who_turns_it_to_where_it_is_made(sign_in, clm):
    table = make_table()

    page = sign_in(clm).get(reverse("cycle", args=[table.slug])).text

    assert f'<a href="{reverse("opening-agreements", args=[table.slug])}">Maak de vijf afspraken</a>' in page


def test_who_only_sits_at_the_table_is_not_sent_where_the_door_is_closed(sign_in, gemeente):
    table = make_table()
    make_seat(table, gemeente.person)

    page = sign_in(gemeente).get(reverse("cycle", args=[table.slug])).text

    assert "Nog niet." in page
    assert "Maak de vijf afspraken" not in page


def test_what_is_there_needs_no_way(clm):
    table = make_table()
    condition = gates.all_asked_of(table)[0]

    (_, _, there), (_, _, missing) = ways.beside([(condition, True), (condition, False)], ways.OF_A_ROUND, table, clm)

    assert there is None
    assert missing == ("Bekijk de stoelen", reverse("seat-list", args=[table.slug]))


def test_a_table_that_is_set_up_leads_to_its_seating_plan(sign_in, clm):
    table = make_table(state=Table.State.PREPARING)

    page = sign_in(clm).get(reverse("setup", args=[table.slug])).text

    assert f'<a href="{reverse("seating-plan", args=[table.slug])}">Maak het stoelenplan</a>' in page
