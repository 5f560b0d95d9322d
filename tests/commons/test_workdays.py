"""Which days are for work, which are closed and why, and that a reminder waits for a workday."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from leerlandschap.commons import bundles, landscape, notices, workdays
from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.models import ClosedPeriod, Letter
from leerlandschap.commons.workdays import Calendar
from tests.factories import make_closed, make_person

pytestmark = pytest.mark.django_db
Kind = ClosedPeriod.Kind
MONDAY = date(2027, 3, 1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def why(day: date) -> str:
    return Calendar.over(day - timedelta(days=40), day + timedelta(days=40)).closed_because(day)


def easter_of(year: int) -> date:
    """Easter Sunday by the rule of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def test_monday_to_friday_are_workdays():
    week = [workdays.is_workday(MONDAY + timedelta(days=number)) for number in range(7)]

    assert week == [True] * 5 + [False] * 2


def test_a_public_holiday_is_no_workday_and_a_school_holiday_is():
    make_closed(MONDAY, kind=Kind.PUBLIC_HOLIDAY)
    make_closed(MONDAY + timedelta(days=1))
    make_closed(MONDAY + timedelta(days=2), kind=Kind.CLOSED)

    assert [workdays.is_workday(MONDAY + timedelta(days=number)) for number in range(3)] == [False, True, True]


@pytest.mark.parametrize(("offset", "closed"), [(-1, False), (0, True), (1, True), (2, True), (3, False)])
def test_a_period_closes_its_first_and_its_last_day_and_what_lies_between(offset, closed):
    make_closed(MONDAY + timedelta(days=1), MONDAY + timedelta(days=3))

    assert bool(why(MONDAY + timedelta(days=1 + offset))) == closed


def test_a_closed_day_says_why_in_words():
    make_closed(MONDAY, name="Meivakantie")
    make_closed(MONDAY + timedelta(days=1), name="Koningsdag", kind=Kind.PUBLIC_HOLIDAY)
    make_closed(MONDAY + timedelta(days=2), name="Kantoor dicht", kind=Kind.CLOSED)

    reasons = [why(MONDAY + timedelta(days=number)) for number in (0, 1, 2, 3, 5)]

    assert reasons == ["meivakantie (regio Noord)", "Koningsdag", "Kantoor dicht", "", "weekend"]


def test_a_holiday_inside_a_school_holiday_is_named_by_the_holiday():
    make_closed(MONDAY, MONDAY + timedelta(days=8), name="Meivakantie")
    make_closed(MONDAY + timedelta(days=1), name="Koningsdag", kind=Kind.PUBLIC_HOLIDAY)

    assert why(MONDAY + timedelta(days=1)) == "Koningsdag"


def test_what_was_removed_and_what_holds_in_another_region_closes_nothing():
    make_closed(MONDAY, removed=True)
    make_closed(MONDAY, region="Midden")

    assert why(MONDAY) == ""


def test_a_calendar_asks_the_database_once(django_assert_num_queries):
    make_closed(MONDAY)

    with django_assert_num_queries(1):
        calendar = Calendar.over(MONDAY, MONDAY + timedelta(days=365))
        closed = [day for number in range(365) if calendar.closed_because(day := MONDAY + timedelta(days=number))]

    assert MONDAY in closed


@pytest.mark.parametrize("fields", [{"last_day": MONDAY - timedelta(days=1)}, {"source": ""}])
def test_the_database_refuses_a_period_that_ends_before_it_begins_or_that_nobody_can_check(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedPeriod.objects.filter(pk=make_closed(MONDAY).pk).update(**fields)


def test_the_calendar_is_filled_until_the_first_of_its_two_kinds_runs_out():
    assert ClosedPeriod.objects.filled_until() is None
    make_closed(date(2028, 9, 2))
    assert ClosedPeriod.objects.filled_until() is None

    make_closed(date(2027, 12, 26), kind=Kind.PUBLIC_HOLIDAY)
    make_closed(date(2040, 12, 26), kind=Kind.PUBLIC_HOLIDAY, removed=True)
    make_closed(date(2041, 12, 26), region="Midden")

    assert ClosedPeriod.objects.filled_until() == date(2027, 12, 26)


# --- the one mail a day -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "letters"), [(Kind.PUBLIC_HOLIDAY, 0), (Kind.SCHOOL_HOLIDAY, 1), (Kind.CLOSED, 1)], ids=str
)
def test_no_reminder_goes_on_a_public_holiday_and_it_goes_the_day_after(kind, letters):
    make_closed(MONDAY, kind=kind)
    notices.tell(make_person(), "seat.asked", key="k", path="/", bundled=True, table="Crisis")

    bundles.send_due(datetime(2027, 3, 1, 10, tzinfo=AMSTERDAM))
    assert Letter.objects.count() == letters

    bundles.send_due(datetime(2027, 3, 2, 10, tzinfo=AMSTERDAM))
    assert Letter.objects.count() == 1


