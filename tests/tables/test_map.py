"""The landscape on one page: everything on the map and in the list, filtered by the address, and what strikes the eye."""

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import kept
from tables import bridges, coherence, marks
from tables.flows import links, states
from tables.models import Cycle, Openness, Seat, Table, TableLink
from tests.factories import (
    make_consultation,
    make_meeting,
    make_person,
    make_question,
    make_seat,
    make_table,
    make_theme,
)

pytestmark = pytest.mark.django_db


def page_for(browser, **chosen) -> str:
    return browser.get(reverse("landscape"), chosen).content.decode()


def test_tables_the_contract_talk_and_consultations_lie_on_one_map(visitor):
    make_table("Crisis samen")
    make_consultation("Netwerk pleegzorg")

    page = page_for(visitor)

    for name in ("Crisis samen", "Contractvoortgangsgesprek", "Netwerk pleegzorg"):
        assert page.count(f">{name}</a>") == 1, "in the list"
        assert page.count(f'aria-label="{name}') == 2, "on both maps"


def test_the_contract_talk_keeps_its_place_whatever_comes(visitor, clm):
    theme = make_theme("Groei")

    slots = []
    for number in range(12):
        slots.append(Table.objects.next_slot(theme.slug))
        make_table(f"Tafel {number}", theme=theme, slot=slots[-1])

    assert len(set(slots)) == 12
    assert 8 not in slots


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [
        ({"beweging": "verdiepen"}, {"Diep"}),
        ({"proces": "contracteren"}, {"Contractvoortgangsgesprek"}),
        ({"doel": "innoveren"}, {"Proeftuin"}),
        ({"ritme": "ad hoc"}, {"Proeftuin"}),
        ({"wereld": "onderzoek"}, {"Proeftuin"}),
        ({"beweging": "verdiepen", "proces": "leren"}, {"Diep"}),
        ({"beweging": "verdiepen", "wereld": "onderzoek"}, set()),
        ({"beweging": "bestaat niet"}, {"Diep", "Breed", "Proeftuin", "Contractvoortgangsgesprek"}),
    ],
)
def test_the_list_shows_what_matches_and_the_map_keeps_every_place(visitor, chosen, shown):
    make_table("Diep", deepens=True, learns=True)
    make_table("Breed", spreads=True)
    make_consultation("Proeftuin", purpose="innovate", regular=False, joins_research=True)
    if "ritme" in chosen:
        chosen = {"ritme": "ad-hoc"}

    page = page_for(visitor, **chosen)

    names = {"Diep", "Breed", "Proeftuin", "Contractvoortgangsgesprek"}
    assert {name for name in names if f">{name}</a>" in page} == shown
    assert {name for name in names if f'aria-label="{name}' in page} == names
    assert ("Toon alles" in page) == (shown != names)


def test_every_filter_offers_what_it_understands():
    for one in marks.FILTERS:
        for value, _label in one.choices():
            assert marks.chosen({one.name: value})[one.name] == value


def test_links_are_bridges_with_words_in_the_list(visitor, clm):
    one, other = make_table("Bron"), make_table("Monding")
    links.link(one, other, kind=TableLink.Kind.FEEDS, by=clm)

    page = page_for(visitor)

    assert "Voedt Monding" in page
    assert "Wordt gevoed door Bron" in page
    assert "map__arrow" in page


def test_shared_members_are_a_number_without_names_for_who_is_signed_in(sign_in, visitor, gemeente):
    one, other = make_table("Bron"), make_table("Monding")
    people = [make_person(name=f"Kanarie {number}") for number in range(bridges.ENOUGH_MEMBERS)]
    for person in people:
        make_seat(one, person)
        make_seat(other, person)
    browser = sign_in(gemeente)

    assert "Deelt 3 leden met Monding" in page_for(browser, leden="ja")
    assert "Deelt 3 leden" not in page_for(browser)
    assert "leden met Monding" not in page_for(visitor, leden="ja")
    assert "Kanarie" not in page_for(browser, leden="ja")


def test_few_shared_members_are_not_told(sign_in, gemeente):
    one, other = make_table("Bron"), make_table("Monding")
    for _number in range(bridges.ENOUGH_MEMBERS - 1):
        person = make_person()
        make_seat(one, person)
        make_seat(other, person)
    asked = make_person()
    make_seat(one, asked)
    make_seat(other, asked, state=Seat.State.REQUESTED)

    assert "leden met" not in page_for(sign_in(gemeente), leden="ja")


def test_a_table_that_is_not_for_everybody_is_on_nobody_elses_map(sign_in, visitor, gemeente, clm):
    make_table("Van het netwerk", openness=Openness.NETWORK)
    make_table("Besloten kring", openness=Openness.CLOSED)

    assert "Van het netwerk" not in page_for(visitor)
    assert "Van het netwerk" in page_for(sign_in(gemeente))
    assert "Besloten kring" not in page_for(sign_in(gemeente))
    assert "Besloten kring" in page_for(sign_in(clm))


