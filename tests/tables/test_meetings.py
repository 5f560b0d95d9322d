"""Planning meetings, calling one off, and saying that one was held: the flows and their pages."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent, Letter, Notice
from leerlandschap.network.models import Person
from tables import year_ahead
from tables.flows import meetings
from tables.flows.meetings import Session
from tables.models import Involvement, Meeting, Openness, Seat, Table
from tests.factories import make_calendar, make_closed, make_cycle, make_meeting, make_person, make_seat, make_table

pytestmark = pytest.mark.django_db
HOURS = {"begins": "09:30", "ends": "11:30", "place": "Stadhuis Lelystad"}


def session(in_days: int, *, hour: int = 13, minutes: int = 120, place: str = "Emmeloord") -> Session:
    day = timezone.localdate() + timedelta(days=in_days)
    start = timezone.make_aware(datetime.combine(day, time(hour)))
    return Session(start, start + timedelta(minutes=minutes), place)


def path(name: str, thing) -> str:
    return reverse(name, args=[thing.slug if isinstance(thing, Table) else thing.ref])


# --- the flows ------------------------------------------------------------------------------------------------------------


def test_a_planned_meeting_shows_on_the_very_next_visit(visitor, clm):
    table = make_table()
    before = visitor.get(table.get_absolute_url()).text

    meetings.plan(table, session(30), by=clm)

    after = visitor.get(table.get_absolute_url()).text
    assert "Emmeloord" not in before
    assert "Emmeloord" in after
    assert AuditEvent.objects.get(code="meeting.planned").object_name == table.name


def test_several_are_planned_together_or_none_of_them(clm):
    table = make_table()
    make_meeting(table, in_days=20)

    with pytest.raises(ValidationError, match="komt dan al bijeen"):
        meetings.plan_all(table, [session(10), session(20, hour=10)], by=clm)
    assert table.meetings.count() == 1

    version = Table.objects.get().version
    assert len(meetings.plan_all(table, [session(40), session(10)], by=clm)) == 2
    assert Table.objects.get().version == version + 1
    assert [one.ad_hoc for one in table.meetings.all()] == [False] * 3


def test_two_that_overlap_each_other_are_refused(clm):
    with pytest.raises(ValidationError, match="komt dan al bijeen"):
        meetings.plan_all(make_table(), [session(10), session(10, hour=14)], by=clm)


def test_meetings_may_follow_each_other_on_a_day_and_take_the_place_of_a_cancelled_one(clm):
    table = make_table()
    first = meetings.plan(table, session(10, hour=9), by=clm)
    meetings.plan(table, session(10, hour=11), by=clm)
    meetings.cancel(first, by=clm)

    meetings.plan(table, session(10, hour=9), by=clm)

    assert table.meetings.standing().count() == 2


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: session(10, minutes=0), "na de begintijd"),
        (lambda: session(10, minutes=-30), "na de begintijd"),
        (lambda: session(800), "twee jaar vooruit"),
        (lambda: session(-400), "een jaar geleden"),
    ],
)
def test_a_strange_meeting_is_refused_with_a_sentence(clm, made, sentence):
    with pytest.raises(ValidationError, match=sentence):
        meetings.plan(make_table(), made(), by=clm)


def test_without_a_date_or_after_the_end_of_the_table_nothing_is_planned(clm):
    with pytest.raises(ValidationError, match="minstens één datum"):
        meetings.plan_all(make_table(), [], by=clm)
    with pytest.raises(ValidationError, match="beëindigd"):
        meetings.plan(make_table(state=Table.State.ENDED), session(10), by=clm)


def test_the_database_keeps_two_meetings_of_a_table_apart():
    table = make_table()
    make_meeting(table)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_meeting(table)
    make_meeting(table, state=Meeting.State.CANCELLED)


def test_a_day_that_has_passed_comes_in_as_held_and_nobody_is_mailed(clm):
    table = make_table()
    make_seat(table)

    meeting = meetings.plan(table, session(-10), ad_hoc=True, by=clm)

    assert (meeting.state, meeting.ad_hoc) == (Meeting.State.HELD, True)
    assert not Letter.objects.exists()


def test_who_sits_there_is_told_once_of_several_dates_and_who_planned_them_is_not(voorzitter):
    table = make_table("Crisis", chair=voorzitter.person)
    member = make_seat(table).person
    make_seat(table, voorzitter.person)
    make_seat(table, state=Seat.State.REQUESTED)

    meetings.plan_all(table, [session(30), session(10)], by=voorzitter)

    notice = Notice.objects.get()
    assert notice.person == member
    assert notice.facts["table"] == "Crisis"
    assert str((timezone.localdate() + timedelta(days=10)).year) in notice.facts["date"]
    assert Letter.objects.get().address == member.email


def test_the_mail_of_a_closed_table_does_not_say_which(clm):
    table = make_table("Een gevoelige tafel", openness=Openness.CLOSED)
    make_seat(table)

    meetings.cancel(meetings.plan(table, session(30), by=clm), by=clm)

    assert {notice.facts["table"] for notice in Notice.objects.all()} == {"Overleg"}
    assert Notice.objects.count() == 2


def test_a_cancelled_meeting_goes_from_the_page_and_the_table_hears_at_once(visitor, clm):
    table = make_table("Crisis")
    make_seat(table)
    meeting = make_meeting(table, place="De Meerpaal")

    meetings.cancel(meeting, by=clm)

    assert "De Meerpaal" not in visitor.get(table.get_absolute_url()).text
    assert Notice.objects.get().code == "meeting.cancelled"
    assert AuditEvent.objects.filter(code="meeting.cancelled").exists()


def test_one_that_did_not_take_place_is_called_off_without_a_mail(clm):
    table = make_table()
    make_seat(table)

    meetings.cancel(make_meeting(table, in_days=-3), by=clm)

    assert not Letter.objects.exists()


def test_a_meeting_is_held_once_and_only_after_it_began(clm):
    table = make_table()
    past = make_meeting(table, in_days=-3)

    assert meetings.mark_held(past, by=clm).state == Meeting.State.HELD

    with pytest.raises(ValidationError, match="al gehouden"):
        meetings.mark_held(past, by=clm)
    with pytest.raises(ValidationError, match="al gehouden"):
        meetings.cancel(past, by=clm)
    with pytest.raises(ValidationError, match="nog niet begonnen"):
        meetings.mark_held(make_meeting(table), by=clm)


# --- what the planner knows of a table ------------------------------------------------------------------------------------

# A Monday, with a whole year of closed days known.
MONDAY = "2027-01-04 09:00+01:00"


@pytest.fixture
def early_monday(time_machine):
    """That Monday, with an empty calendar; first among a story's fixtures, so that its people are of that time."""
    time_machine.move_to(MONDAY, tick=False)
    return timezone.localdate()