# --- the calendar as it is shipped --------------------------------------------------------------------------------------


@pytest.fixture
def shipped(db):
    landscape.calendar(Loader())


def test_easter_is_where_the_rule_puts_it():
    assert {year: landscape.easter(year) for year in landscape.YEARS} == {
        year: easter_of(year) for year in landscape.YEARS
    }


def test_the_public_holidays_of_2027_are_the_known_ones(shipped):
    known = ["01-01", "03-28", "03-29", "04-27", "05-05", "05-06", "05-16", "05-17", "12-25", "12-26"]

    found = ClosedPeriod.objects.of_kinds(Kind.PUBLIC_HOLIDAY).filter(first_day__year=2027)

    assert [f"{one.first_day:%m-%d}" for one in found] == known
    assert why(date(2027, 5, 6)) == "Hemelvaartsdag"


def test_good_friday_is_closed_for_planning_and_a_workday_all_the_same(shipped):
    assert why(date(2027, 3, 26)) == "Goede Vrijdag"
    assert workdays.is_workday(date(2027, 3, 26))
    assert "niet voor iedereen" in ClosedPeriod.objects.get(first_day=date(2027, 3, 26)).source


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2027, 2, 23), "voorjaarsvakantie (regio Noord)"),
        (date(2027, 8, 20), "zomervakantie (regio Noord)"),
        (date(2027, 8, 23), ""),
        (date(2027, 10, 22), "herfstvakantie (regio Noord)"),
        (date(2028, 1, 7), "kerstvakantie (regio Noord)"),
        (date(2028, 8, 25), "zomervakantie (regio Noord)"),
        (date(2028, 8, 28), ""),
    ],
)
def test_the_school_holidays_are_those_of_region_noord(shipped, day, reason):
    assert why(day) == reason


def test_school_holidays_run_from_a_saturday_to_a_sunday_and_never_touch(shipped):
    holidays = list(ClosedPeriod.objects.of_kinds(Kind.SCHOOL_HOLIDAY))

    assert {(one.first_day.weekday(), one.last_day.weekday()) for one in holidays} == {(5, 6)}
    assert all(before.last_day < after.first_day for before, after in zip(holidays, holidays[1:], strict=False))
    weeks = {"Herfst": 1, "Kerst": 2, "Voorja": 1, "Meivak": 1, "Zomerv": 6}
    for one in holidays:
        expected = next(count for start, count in weeks.items() if one.name.startswith(start))
        assert round((one.last_day - one.first_day).days / 7) in {expected, expected + (expected == 2)}, one


def test_every_shipped_row_says_where_it_is_written_and_comes_once(shipped):
    count = ClosedPeriod.objects.count()

    landscape.calendar(loader := Loader())

    assert ClosedPeriod.objects.count() == count
    assert not loader.made + loader.renewed
    assert not ClosedPeriod.objects.filter(code=None).exists()
    assert ClosedPeriod.objects.filled_until() >= date(2028, 12, 31)


def test_what_the_office_changed_or_removed_is_not_brought_in_again(shipped):
    ClosedPeriod.objects.filter(code="2027-koningsdag").update(edited=True, removed=True)
    ClosedPeriod.objects.filter(code="2026-2027-meivakantie").update(edited=True, last_day=date(2027, 5, 9))
    ClosedPeriod.objects.filter(code="2026-2027-herfstvakantie").update(name="Oude naam")

    landscape.calendar(Loader())

    assert why(date(2027, 5, 7)) == "meivakantie (regio Noord)"
    assert ClosedPeriod.objects.get(code="2027-koningsdag").removed
    assert ClosedPeriod.objects.get(code="2026-2027-herfstvakantie").name == "Herfstvakantie"
