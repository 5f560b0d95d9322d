"""The calendar: what comes, a month, and the year; each sees in it what they may see elsewhere."""

import gzip
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import kept
from tables.flows import meetings
from tables.flows.meetings import Session
from tables.models import Meeting, Openness, Table
from tests.factories import make_closed, make_meeting, make_milestone, make_seat, make_table, make_theme

pytestmark = pytest.mark.django_db
LIST, MONTH, YEAR = reverse("calendar"), reverse("calendar-month"), reverse("calendar-year")
MONDAY = "2027-03-01 09:00+01:00"


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(MONDAY, tick=False)


def met(table: Table, day: date, *, hour: int = 10, **fields) -> Meeting:
    start = timezone.make_aware(datetime(day.year, day.month, day.day, hour))
    return Meeting.objects.create(table=table, starts_at=start, ends_at=start + timedelta(hours=2), **fields)


def test_meetings_and_ijkpunten_stand_under_their_month_in_order(visitor):
    table = make_table("Crisis")
    met(table, date(2027, 3, 9), place="Urk")
    make_milestone("Contractvoortgang", date(2027, 4, 1), date(2027, 4, 30))
    make_milestone("Jaarrapportage", date(2027, 2, 1), date(2027, 3, 31), lane="report")

    page = visitor.get(LIST).text

    order = [
        page.index(words)
        for words in ("Maart 2027", "Jaarrapportage", "Crisis</a>", "April 2027", "Contractvoortgang<")
    ]
    assert order == sorted(order)
    assert "di 9 maart 2027, 10.00 uur, Urk" in page
    assert "do 1 april 2027 tot en met vr 30 april 2027" in page


@pytest.mark.parametrize("path", [LIST, MONTH, YEAR])
def test_nobody_sees_in_the_calendar_what_they_do_not_see_elsewhere(visitor, sign_in, gemeente, aanbieder, clm, path):
    for name, openness in [("Open tafel", "public"), ("Netwerktafel", "network"), ("Besloten tafel", "closed")]:
        table = make_table(name, openness=openness)
        met(table, date(2027, 3, 9))
    make_seat(table, aanbieder.person)
    make_milestone("Alleen het netwerk", date(2027, 3, 10), openness=Openness.NETWORK)

    def seen(browser) -> list[str]:
        page = browser.get(path).text
        names = ("Open tafel", "Netwerktafel", "Besloten tafel", "Alleen het netwerk")
        return [name for name in names if name in page]

    assert seen(visitor) == ["Open tafel"]
    assert seen(sign_in(gemeente)) == ["Open tafel", "Netwerktafel", "Alleen het netwerk"]
    assert len(seen(sign_in(aanbieder))) == len(seen(sign_in(clm))) == 4
    assert seen(sign_in(gemeente)) == ["Open tafel", "Netwerktafel", "Alleen het netwerk"]


@pytest.mark.parametrize("path", [LIST, MONTH, YEAR])
def test_a_change_shows_on_the_very_next_visit(visitor, sign_in, gemeente, clm, path):
    table = make_table("Crisis")
    make_milestone("IJkpunt een", date(2027, 3, 20))
    browser = sign_in(gemeente)
    assert "Thuis" not in visitor.get(path).text + browser.get(path).text

    start = timezone.now() + timedelta(days=10)
    meeting = meetings.plan(table, Session(start, start + timedelta(hours=2), "Thuis in Urk"), by=clm)
    make_milestone("IJkpunt twee", date(2027, 3, 21))
    for page in (visitor.get(path).text, browser.get(path).text):
        assert meeting.get_absolute_url() in page
        assert "IJkpunt twee" in page

    meetings.cancel(meeting, by=clm)
    assert meeting.get_absolute_url() not in visitor.get(path).text + browser.get(path).text


@pytest.mark.parametrize("path", [LIST, MONTH, YEAR])
def test_the_address_narrows_it_to_a_table_or_a_theme(visitor, path):
    here, there = make_table("Crisis"), make_table("Thuis op Maat", theme=make_theme("Thuis"))
    one, other = met(here, date(2027, 3, 9)), met(there, date(2027, 3, 10))
    make_milestone("Contractvoortgang", date(2027, 3, 10))

    by_table, by_theme = visitor.get(path, {"tafel": here.slug}).text, visitor.get(path, {"thema": "thuis"}).text

    assert (one.get_absolute_url() in by_table, other.get_absolute_url() in by_table) == (True, False)
    assert (one.get_absolute_url() in by_theme, other.get_absolute_url() in by_theme) == (False, True)
    assert "Jaarritme" not in by_table
    assert f"tafel={here.slug}" in by_table


@pytest.mark.parametrize("path", [LIST, MONTH, YEAR])
@pytest.mark.parametrize(
    "given",
    [
        {"maand": "2027-13", "jaar": "0"},
        {"maand": "x", "jaar": "99999", "pagina": "-1"},
        {"maand": "١٢-٣", "jaar": "٢٠٢٧", "pagina": "٣"},
        {"tafel": "bestaat-niet"},
        {"thema": "x\0"},
        {"tafel": "'; drop", "thema": "\u202e"},
        {"pagina": "98"},
        {"jaar": "1900", "maand": "1900-01"},
    ],
)
def test_an_address_that_makes_no_sense_gives_a_page(visitor, path, given):
    met(make_table("Crisis"), date(2027, 3, 9))

    assert visitor.get(path, given).status_code == 200