@pytest.fixture
def monday(early_monday, db):
    make_calendar(early_monday + timedelta(days=500))
    return early_monday


def theme_table(**fields) -> Table:
    return make_table(kind=Table.Kind.THEMATAFEL, rhythm_min=5, rhythm_max=8, **fields)


def met(table: Table, day, *, hour: int = 13, ad_hoc: bool = False, state: str = Meeting.State.PLANNED) -> Meeting:
    start = timezone.make_aware(datetime.combine(day, time(hour)))
    ends = start + timedelta(hours=3)
    return Meeting.objects.create(table=table, starts_at=start, ends_at=ends, place="Urk", ad_hoc=ad_hoc, state=state)


def test_a_table_is_planned_on_its_own_weekday_hours_and_place(monday):
    table = theme_table(place="")
    for weeks in (-12, -6):
        met(table, monday + timedelta(weeks=weeks, days=3), state=Meeting.State.HELD)

    year = year_ahead.of(table, on=monday)

    assert (year.habit.begins, year.habit.ends, year.habit.place) == (time(13), time(16), "Urk")
    assert {proposal.day.weekday() for proposal in year.proposals} == {3}
    assert year.sees_the_whole_year


def test_a_new_table_is_planned_on_tuesday_mornings_in_the_middle_of_its_rhythm(monday):
    year = year_ahead.of(make_table(place="Almere"), on=monday)

    assert (year.habit.weekday, year.habit.begins, year.habit.place) == (1, time(9, 30), "Almere")
    assert (year.times, len(year.proposals)) == (5, 5)


@pytest.mark.parametrize(("weeks", "times"), [(10, 5), (26, 2), (3, 9), (52, 2)])
def test_a_leertafel_goes_on_as_often_as_it_met_within_its_rhythm(monday, weeks, times):
    table = make_table()
    for number in range(1, 4):
        met(table, monday - timedelta(weeks=weeks * number), state=Meeting.State.HELD)

    assert year_ahead.usual_times(table, list(table.meetings.all())) == times


@pytest.mark.parametrize(("weeks", "times"), [(5, 5), (7, 7), (2, 5), (20, 8)])
def test_a_thematafel_goes_on_with_its_weeks_within_its_rhythm(monday, weeks, times):
    table = theme_table()
    for number in range(1, 4):
        met(table, monday - timedelta(weeks=weeks * number), state=Meeting.State.HELD)

    assert year_ahead.of(table, on=monday).times == times