def test_what_strikes_the_eye_is_for_clm_and_the_regional_office(sign_in, visitor, gemeente, clm):
    make_table("Eiland")

    assert "Wat opvalt" not in page_for(visitor)
    assert "Wat opvalt" not in page_for(sign_in(gemeente))
    assert "Staat op zichzelf" in page_for(sign_in(clm))


def test_a_table_alone_out_of_rhythm_or_stuck_is_named_with_what_to_do(clm):
    alone, linked, other = make_table("Eiland"), make_table("Bron"), make_table("Monding")
    links.link(linked, other, kind=TableLink.Kind.FEEDS, by=clm)
    today = timezone.localdate()
    old = today - timedelta(days=500)
    Cycle.objects.filter(table=linked).update(started_on=old, phase_since=old)
    for weeks in range(1, 11):
        make_meeting(other, in_days=7 * weeks)

    found = coherence.of(clm, today)

    assert [remark.table for remark in found.alone] == [alone]
    assert [remark.table for remark in found.stuck] == [linked]
    assert "verbinden" in found.stuck[0].sentence
    assert other in [remark.table for remark in found.out_of_rhythm] or today.month > 9
    assert all(remark.url and remark.deed for _title, _nothing, remarks in found.lists() for remark in remarks)


def test_two_tables_that_ask_the_same_are_named_until_they_are_linked(clm):
    one, other, third = make_table("Wonen"), make_table("School"), make_table("Vervoer")
    make_question(one, "Hoe ervaren leerlingen met dyslexie de begeleiding in de klas?")
    make_question(one, "Hoe ervaren leerlingen met dyslexie hun begeleiding, in de klas en daarna?")
    make_question(other, "Hoe ervaren scholieren de begeleiding bij dyslexie in de klas?")
    make_question(third, "Waardoor duurt het vinden van een crisisplek zo lang?")

    found = coherence.of(clm).doubles
    links.link(other, one, kind=TableLink.Kind.SHARES_QUESTION, by=clm)

    assert {remark.table for remark in found} == {one}
    assert all("van School" in remark.sentence and remark.url.endswith(f"?naar={other.slug}") for remark in found)
    assert coherence.of(clm).doubles == []


def count(browser) -> int:
    """The questions behind the page when nothing of it is kept, but every question was written once."""
    kept.forget()
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("landscape"), {"leden": "ja"})
    return len(queries)


def make_many(number: int) -> None:
    """As many more tables, each with a round, a name of sixty characters and a bridge to the next."""
    now, today, theme = timezone.now(), timezone.localdate(), make_theme()
    tables = Table.objects.bulk_create(
        Table(
            slug=f"veel-{at}", name=f"Samenwerken aan passende jeugdhulp dichtbij in de regio {at:04}", kind="leertafel",
            theme=theme, slot=500 + at, state="running", edited_at=now,
        )
        for at in range(number)
    )  # fmt: skip
    Cycle.objects.bulk_create(Cycle(table=table, started_on=today, phase_since=today) for table in tables)
    TableLink.objects.bulk_create(
        TableLink(from_table=one, to_table=other, kind="feeds", made_at=now)
        for one, other in zip(tables, tables[1:], strict=False)
    )


@pytest.mark.parametrize("who", ["visitor", "clm"])
def test_two_hundred_tables_ask_no_more_than_two(sign_in, clm, who):
    browser = sign_in(clm) if who == "clm" else Client()
    people = [make_person() for _number in range(4)]
    for number in range(2):
        _seated(f"Eerste {number}", people)
    count(browser)
    few = count(browser)

    make_many(198)

    assert count(browser) == few


def test_two_hundred_tables_and_twelve_consultations_weigh_less_than_100_kb(visitor):
    make_many(200)
    for number in range(12):
        make_consultation(f"Netwerk van organisaties rond de jeugdhulp, bijeen te {number}")

    assert len(gzip.compress(page_for(visitor).encode())) <= 100_000


def test_a_table_that_ends_frees_its_place_and_moves_nobody(visitor, clm):
    theme = make_theme("Crisis")
    first, second = (make_table(name, theme=theme, slot=slot) for slot, name in enumerate(["Blijft", "Gaat"]))

    states.end(second, reason="De opgave is klaar.", result="Een werkafspraak.", by=clm)

    first.refresh_from_db()
    assert "Gaat" not in page_for(visitor)
    assert (first.slot, Table.objects.next_slot(theme.slug)) == (0, 1)


def _seated(name: str, people) -> Table:
    table = make_table(name)
    for person in people:
        make_seat(table, person)
    make_meeting(table)
    return table
