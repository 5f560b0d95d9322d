"""What somebody can do from a table's page: one button, and the rest behind it."""

import re

import pytest
from django.urls import reverse

from tables import deeds
from tables.models import Table
from tests.factories import make_seat, make_table

pytestmark = pytest.mark.django_db


def labels(table, user, seat=None) -> list[str]:
    return [deed.label for deed in deeds.offered(table, user, seat)]


def buttons(page: str) -> list[str]:
    head = page[page.index('<header class="page-head">') : page.index("</header>", page.index("page-head"))]
    return re.findall(r'<a class="button[^"]*"[^>]*>([^<]+)</a>', head)


def test_a_visitor_finds_one_button_and_nothing_behind_it(visitor):
    page = visitor.get(make_table().get_absolute_url()).text

    assert buttons(page) == ["Schuif aan"]
    assert "menu--page" not in page


def test_two_things_to_do_need_no_menu(sign_in, gemeente):
    page = sign_in(gemeente).get(make_table().get_absolute_url()).text

    assert buttons(page) == ["Schuif aan", "Vraag een collega mee"]
    assert "menu--page" not in page


def test_who_leads_a_table_finds_the_round_first_and_the_rest_behind_more(sign_in, clm):
    table = make_table()

    page = sign_in(clm).get(table.get_absolute_url()).text

    assert buttons(page) == ["Ga naar de ronde"]
    for name in (
        "signup",
        "signup-colleague",
        "seat-list",
        "planning",
        "setup",
        "link-list",
        "table-edit",
        "table-state",
    ):
        assert f'<a class="menu__link" href="{reverse(name, args=[table.slug])}">' in page


def test_who_sits_at_a_table_finds_the_own_chair_first(gemeente):
    table = make_table()
    seat = make_seat(table, gemeente.person)

    assert labels(table, gemeente, seat) == [
        "Mijn stoel: bevestigd",
        "Ga naar de ronde",
        "Actielijst",
        "Vraag een collega mee",
        "Verslagen",
    ]


def test_a_table_that_is_set_up_leads_to_its_setup(clm, gemeente):
    table = make_table(state=Table.State.PREPARING)

    assert labels(table, clm)[:3] == ["Richt in", "Uitnodigingen", "Start de tafel"]
    assert labels(table, gemeente) == []


def test_at_a_thematafel_one_joins_a_session(gemeente):
    table = make_table(kind=Table.Kind.THEMATAFEL)

    assert labels(table, gemeente) == ["Doe mee", "Ga naar de ronde", "Actielijst"]


def test_a_table_that_ended_is_not_ended_again(clm):
    found = labels(make_table(state=Table.State.ENDED), clm)

    assert "Pauzeer of beëindig de tafel" not in found
    assert "Schuif aan" not in found