def test_an_ad_hoc_meeting_does_not_move_the_proposals_but_takes_its_own_day(monday):
    table = theme_table()
    met(table, monday - timedelta(weeks=2, days=-1), state=Meeting.State.HELD)
    before = [one.day for one in year_ahead.of(table, on=monday).proposals]

    met(table, before[0] + timedelta(days=8), ad_hoc=True)
    assert [one.day for one in year_ahead.of(table, on=monday).proposals] == before

    met(table, before[0], ad_hoc=True)
    after = year_ahead.of(table, on=monday).proposals
    assert before[0] not in [one.day for one in after]
    assert "deze tafel komt dan al bijeen" in [passed.reason for passed in after[0].passed]


def test_days_on_which_members_meet_elsewhere_are_passed_over_with_a_count_and_no_names(monday):
    table, other, leads = theme_table(), make_table(), make_table(chair=make_person(name="Wim"))
    shared = [make_person(), make_person()]
    for person in shared:
        make_seat(table, person)
        make_seat(other, person)
    make_seat(table, leads.chair)
    wished = year_ahead.of(table, on=monday).proposals[0].day
    met(other, wished)
    met(leads, wished, hour=17)
    met(make_table(), wished)

    proposal = year_ahead.of(table, on=monday).proposals[0]

    assert proposal.day != wished
    assert [passed.reason for passed in proposal.passed if passed.day == wished] == [
        "3 leden zitten dan aan een andere tafel"
    ]


@pytest.mark.parametrize("why", ["reader", "earlier round", "declined", "cancelled"])
def test_who_need_not_be_there_blocks_no_day(monday, why):
    table, other, person = theme_table(), make_table(), make_person()
    make_seat(table, person)
    seat = make_seat(other, person)
    meeting = met(other, year_ahead.of(table, on=monday).proposals[0].day)
    if why == "reader":
        Seat.objects.filter(pk=seat.pk).update(involvement=Involvement.READER)
    elif why == "earlier round":
        other.cycles.update(ended_on=monday)
        make_cycle(other, number=2)
    elif why == "declined":
        Seat.objects.filter(pk=seat.pk).update(state=Seat.State.DECLINED)
    else:
        Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)

    assert year_ahead.busy_days(table, monday, monday + timedelta(days=365)) == {}


def test_a_year_is_asked_in_as_many_questions_for_much_as_for_little(monday):
    table = theme_table()

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            year_ahead.of(table, on=monday)
        return len(questions)

    few = asked()
    for number in range(25):
        other, person = make_table(), make_person()
        make_seat(table, person)
        make_seat(other, person)
        met(other, monday + timedelta(days=10 * number))
        met(table, monday + timedelta(days=400 + number))
        make_closed(monday + timedelta(days=11 * number))

    assert asked() == few <= 7


# --- the pages ------------------------------------------------------------------------------------------------------------


def test_the_chosen_proposals_are_planned_at_once(monday, sign_in, voorzitter):
    table = theme_table(chair=voorzitter.person)
    browser = sign_in(voorzitter)
    days = [one.day.isoformat() for one in year_ahead.of(table, on=monday).proposals]
    page = browser.get(path("planning", table)).text
    assert all(f'value="{day}"' in page for day in days)

    answer = browser.post(
        path("planning", table), {"days": days[:2], **HOURS, "place": "Urk", "once": "a"}, follow=True
    )

    assert "2 bijeenkomsten zijn gepland" in answer.text
    assert [timezone.localdate(one.starts_at).isoformat() for one in table.meetings.all()] == days[:2]
    assert {(one.place, timezone.localtime(one.starts_at).time()) for one in table.meetings.all()} == {
        ("Urk", time(9, 30))
    }


def test_the_same_form_sent_twice_plans_once(monday, sign_in, clm):
    table = theme_table()
    day = year_ahead.of(table, on=monday).proposals[0].day.isoformat()

    for _time in range(2):
        assert sign_in(clm).post(path("planning", table), {"days": [day], **HOURS, "once": "a"}).status_code == 302

    assert table.meetings.count() == 1


def test_another_weekday_and_pace_may_be_asked_in_the_address(monday, sign_in, clm):
    table = theme_table()

    page = sign_in(clm).get(path("planning", table), {"dag": "do", "ritme": "8"}).text

    assert '<option value="do" selected>donderdag</option>' in page
    assert "8 weken na de vorige" in page
    assert "ma 1 februari" not in page


@pytest.mark.parametrize(
    "address", [{"dag": "zo"}, {"ritme": "99"}, {"ritme": "x" * 5000}, {"dag": "\0", "ritme": "-1"}]
)
def test_nonsense_in_the_address_is_as_nothing_said(monday, sign_in, clm, address):
    answer = sign_in(clm).get(path("planning", theme_table()), address)

    assert answer.status_code == 200
    assert '<option value="di" selected>' in answer.text


