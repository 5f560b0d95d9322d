"""The first page, the page of one's own, and the work page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import moments
from tables.flows import sessions, signups
from tables.models import Involvement, Meeting, Openness, Seat, Table
from tests.factories import make_cycle, make_meeting, make_person, make_seat, make_session, make_table, make_theme

pytestmark = pytest.mark.django_db


def test_every_table_is_a_parcel_and_a_row_of_the_equal_list(visitor):
    for name in ("Crisis", "Logeren"):
        make_table(name, theme=make_theme(name))

    page = visitor.get(reverse("home")).text

    for table in Table.objects.all():
        assert page.count(f'href="{table.get_absolute_url()}"') >= 2


def test_an_empty_landscape_still_greets(visitor):
    answer = visitor.get(reverse("home"))

    assert answer.status_code == 200
    assert "Er staan nu geen bijeenkomsten gepland" in answer.text


def test_what_is_coming_stands_in_the_order_of_time(visitor):
    make_meeting(make_table("Later"), in_days=20)
    make_meeting(make_table("Eerder"), in_days=3)

    coming = visitor.get(reverse("home")).text.split('id="binnenkort"')[1]

    assert coming.index("Eerder") < coming.index("Later")


def test_a_chair_that_was_taken_shows_to_the_next_visitor(visitor):
    table = make_table(chairs=2)
    assert "2 vrij" in visitor.get(reverse("home")).text

    signups.take_chair(table, make_person(), organisation=None, involvement=Involvement.MEMBER, by=None)

    assert "1 vrij" in visitor.get(reverse("home")).text


def test_a_newcomer_is_shown_the_way_to_a_table(sign_in, gemeente):
    page = sign_in(gemeente).get(reverse("my-landscape")).text

    assert "Je zit nog aan geen tafel" in page
    assert f'href="{reverse("table-list")}"' in page


def test_who_decides_finds_the_requests_on_their_own_page(sign_in, voorzitter):
    table = make_table("Crisis", chair=voorzitter.person)
    make_seat(table, state="requested")

    page = sign_in(voorzitter).get(reverse("my-landscape")).text

    assert "Wie wil aanschuiven" in page
    assert reverse("seat-list", args=[table.slug]) in page


def test_the_requests_of_another_table_are_not_there(sign_in, voorzitter):
    make_table("Andere tafel", chair=voorzitter.person)
    make_seat(make_table("Crisis"), state="requested")

    assert "Wie wil aanschuiven" not in sign_in(voorzitter).get(reverse("my-landscape")).text


def test_what_a_person_was_told_stands_on_their_page(sign_in, gemeente):
    table = make_table("Logeren")
    signups.take_chair(table, gemeente.person, organisation=None, involvement=Involvement.MEMBER, by=gemeente)

    assert "Je stoel is aangevraagd: Logeren" in sign_in(gemeente).get(reverse("my-landscape")).text


def test_the_work_page_holds_work_and_the_tools_one_may_use(sign_in, clm, redactie):
    make_seat(make_table("Crisis"), state="requested")

    page = sign_in(clm).get(reverse("work")).text
    assert "Wie wil aanschuiven" in page
    assert "Mijn stoelen" not in page
    assert reverse("intake-new") in page
    assert reverse("website-list") not in page

    page = sign_in(redactie).get(reverse("work")).text
    assert "Er wacht nu niets op je" in page
    assert reverse("website-list") in page
    assert reverse("intake-new") not in page


def test_the_work_page_is_for_who_has_work(sign_in, gemeente):
    answer = sign_in(gemeente).get(reverse("work"))

    assert answer.status_code == 403
    assert "contactpersoon CLM" in answer.text


# --- binnenkort on one's own page -----------------------------------------------------------------------------------------


def titles_of(user) -> list[str]:
    return [moment.title for moment in moments.own(user, timezone.now(), limit=10)]


def test_binnenkort_shows_the_tables_where_one_sits_leads_or_is_asked_and_no_others(gemeente):
    sits, leads, guides, answers = (
        make_table("Zit"),
        make_table("Leidt"),
        make_table("Begeleidt"),
        make_table("Antwoordt"),
    )
    make_seat(sits, gemeente.person)
    for table, role in ((leads, "chair"), (guides, "facilitator"), (answers, "clm_contact")):
        Table.objects.filter(pk=table.pk).update(**{role: gemeente.person})
    for days, table in enumerate((make_table("Van anderen"), answers, guides, leads, sits), start=3):
        make_meeting(table, in_days=days)

    assert titles_of(gemeente) == ["Antwoordt", "Begeleidt", "Leidt", "Zit"]


def test_binnenkort_leaves_out_a_chair_that_is_only_asked_for_or_of_a_round_that_is_over(gemeente):
    asked, over = make_table(), make_table()
    make_seat(asked, gemeente.person, state=Seat.State.REQUESTED)
    make_seat(over, gemeente.person, cycle=make_cycle(over, number=7, ended=True))
    make_meeting(asked)
    make_meeting(over)

    assert titles_of(gemeente) == []


def test_binnenkort_shows_the_sessions_one_comes_to(gemeente):
    session, left = make_session(name="Praten met gezinnen"), make_session(name="Van 17 naar 18")
    make_session(name="Niet aangemeld")
    sessions.join(session, gemeente.person, by=gemeente)
    sessions.withdraw(sessions.join(left, gemeente.person, by=gemeente), by=gemeente)

    assert titles_of(gemeente) == ["Praten met gezinnen"]


def test_binnenkort_is_the_answer_of_the_orm_for_everybody(gemeente, voorzitter, clm, regio):
    table, closed = make_table(chair=voorzitter.person), make_table(openness=Openness.CLOSED, clm_contact=clm.person)
    make_seat(closed, gemeente.person)
    make_meeting(table)
    make_meeting(closed)

    for user in (gemeente, voorzitter, clm, regio):
        found = Meeting.objects.upcoming(timezone.now()).visible_to(user).of_person(user)
        assert titles_of(user) == [str(meeting) for meeting in found]


def test_who_has_nothing_coming_reads_so_and_finds_the_calendar(sign_in, gemeente):
    make_meeting(make_table("Van anderen"))

    page = sign_in(gemeente).get("/mijn/").text

    assert "Er staat nu niets voor je gepland." in page
    assert "Van anderen" not in page
    assert 'href="/kalender/">Alle bijeenkomsten in de kalender' in page
