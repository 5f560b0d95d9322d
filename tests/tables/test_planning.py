"""Dates for the year ahead: pure computing, on days that are given."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tables import planning
from tables.planning import Stretch, Wish
from tables.rhythm import Bounds

TUESDAY, THURSDAY = 1, 3
FIRST = date(2027, 1, 4)
LAST = FIRST + timedelta(days=365)
THEME, LEARN = Bounds(35, 56), Bounds(41, 182)
SUMMER = (date(2027, 7, 10), date(2027, 8, 22))


def propose(*, regular=(), bounds=THEME, pace=42, weekday=TUESDAY, closed=None, first=FIRST, last=LAST):
    """The proposals for a stretch; `closed` gives why a day is not free."""
    return planning.propose(
        Stretch(first, last, tuple(regular)), bounds, Wish(pace, weekday), closed or (lambda day: "")
    )


def closed_from(first: date, last: date):
    return lambda day: "zomervakantie (regio Noord)" if first <= day <= last else ""


def gaps(days) -> list[int]:
    days = sorted(days)
    return [(after - before).days for before, after in zip(days, days[1:], strict=False)]


def test_a_year_without_obstacles_is_one_weekday_at_the_wished_pace():
    days = [one.day for one in propose()]

    assert {day.weekday() for day in days} == {TUESDAY}
    assert set(gaps(days)) == {42}
    assert days[0] == date(2027, 1, 5)
    assert (LAST - days[-1]).days < 56
    assert not any(one.passed for one in propose())


@pytest.mark.parametrize("times", range(2, 10))
def test_a_leertafel_meets_as_often_as_was_wished(times):
    found = propose(bounds=LEARN, pace=min(max(round(365 / times), 41), 182))

    assert abs(len(found) - times) <= 1
    assert len(found) <= 9


def test_the_first_date_follows_the_last_meeting_by_the_pace():
    assert propose(regular=[date(2026, 12, 15)])[0].day == date(2027, 1, 26)


def test_a_table_that_has_not_met_for_long_is_asked_to_meet_soon():
    first = propose(regular=[date(2026, 6, 2)])[0]

    assert first.day == date(2027, 1, 5)
    assert (first.late, first.weeks) == (True, 31)


def test_a_closed_day_is_passed_over_and_says_why():
    wished = date(2027, 5, 4)
    closed = lambda day: "meivakantie (regio Noord)" if day == wished else ""  # noqa: E731

    found = propose(regular=[date(2027, 3, 23)], closed=closed, first=date(2027, 4, 1), last=date(2027, 6, 1))

    assert found[0].day in {wished - timedelta(days=7), wished + timedelta(days=7)}
    assert [str(one) for one in found[0].passed] == ["di 4 mei 2027: meivakantie (regio Noord)"]


def test_the_summer_is_bridged_within_the_bounds_by_looking_ahead():
    """From 22 June every Tuesday that is five to eight weeks later lies in the holiday: an earlier date must move."""
    found = propose(regular=[date(2027, 5, 11)], closed=closed_from(*SUMMER), first=date(2027, 5, 12))

    days = [date(2027, 5, 11), *(one.day for one in found)]
    assert all(35 <= gap <= 56 for gap in gaps(days))
    assert not any(SUMMER[0] <= day <= SUMMER[1] for day in days)
    assert not any(one.late for one in found)


def test_where_no_free_day_lies_within_the_bounds_the_first_free_one_after_is_named_late():
    found = propose(
        regular=[date(2027, 1, 5)], closed=closed_from(date(2027, 1, 10), date(2027, 4, 4)), first=date(2027, 1, 19)
    )

    assert (found[0].day, found[0].late) == (date(2027, 4, 6), True)
    assert any("zomervakantie" in one.reason for one in found[0].passed)


def test_another_weekday_is_better_than_a_broken_rhythm():
    found = propose(regular=[date(2026, 12, 15)], closed=lambda day: "bezet" if day.weekday() == TUESDAY else "")

    assert found
    assert TUESDAY not in {one.day.weekday() for one in found}
    assert found[0].passed, "the Tuesdays that were wished for are named"


def test_what_is_planned_already_stays_and_the_rest_is_fitted_around_it():
    planned = [date(2027, 3, 2), date(2027, 9, 14)]

    days = [one.day for one in propose(regular=planned)]

    assert not set(days) & set(planned)
    assert all(abs((day - other).days) >= 35 for day in days for other in planned)
    assert any(planned[0] < day < planned[1] for day in days)


def test_a_day_next_to_what_is_planned_says_so():
    found = propose(regular=[date(2026, 12, 8), date(2027, 3, 2)], pace=56, last=date(2027, 4, 1))

    assert [one.day for one in found] == [date(2027, 1, 19)]
    assert [str(one) for one in found[0].passed] == [
        "di 26 januari 2027: vrij, maar dan komt een latere datum slechter uit",
        "di 2 februari 2027: te dicht op de bijeenkomst van di 2 maart 2027",
        "di 9 februari 2027: te dicht op de bijeenkomst van di 2 maart 2027",
    ]


def test_a_year_that_is_full_needs_no_proposals():
    every_six_weeks = [FIRST + timedelta(days=1 + 42 * number) for number in range(9)]

    assert propose(regular=every_six_weeks) == []


def test_without_one_free_day_there_is_nothing_to_propose():
    assert propose(closed=lambda day: "dicht") == []


DAYS = st.integers(min_value=-120, max_value=364).map(lambda number: FIRST + timedelta(days=number))


@given(
    shortest=st.integers(1, 60),
    more=st.integers(0, 120),
    regular=st.lists(DAYS, max_size=8),
    taken=st.sets(DAYS, max_size=120),
    holiday=st.tuples(DAYS, st.integers(0, 60)),
    weekday=st.integers(0, 4),
    wished=st.integers(1, 200),
)
def test_whatever_stands_in_the_agenda_proposals_are_free_apart_and_explained(
    shortest, more, regular, taken, holiday, weekday, wished
):
    bounds = Bounds(shortest, shortest + more)
    pace = min(max(wished, bounds.shortest), bounds.longest)
    off = {holiday[0] + timedelta(days=number) for number in range(holiday[1])}
    why_not = lambda day: "vakantie" if day in off else "bezet" if day in taken else ""  # noqa: E731

    found = propose(regular=regular, bounds=bounds, pace=pace, weekday=weekday, closed=why_not)

    days = [one.day for one in found]
    assert days == sorted(set(days))
    assert all(FIRST <= day <= LAST and day.weekday() < 5 and not why_not(day) for day in days)
    assert all(abs((day - other).days) >= shortest for day in days for other in regular)
    assert all(gap >= shortest for gap in gaps(days))
    for one in found:
        assert all(passed.reason for passed in one.passed)
        assert one.day not in {passed.day for passed in one.passed}
        if one.after is not None:
            assert one.late == ((one.day - one.after).days > bounds.longest)


@given(weekday=st.integers(0, 4), pace=st.integers(35, 56), start=st.integers(0, 364))
def test_one_summer_never_breaks_the_rhythm_of_a_thematafel(weekday, pace, start):
    first = date(2027, 1, 1) + timedelta(days=start)

    found = propose(
        pace=pace, weekday=weekday, closed=closed_from(*SUMMER), first=first, last=first + timedelta(days=365)
    )

    assert all(35 <= gap <= 56 for gap in gaps(one.day for one in found))
    assert len(found) >= 6