def test_a_proposal_that_went_meanwhile_is_refused_and_the_new_ones_are_shown(monday, sign_in, clm):
    table, browser = theme_table(), sign_in(clm)
    day = year_ahead.of(table, on=monday).proposals[0].day
    make_closed(day)

    answer = browser.post(path("planning", table), {"days": [day.isoformat()], **HOURS})

    assert answer.status_code == 200
    assert "De voorstellen zijn intussen veranderd" in answer.text
    assert "meivakantie (regio Noord)" in answer.text
    assert not table.meetings.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"days": []}, "Kies minstens één datum"),
        ({"begins": "11:30", "ends": "9.30"}, "De eindtijd moet na de begintijd liggen"),
        ({"begins": "half tien"}, "Vul een tijd in, bijvoorbeeld 9.30"),
        ({"place": "x" * 1000}, "160"),
        ({"days": ["gisteren"]}, "De voorstellen zijn intussen veranderd"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_planned(monday, sign_in, clm, typed, sentence):
    table = theme_table()
    day = year_ahead.of(table, on=monday).proposals[0].day.isoformat()

    answer = sign_in(clm).post(path("planning", table), {"days": [day], **HOURS} | typed)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert not table.meetings.exists()


def test_the_page_says_until_when_the_closed_days_are_known(early_monday, sign_in, clm):
    table, browser = theme_table(), sign_in(clm)
    assert "zijn nog niet ingevuld" in browser.get(path("planning", table)).text

    make_calendar(early_monday + timedelta(days=100))

    assert "bekend tot en met wo 14 april 2027" in browser.get(path("planning", table)).text


def test_a_date_by_hand_on_a_closed_day_is_planned_with_a_warning(sign_in, clm):
    table, day = make_table(), timezone.localdate() + timedelta(days=30)
    make_closed(day, kind="public_holiday", name="Koningsdag")
    typed = {"day": f"{day:%d-%m-%Y}", "begins": "9.30", "ends": "11.00", "place": "", "ad_hoc": "on"}

    page = sign_in(clm).post(path("meeting-add", table), typed, follow=True).text

    assert "Let op" in page
    assert table.meetings.get().ad_hoc
    assert "ad hoc" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"day": ""}, "Kies een dag"),
        ({"day": "32-1-2027"}, "Vul een dag in"),
        ({"day": "0001-01-01"}, "twee jaar vooruit"),
        ({"day": "9999-12-31"}, "twee jaar vooruit"),
        ({"ends": "09:30"}, "na de begintijd"),
        ({"place": "a\0b"}, "Null-tekens"),
    ],
)
def test_a_date_by_hand_that_cannot_be_is_told(sign_in, clm, typed, sentence):
    table, day = make_table(), timezone.localdate() + timedelta(days=30)

    answer = sign_in(clm).post(path("meeting-add", table), {"day": day.isoformat(), **HOURS} | typed)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert not table.meetings.exists()


def test_calling_off_says_first_to_how_many(sign_in, clm):
    table = make_table("Crisis")
    make_seat(table)
    make_seat(table)
    meeting, browser = make_meeting(table), sign_in(clm)

    assert "2 mensen krijgen meteen een mail" in browser.get(path("meeting-cancel", meeting)).text
    page = browser.post(path("meeting-cancel", meeting), {"once": "a"}, follow=True).text
    assert "gaat niet door" in page
    assert Meeting.objects.get().state == Meeting.State.CANCELLED

    refused = browser.post(path("meeting-cancel", meeting), {"once": "b"})
    assert "al gehouden of geannuleerd" in refused.text


def test_a_meeting_that_passed_waits_to_be_said_how_it_went(sign_in, clm):
    meeting, browser = make_meeting(make_table(), in_days=-3), sign_in(clm)
    planning = path("planning", meeting.table)
    assert "Zeg hoe het ging" in browser.get(planning).text

    page = browser.post(path("meeting-held", meeting), {"once": "a"}, follow=True).text

    assert "is gehouden" in page
    assert "Zeg hoe het ging" not in page
    assert "Geweest (1)" in page
    assert "al gehouden" in browser.post(path("meeting-held", meeting), {"once": "b"}, follow=True).text


def test_nobody_is_named_on_the_planning(monday, sign_in, voorzitter):
    table, other = theme_table(chair=voorzitter.person), make_table()
    person = make_person(name="Geheime Persoon")
    make_seat(table, person)
    make_seat(other, person)
    met(other, year_ahead.of(table, on=monday).proposals[0].day)

    page = sign_in(voorzitter).get(path("planning", table)).text

    assert "1 lid zit dan aan een andere tafel" in page
    assert "Geheime Persoon" not in page
    assert other.name not in page.replace(table.name, "")
    assert Person.objects.filter(name="Geheime Persoon").exists()
