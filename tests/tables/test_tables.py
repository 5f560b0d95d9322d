"""Tables: the list, a table's page, and changing what it says."""

import re

import pytest
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent
from tables.models import Meeting, Openness, Phase, Seat, Table
from tests.factories import (
    make_meeting,
    make_person,
    make_question,
    make_seat,
    make_table,
    make_theme,
)

pytestmark = pytest.mark.django_db


# --- the list ---------------------------------------------------------------------------------------------------------


def test_tables_stand_under_their_theme(visitor):
    make_table("Crisis – knelpunten", theme=make_theme("Crisis"))
    make_table("Logeren", theme=make_theme("Logeren"), state=Table.State.PREPARING)

    page = visitor.get(reverse("table-list")).text

    assert (
        page.index('<h2 id="thema-crisis"') < page.index("Crisis – knelpunten") < page.index('<h2 id="thema-logeren"')
    )
    assert "wordt ingericht" in page


def test_a_filter_in_the_address_narrows_the_list(visitor):
    make_table("Crisistafel", theme=make_theme("Crisis"))
    make_table("Logeertafel", theme=make_theme("Logeren"))

    page = visitor.get(reverse("table-list"), {"thema": "logeren"}).text

    assert "Logeertafel" in page
    assert "Crisistafel" not in page


@pytest.mark.parametrize("value", ["onzin", "'; drop table", "\x00", "😀" * 50])
def test_a_filter_that_does_not_exist_does_no_harm(visitor, value):
    make_table("Crisistafel")

    assert visitor.get(reverse("table-list"), {"thema": value, "soort": value, "staat": value}).status_code == 200


def test_no_match_says_so_and_shows_the_way_back(visitor):
    make_table("Crisistafel")

    assert "Geen tafel past bij wat je koos" in visitor.get(reverse("table-list"), {"thema": "niets"}).text


def test_an_ended_table_is_not_in_the_list(visitor):
    make_table("Oude tafel", state=Table.State.ENDED)

    assert "Oude tafel" not in visitor.get(reverse("table-list")).text


# --- who sees which table ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("openness", "visitor_sees", "stranger_sees"),
    [
        (Openness.PUBLIC, True, True),
        (Openness.NETWORK, False, True),
        (Openness.TABLE, False, False),
        (Openness.CLOSED, False, False),
    ],
)
def test_openness_decides_who_sees_a_table(
    sign_in, visitor, aanbieder, gemeente, clm, beheer, openness, visitor_sees, stranger_sees
):
    table = make_table(openness=openness)
    make_seat(table, gemeente.person)
    address = table.get_absolute_url()

    assert (visitor.get(address).status_code == 200) is visitor_sees
    assert (sign_in(aanbieder).get(address).status_code == 200) is stranger_sees
    assert (sign_in(beheer).get(address).status_code == 200) is stranger_sees
    assert sign_in(gemeente).get(address).status_code == 200
    assert sign_in(clm).get(address).status_code == 200


def test_a_walled_table_is_nowhere_on_the_first_page_or_in_the_list(sign_in, aanbieder):
    make_meeting(make_table("Geheim overleg", openness=Openness.TABLE))
    browser = sign_in(aanbieder)

    for name in ("home", "table-list", "my-landscape", "contact"):
        assert "Geheim overleg" not in browser.get(reverse(name)).text


# --- its page ---------------------------------------------------------------------------------------------------------


def test_a_table_says_what_when_who_and_how(visitor):
    contact = make_person(name="Carla Mol")
    table = make_table("Crisis", aim="Minder overplaatsingen.", welcome="Crisisteams.", clm_contact=contact)
    table.cycles.update(phase=Phase.ACT, number=3)
    make_question(table, "Waar loopt de overdracht vast?")
    make_meeting(table, place="Stadhuis Lelystad")

    page = visitor.get(table.get_absolute_url()).text

    for text in (
        "Minder overplaatsingen.", "Crisisteams.", "Carla Mol", "Waar loopt de overdracht vast?", "Stadhuis Lelystad",
        "2 tot 9 keer per jaar", "Ronde 3, fase <strong>doen</strong>", "14 stoelen vrij",
    ):  # fmt: skip
        assert text in page


def test_a_question_for_the_network_is_not_on_the_public_page(visitor, sign_in, gemeente):
    table = make_table()
    make_question(table, "Alleen voor het netwerk?", openness=Openness.NETWORK)

    assert "Alleen voor het netwerk?" not in visitor.get(table.get_absolute_url()).text
    assert "Alleen voor het netwerk?" in sign_in(gemeente).get(table.get_absolute_url()).text


def test_a_meeting_without_a_place_ends_without_a_comma(visitor):
    table = make_table()
    make_meeting(table, place="")

    for address in (reverse("table-list"), reverse("landscape"), table.get_absolute_url()):
        assert not re.search(r",\s*</(?:text|tspan|span|p)>", visitor.get(address).text)


def test_who_sits_at_a_table_is_asked_whether_they_come_each_time_the_page_is_opened(sign_in, gemeente):
    table = make_table(openness=Openness.TABLE)
    seat = make_seat(table, gemeente.person)
    browser = sign_in(gemeente)

    for _time in range(2):
        assert f'<a href="{seat.get_absolute_url()}#bijeenkomsten">' in browser.get(table.get_absolute_url()).text