def test_the_list_goes_by_twenty_five(visitor):
    table = make_table("Crisis")
    for number in range(60):
        met(table, date(2027, 3, 2) + timedelta(days=number))

    pages = [visitor.get(LIST, {"pagina": number}).text for number in (1, 2, 3)]

    assert [page.count('class="entry dated') for page in pages] == [25, 25, 10]
    assert 'href="?pagina=3"' in pages[0]
    assert "Volgende" in pages[1]
    assert "Volgende" not in pages[2]


def test_leafing_shows_each_moment_once_also_when_many_are_on_one_day(visitor):
    """Meetings are fetched of the days of a page only: forty lie on one day that also has an ijkpunt, over three pages."""
    table, busy = make_table("Crisis"), date(2027, 3, 10)
    for number in range(40):
        start = timezone.make_aware(datetime(2027, 3, 10, 8)) + timedelta(minutes=15 * number)
        Meeting.objects.create(table=table, starts_at=start, ends_at=start + timedelta(minutes=10))
    for number in range(50):
        met(table, busy + timedelta(days=number - 5), hour=7)
    for day in (2, 10, 11):
        make_milestone(f"IJkpunt op {day} maart", date(2027, 3, day))

    pages = [visitor.get(LIST, {"pagina": number}).text for number in (1, 2, 3, 4)]

    assert [page.count('class="entry dated') for page in pages] == [25, 25, 25, 18]
    for one in Meeting.objects.all():
        assert sum(page.count(f'"{one.get_absolute_url()}"') for page in pages) == 1
    for day in (2, 10, 11):
        assert sum(f"IJkpunt op {day} maart" in page for page in pages) == 1
    assert visitor.get(LIST, {"pagina": 999}).text == pages[-1]


def test_an_empty_calendar_shows_a_way_forward(visitor):
    assert "Er staat nog niets in de kalender" in visitor.get(LIST).text
    assert "Toon alles" in visitor.get(LIST, {"thema": "bestaat-niet"}).text
    assert "Deze maand staat er niets gepland" in visitor.get(MONTH).text


def test_a_month_shows_what_is_closed_and_leads_to_the_next(visitor):
    met(make_table("Crisis"), date(2027, 4, 27))
    make_closed(date(2027, 4, 24), date(2027, 5, 2), name="Meivakantie")

    page = visitor.get(MONTH, {"maand": "2027-04"}).text

    assert page.count("Meivakantie") == 9
    assert 'href="?maand=2027-05"' in page
    assert 'href="?maand=2027-03"' in page
    assert "10.00 uur Crisis" in page


def test_the_wheel_says_what_the_list_says(visitor):
    table = make_table("Crisis")
    for day in (date(2027, 3, 9), date(2027, 3, 11), date(2027, 11, 2)):
        met(table, day)
    make_milestone("Contractvoortgang in januari", date(2027, 1, 1), date(2027, 1, 31))
    make_closed(date(2027, 7, 10), date(2027, 8, 22), name="Zomervakantie")

    page = visitor.get(YEAR).text

    assert "Jaarwiel van 2027: 4 momenten" in page
    assert 'aria-label="maart: 2 momenten, deze maand"' in page
    assert page.count('href="#maand-3"') == 2
    assert page.count('id="maand-3"') == 1
    assert "Vanaf 5 maart: Crisis (di 9 maart 2027, 10.00 uur), Crisis (do 11 maart 2027, 10.00 uur)" in page
    assert "<title>Zomervakantie</title>" in page
    assert "9 maart: Crisis" in page
    assert page.count('<details class="more year__month" open>') == 1
    assert 'href="?jaar=2028"' in page


@pytest.mark.parametrize("path", [LIST, MONTH, YEAR])
def test_much_is_asked_in_as_many_questions_as_little_and_again_in_hardly_any(sign_in, gemeente, path):
    browser, table = sign_in(gemeente), make_table("Crisis")

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert browser.get(path).status_code == 200
        return len(questions)

    met(table, date(2027, 3, 2))
    asked()
    kept.forget()
    few = asked()
    again = asked()
    for number in range(120):
        met(make_table(f"Nog een {number}"), date(2027, 3, 1) + timedelta(days=number % 25))
    kept.forget()

    assert asked() == few
    # On PostgreSQL one more, that says for whom it works.
    assert asked() == again <= 7


def test_the_page_of_a_full_year_is_not_too_heavy(visitor):
    tables = [make_table(f"Een tafel met een lange naam over samenwerken rond crisis {number}") for number in range(10)]
    for number in range(300):
        met(tables[number % 10], date(2027, 1, 4) + timedelta(days=number), place="Gemeentehuis Noordoostpolder")

    page = visitor.get(YEAR)

    assert len(gzip.compress(page.content)) < 60_000
    assert make_meeting(tables[0]).get_absolute_url() not in page.text
