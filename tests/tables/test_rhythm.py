"""Whether a table keeps the rhythm that was agreed."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tables import rhythm
from tables.flows import meetings
from tables.models import Meeting, Table
from tables.rhythm import Bounds, Tempo
from tests.factories import make_cycle, make_meeting, make_table

LONG_AGO = date(2020, 1, 1)
MIDSUMMER = date(2027, 7, 1)


def leertafel(**fields) -> Table:
    return Table(kind=Table.Kind.LEERTAFEL, state=Table.State.RUNNING, rhythm_min=2, rhythm_max=9, **fields)


def thematafel(**fields) -> Table:
    return Table(kind=Table.Kind.THEMATAFEL, state=Table.State.RUNNING, rhythm_min=5, rhythm_max=8, **fields)


def days(*pairs: tuple[int, int]) -> list[date]:
    return [date(2027, month, day) for month, day in pairs]


def judge(table: Table, met: list[date], *, on: date = MIDSUMMER, since: date = LONG_AGO):
    return rhythm.judge(table, met, on=on, since=since)


def test_a_leertafel_that_met_once_says_what_was_agreed():
    verdict = judge(leertafel(), days((3, 2)))

    assert verdict.tempo == Tempo.RARE
    assert verdict.sentence == "Deze tafel kwam dit jaar 1 keer bijeen; afgesproken is 2 tot 9 keer."


def test_what_is_planned_counts_and_what_lies_in_another_year_does_not():
    assert judge(leertafel(), days((3, 2), (10, 5))).is_steady

    verdict = judge(leertafel(), [date(2026, 11, 3), date(2028, 1, 11), date(2027, 10, 5)])
    assert verdict.sentence == (
        "Deze tafel komt dit jaar 1 keer bijeen, waarvan 1 keer nog gepland; afgesproken is 2 tot 9 keer."
    )


@pytest.mark.parametrize(("count", "tempo"), [(0, Tempo.RARE), (2, Tempo.STEADY), (9, Tempo.STEADY), (10, Tempo.OFTEN)])
def test_the_bounds_themselves_are_in_rhythm(count, tempo):
    assert judge(leertafel(), [date(2027, 1, 5) + timedelta(days=7 * number) for number in range(count)]).tempo == tempo


@pytest.mark.parametrize(("began", "tempo"), [(date(2027, 2, 1), Tempo.RARE), (date(2027, 8, 1), Tempo.STEADY)])
def test_a_table_that_began_this_year_need_not_make_up_for_what_lay_before(began, tempo):
    assert judge(leertafel(), [], since=began).tempo == tempo


def test_a_thematafel_is_counted_in_weeks():
    steady = judge(thematafel(), days((6, 1), (7, 13), (9, 7)))
    assert steady.is_steady

    rare = judge(thematafel(), days((6, 1), (9, 7)))
    assert rare.tempo == Tempo.RARE
    assert rare.sentence == (
        "Tussen di 1 juni 2027 en di 7 september 2027 zitten 14 weken; afgesproken is elke 5 à 8 weken."
    )

    often = judge(thematafel(), days((6, 22), (7, 6)))
    assert often.tempo == Tempo.OFTEN
    assert "zitten 2 weken" in often.sentence


def test_a_few_days_do_not_break_a_rhythm_of_weeks():
    assert judge(thematafel(), days((6, 24), (7, 27))).is_steady  # 33 days
    assert judge(thematafel(), days((6, 1), (7, 29))).is_steady  # 58 days


def test_what_went_wrong_before_the_last_meeting_is_not_held_against_a_table():
    assert judge(thematafel(), days((1, 5), (6, 22))).is_steady


@pytest.mark.parametrize(("last", "steady"), [((5, 6), True), ((5, 5), False)])
def test_a_thematafel_without_dates_is_told_when_its_weeks_are_over(last, steady):
    verdict = judge(thematafel(), days(last))

    assert verdict.is_steady == steady
    if not steady:
        assert verdict.sentence == (
            "Deze tafel kwam 8 weken geleden voor het laatst bijeen, en er is niets gepland; afgesproken is elke 5 à 8 weken."
        )


def test_a_thematafel_that_never_met_is_counted_from_its_start():
    assert judge(thematafel(), [], since=MIDSUMMER - timedelta(weeks=8)).is_steady
    assert (
        "loopt 9 weken en kwam nog niet bijeen"
        in judge(thematafel(), [], since=MIDSUMMER - timedelta(weeks=9)).sentence
    )


@pytest.mark.parametrize("state", [Table.State.PREPARING, Table.State.PAUSED, Table.State.ENDED])
def test_a_table_that_does_not_run_has_no_rhythm_to_keep(state):
    table = leertafel()
    table.state = state

    assert judge(table, []).is_steady


@pytest.mark.parametrize(
    ("table", "bounds"),
    [(leertafel(), Bounds(41, 182)), (thematafel(), Bounds(35, 56))],
    ids=["leertafel", "thematafel"],
)
def test_the_bounds_in_days(table, bounds):
    assert rhythm.bounds_of(table) == bounds


def test_a_rhythm_of_nothing_breaks_nothing():
    table = leertafel()
    table.rhythm_min = table.rhythm_max = 0

    assert rhythm.bounds_of(table) == Bounds(365, 365)
    assert judge(table, []).is_steady


# --- with the database ----------------------------------------------------------------------------------------------------


def make_old_table(**fields) -> Table:
    """A table whose first round began years ago, and that went on to a next phase today."""
    table = make_table(cycle=False, **fields)
    make_cycle(table, started_on=LONG_AGO)
    table.cycles.update(phase_since=timezone.localdate())
    return table


@pytest.fixture
def midsummer(time_machine):
    time_machine.move_to("2027-07-01 12:00+02:00", tick=False)


@pytest.mark.django_db
def test_ad_hoc_and_cancelled_meetings_do_not_count(midsummer):
    table = make_old_table()
    make_meeting(table, in_days=-30, state=Meeting.State.HELD)
    make_meeting(table, in_days=-20, state=Meeting.State.HELD, ad_hoc=True)
    make_meeting(table, in_days=20, state=Meeting.State.CANCELLED)
    assert "1 keer" in rhythm.of(table).sentence

    make_meeting(table, in_days=40)

    assert rhythm.of(table).is_steady


@pytest.mark.django_db
def test_only_tables_out_of_rhythm_are_listed_in_as_many_questions_for_forty_as_for_two(midsummer):
    steady, rare = make_old_table(name="Vaak genoeg"), make_old_table(name="Te weinig")
    for days_from_now in (-40, 60):
        make_meeting(steady, in_days=days_from_now)

    def listed():
        with CaptureQueriesContext(
            connection,
        ) as questions:
            found = rhythm.out_of_rhythm(Table.objects.all(), timezone.localdate())
        return [table for table, _verdict in found], len(questions)

    tables, few = listed()
    assert tables == [rare]
    for _number in range(38):
        make_old_table()
    tables, many = listed()
    assert len(tables) == 39
    assert (few, many) == (3, 3)


@pytest.mark.django_db
def test_who_leads_a_table_reads_it_there_and_others_do_not(midsummer, sign_in, visitor, voorzitter, gemeente):
    table = make_old_table(chair=voorzitter.person)
    sentence = "Deze tafel kwam dit jaar 0 keer bijeen"

    page = sign_in(voorzitter).get(table.get_absolute_url()).text

    assert sentence in page
    assert reverse("planning", args=[table.slug]) in page
    for browser in (visitor, sign_in(gemeente)):
        page = browser.get(table.get_absolute_url()).text
        assert sentence not in page
        assert reverse("planning", args=[table.slug]) not in page


@pytest.mark.django_db
def test_tables_out_of_rhythm_stand_on_the_work_page_and_with_their_own_chair(
    midsummer, sign_in, clm, voorzitter, gemeente
):
    make_old_table(name="Te weinig", chair=voorzitter.person)
    make_old_table(name="Ook te weinig")
    steady = make_old_table(name="In ritme")
    for in_days in (-30, 30):
        make_meeting(steady, in_days=in_days)

    work = sign_in(clm).get("/werk/").text.split("Uit het ritme")[1].split("Gereedschap")[0]
    assert "Te weinig" in work
    assert "Ook te weinig" in work
    assert "In ritme" not in work
    assert "afgesproken is 2 tot 9 keer" in work

    own = sign_in(voorzitter).get("/mijn/").text.split("Uit het ritme")[1]
    assert "Te weinig" in own
    assert "Ook te weinig" not in own
    assert "Uit het ritme" not in sign_in(gemeente).get("/mijn/").text


@pytest.mark.django_db
def test_a_date_that_is_planned_takes_the_table_from_the_list_at_once(midsummer, sign_in, clm):
    table, browser = make_old_table(name="Te weinig"), sign_in(clm)
    assert "Te weinig" in browser.get("/werk/").text

    for days in (60, 120):
        starts_at = timezone.now() + timedelta(days=days)
        meetings.plan(table, meetings.Session(starts_at, starts_at + timedelta(hours=2)), by=clm)

    assert "Te weinig" not in browser.get("/werk/").text


@pytest.mark.django_db
def test_a_long_list_is_cut_short_and_counted(midsummer, sign_in, clm):
    for number in range(13):
        make_old_table(name=f"Stille tafel {number:02}")

    work = sign_in(clm).get("/werk/").text

    assert work.count("Stille tafel") == 10
    assert "En nog 3 tafels" in work