def test_a_full_table_offers_the_waiting_list(visitor):
    table = make_table(chairs=1)
    make_seat(table)

    page = visitor.get(table.get_absolute_url()).text

    assert "Zet je op de wachtlijst" in page
    assert "wie het langst wacht" in page


def test_a_member_finds_their_chair_on_the_page(sign_in, gemeente):
    table = make_table()
    seat = make_seat(table, gemeente.person)

    assert seat.get_absolute_url() in sign_in(gemeente).get(table.get_absolute_url()).text


def test_who_sits_at_a_table_sees_the_company_and_a_stranger_does_not(sign_in, gemeente, aanbieder, visitor):
    table = make_table()
    make_seat(table, gemeente.person)
    make_seat(table, make_person(name="Bas Iepenlaan"))
    make_seat(table, make_person(name="Wacht Nog"), state="requested")
    address = table.get_absolute_url()

    page = sign_in(gemeente).get(address).text
    assert "Bas Iepenlaan" in page
    assert "Wacht Nog" not in page
    assert "Bas Iepenlaan" not in sign_in(aanbieder).get(address).text
    assert "Bas Iepenlaan" not in visitor.get(address).text


def test_a_cancelled_meeting_is_no_next_date(visitor):
    table = make_table()
    make_meeting(table, place="Nergens")
    Meeting.objects.update(state=Meeting.State.CANCELLED)
    Table.objects.update(version=2)

    assert "Nergens" not in visitor.get(table.get_absolute_url()).text


def test_the_wrong_kind_in_the_address_leads_to_the_right_one(visitor):
    table = make_table()

    answer = visitor.get(reverse("thematafel", args=[table.slug]))

    assert (answer.status_code, answer.url) == (301, table.get_absolute_url())


# --- changing it ------------------------------------------------------------------------------------------------------


def form_of(table, **fields):
    return {
        "aim": table.aim, "challenge": "", "welcome": "", "place": "", "rhythm_min": 2, "rhythm_max": 9,
        "chairs": table.chairs, "open_for_signup": "on", "once": "k", **fields,
    }  # fmt: skip


def test_the_chair_changes_the_aim_and_every_visitor_sees_it_at_once(sign_in, visitor, voorzitter):
    table = make_table(aim="Oud doel", chair=voorzitter.person)
    assert "Oud doel" in visitor.get(table.get_absolute_url()).text

    sign_in(voorzitter).post(
        reverse("table-edit", args=[table.slug]), form_of(table, aim="Nieuw doel", chair=table.chair.pk)
    )

    assert "Nieuw doel" in visitor.get(table.get_absolute_url()).text
    assert AuditEvent.objects.get(code="table.revised").details == {"fields": ["aim"]}


def test_more_chairs_go_to_who_waits_longest(sign_in, clm):
    table = make_table(chairs=1)
    make_seat(table)
    waiting = make_seat(table, state=Seat.State.WAITING, rank=1)
    Table.objects.update(waiting=1)

    sign_in(clm).post(reverse("table-edit", args=[table.slug]), form_of(table, chairs=2))

    waiting.refresh_from_db()
    assert waiting.state == Seat.State.OFFERED


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"chairs": 1}, "Er zijn al 2 stoelen bezet"),
        ({"chairs": 0}, "1"),
        ({"rhythm_min": 9, "rhythm_max": 2}, "Vul een getal in van 9 of hoger"),
        ({"aim": "x" * 3000}, "2000"),
    ],
)
def test_a_refused_change_keeps_what_was_typed(sign_in, clm, fields, sentence):
    table = make_table(chairs=5)
    make_seat(table)
    make_seat(table)

    answer = sign_in(clm).post(reverse("table-edit", args=[table.slug]), form_of(table, place="Dronten", **fields))

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Dronten" in answer.text
    table.refresh_from_db()
    assert (table.chairs, table.place) == (5, "")


def test_a_member_cannot_change_the_table_and_hears_who_can(sign_in, gemeente):
    table = make_table()
    make_seat(table, gemeente.person)

    answer = sign_in(gemeente).get(reverse("table-edit", args=[table.slug]))

    assert answer.status_code == 403
    assert "tafelvoorzitter" in answer.text


def test_who_leads_a_table_does_not_choose_who_leads_it(sign_in, voorzitter, clm, aanbieder):
    table = make_table(chair=voorzitter.person)
    address = reverse("table-edit", args=[table.slug])

    assert aanbieder.person.name not in sign_in(voorzitter).get(address).text
    sign_in(voorzitter).post(address, {"chairs": 14, "rhythm_min": 2, "rhythm_max": 9, "chair": aanbieder.person.pk})
    table.refresh_from_db()
    assert table.chair == voorzitter.person
    assert aanbieder.person.name in sign_in(clm).get(address).text


def test_who_leads_a_table_marks_where_it_stands_in_the_region(sign_in, voorzitter):
    table = make_table(chair=voorzitter.person, monitors=True)

    sign_in(voorzitter).post(
        reverse("table-edit", args=[table.slug]), form_of(table, movements=["connects"], worlds=["joins_policy"])
    )

    table.refresh_from_db()
    assert table.marks() == {"connects", "joins_policy"}
    assert AuditEvent.objects.get(code="table.revised").details == {"fields": ["connects", "joins_policy", "monitors"]}
