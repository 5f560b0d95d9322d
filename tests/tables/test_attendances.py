"""A meeting's own page, moving one, the mails that put it in somebody's calendar, and saying whether one comes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail
from leerlandschap.commons.models import AuditEvent, Letter, Notice
from tables import events
from tables.flows import attendances, meetings, seats
from tables.flows.meetings import Session
from tables.models import Attendance, Meeting, Openness, Seat, Table
from tests.calendars import read, value
from tests.factories import make_meeting, make_organisation, make_person, make_seat, make_table
from tests.letters import link_in

pytestmark = pytest.mark.django_db
LINK = "https://vergaderen.voorbeeld.nl/kamer-7"


def later(meeting: Meeting, *, days: int = 7, **fields) -> Session:
    moved = {"starts_at": meeting.starts_at + timedelta(days=days), "ends_at": meeting.ends_at + timedelta(days=days)}
    return Session(**{**moved, "place": meeting.place, "online_url": meeting.online_url, **fields})


def calendar_of(letter: Letter):
    """The calendar part of a letter, as its receiver's mail program finds it."""
    message = mail.compose(letter).message()
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    found = read(parts[0].get_payload(decode=True))
    assert parts[0].get_param("method") == value(found, "method")
    return found


def planned(table: Table, in_days: int = 10) -> Session:
    start = timezone.now().replace(microsecond=0) + timedelta(days=in_days)
    return Session(start, start + timedelta(hours=2), "Urk", LINK)


# --- mails ----------------------------------------------------------------------------------------------------------------


def test_an_invitation_a_change_and_a_cancellation_are_one_event_in_three_versions(clm):
    table = make_table("Crisis")
    person = make_seat(table).person

    meeting = meetings.plan(table, planned(table), by=clm)
    moved = meetings.reschedule(meeting, later(meeting, place="Dronten"), by=clm)
    meetings.cancel(moved, by=clm)

    letters = list(Letter.objects.order_by("pk"))
    assert [letter.code for letter in letters] == ["meeting.invited", "meeting.moved", "meeting.cancelled"]
    calendars = [calendar_of(letter) for letter in letters]
    assert [value(one, "method") for one in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    assert {value(one.vevent, "uid") for one in calendars} == {str(meeting.ref)}
    assert [value(one.vevent, "sequence") for one in calendars] == ["0", "1", "2"]
    assert [value(one.vevent, "location") for one in calendars] == ["Urk", "Dronten", "Dronten"]
    assert {value(one.vevent, "attendee") for one in calendars} == {f"mailto:{person.email}"}
    assert value(calendars[1].vevent, "dtstart") == moved.starts_at.replace(microsecond=0)


def test_several_dates_come_in_one_mail_with_all_of_them_as_a_file(clm):
    table = make_table("Crisis")
    make_seat(table)

    meetings.plan_all(table, [planned(table, 10), planned(table, 20)], by=clm)

    found = calendar_of(Letter.objects.get())
    assert value(found, "method") == "PUBLISH"
    assert len(found.vevent_list) == 2


def test_neither_the_mail_nor_its_calendar_part_says_who_comes_or_where_the_video_meeting_is(clm):
    table = make_table("Een gevoelige tafel", openness=Openness.CLOSED)
    anna, berend = (
        make_seat(table, make_person(name="Anna")).person,
        make_seat(table, make_person(name="Berend")).person,
    )
    meeting = meetings.plan(table, planned(table), by=clm)
    attendances.answer(meeting, Seat.objects.get(person=berend), "coming", by=None)

    meetings.reschedule(meeting, later(meeting), by=clm)

    for letter in Letter.objects.filter(person=anna):
        raw = mail.compose(letter).message().as_string() + str(calendar_of(letter))
        assert "gevoelige" not in raw
        assert "Berend" not in raw
        assert berend.email not in raw
        assert LINK not in raw
        assert value(calendar_of(letter).vevent, "summary") == "Overleg"


def test_what_stands_in_a_mail_is_sealed_like_the_rest(clm):
    table = make_table("Crisis")
    make_seat(table)
    meetings.plan(table, planned(table), by=clm)

    letter = Letter.objects.get()

    assert "Urk" not in letter.sealed
    assert letter.content()["events"][0]["place"] == "Urk"


def test_a_deputy_hears_of_a_change_without_hearing_of_which_table(clm):
    table = make_table("Crisis")
    seat, deputy = make_seat(table), make_person("vervanger@voorbeeld.nl")
    meeting = make_meeting(table)
    Attendance.objects.create(
        meeting=meeting, person=seat.person, state="deputy", deputy=deputy, answered_at=timezone.now()
    )

    meetings.reschedule(meeting, later(meeting), by=clm)

    letter = Letter.objects.get(person=deputy)
    assert "Crisis" not in mail.compose(letter).message().as_string()
    assert Attendance.objects.filter(deputy=deputy).exists()


def test_who_joined_a_session_sees_the_link_and_gets_the_change_in_the_own_calendar(sign_in, gemeente, clm):
    table = make_table("Praten met gezinnen", kind=Table.Kind.THEMATAFEL)
    meeting = meetings.plan(table, planned(table), by=clm)
    page = sign_in(gemeente).get(meeting.get_absolute_url()).text
    assert LINK not in page
    assert reverse("session", args=[meeting.ref]) in page
    Attendance.objects.create(meeting=meeting, person=gemeente.person, state="coming", answered_at=timezone.now())
    assert LINK in sign_in(gemeente).get(meeting.get_absolute_url()).text

    moved = meetings.reschedule(meeting, later(meeting, days=0, place="Dronten"), by=clm)
    meetings.cancel(moved, by=clm)

    calendars = [calendar_of(letter) for letter in Letter.objects.filter(person=gemeente.person).order_by("pk")]
    assert [value(one, "method") for one in calendars] == ["REQUEST", "CANCEL"]
    assert value(calendars[0].vevent, "location") == "Dronten"
    assert {value(one.vevent, "uid") for one in calendars} == {str(meeting.ref)}


# --- moving ---------------------------------------------------------------------------------------------------------------


def test_a_meeting_moves_everywhere_at_once_and_everybody_is_asked_again(visitor, clm):
    table = make_table("Crisis")
    seat, meeting = make_seat(table), make_meeting(table, place="De Meerpaal")
    attendances.answer(meeting, seat, "coming", by=None)
    assert "De Meerpaal" in visitor.get(table.get_absolute_url()).text

    moved = meetings.reschedule(meeting, later(meeting, place="Emmeloord"), by=clm)

    page = visitor.get(table.get_absolute_url()).text
    assert "Emmeloord" in page
    assert "De Meerpaal" not in page
    assert not Attendance.objects.exists()
    assert AuditEvent.objects.get(code="meeting.moved").details["at"] == moved.starts_at.isoformat()
    assert "LOCATION:Emmeloord" in Meeting.objects.get().ical


def test_another_place_keeps_the_answers(clm):
    table = make_table()
    seat, meeting = make_seat(table), make_meeting(table)
    attendances.answer(meeting, seat, "coming", by=None)

    meetings.reschedule(meeting, later(meeting, days=0, place="Urk"), by=clm)

    assert Attendance.objects.get().state == "coming"


def test_nothing_changed_is_nothing_told(clm):
    table = make_table()
    make_seat(table)
    meeting = make_meeting(table)

    meetings.reschedule(meeting, later(meeting, days=0), by=clm)

    assert Meeting.objects.get().sequence == 0
    assert not Letter.objects.exists()


def test_a_meeting_moves_to_no_day_on_which_the_table_meets_and_to_none_that_has_been(clm):
    table = make_table()
    meeting, other = make_meeting(table), make_meeting(table, in_days=30)

    with pytest.raises(ValidationError, match="komt dan al bijeen"):
        meetings.reschedule(meeting, Session(other.starts_at, other.ends_at), by=clm)
    with pytest.raises(ValidationError, match="nog komen"):
        meetings.reschedule(meeting, later(meeting, days=-30), by=clm)
    with pytest.raises(ValidationError, match="al gehouden of geannuleerd"):
        meetings.reschedule(meetings.cancel(other, by=clm), later(other), by=clm)
    # A little later on its own day it is in nobody's way.
    meetings.reschedule(meeting, later(meeting, days=0, ends_at=meeting.ends_at + timedelta(hours=1)), by=clm)


def test_who_leads_the_table_moves_a_meeting_on_a_page_that_says_how_many_are_told(sign_in, voorzitter):
    table = make_table(chair=voorzitter.person)
    make_seat(table)
    meeting, browser = make_meeting(table), sign_in(voorzitter)
    path = reverse("meeting-move", args=[meeting.ref])
    day = timezone.localdate(meeting.starts_at) + timedelta(days=1)
    sent = {"day": day.isoformat(), "begins": "10.00", "ends": "12.00", "place": "Urk", "online_url": LINK, "once": "a"}

    page = browser.get(path).text
    assert "Eén persoon krijgt" in page
    assert 'value="Stadhuis Lelystad"' in page
    refused = browser.post(path, {**sent, "ends": "9.00", "online_url": "geen link"}).text
    assert "Plak hier de hele link" in refused
    assert browser.post(path, sent, follow=True).status_code == 200

    meeting.refresh_from_db()
    assert (timezone.localtime(meeting.starts_at).hour, meeting.place, meeting.online_url) == (10, "Urk", LINK)


# --- the page, and answering ----------------------------------------------------------------------------------------------


def test_a_visitor_sees_when_and_where_and_neither_the_link_nor_how_many_come(visitor, clm):
    table = make_table("Crisis")
    seat = make_seat(table)
    meeting = meetings.plan(table, planned(table), by=clm)
    attendances.answer(meeting, seat, "coming", by=None)

    page = visitor.get(meeting.get_absolute_url()).text

    assert "Urk" in page
    assert LINK not in page
    assert "aanmelding" not in page
    assert seat.person.name not in page


def test_who_sits_there_sees_the_link_and_a_count_and_answers(sign_in, aanbieder, clm):
    table = make_table("Crisis")
    make_seat(table, aanbieder.person)
    other = make_seat(table)
    meeting, browser = meetings.plan(table, planned(table), by=clm), sign_in(aanbieder)
    attendances.answer(meeting, other, "coming", by=None)

    page = browser.get(meeting.get_absolute_url()).text
    assert LINK in page
    assert "1 aanmelding" in page
    assert other.person.name not in page
    after = browser.post(meeting.get_absolute_url(), {"state": "coming", "once": "a"}, follow=True).text

    assert "we rekenen op je" in after
    assert "2 aanmeldingen" in after
    assert Attendance.objects.get(person=aanbieder.person).state == "coming"


def test_an_insider_without_a_seat_sees_no_link_and_cannot_answer(sign_in, gemeente, clm):
    meeting = meetings.plan(make_table(), planned(None), by=clm)
    browser = sign_in(gemeente)

    assert LINK not in browser.get(meeting.get_absolute_url()).text
    refused = browser.post(meeting.get_absolute_url(), {"state": "coming"})

    assert refused.status_code == 403
    assert "Schuif eerst aan" in refused.text


@pytest.mark.parametrize("sent", [{}, {"state": "deputy"}, {"state": "x\0"}])
def test_an_answer_that_is_none_is_asked_again(sign_in, aanbieder, sent):
    table = make_table()
    make_seat(table, aanbieder.person)
    meeting = make_meeting(table)

    page = sign_in(aanbieder).post(meeting.get_absolute_url(), sent)

    assert "Kies of je komt" in page.text
    assert not Attendance.objects.exists()


def test_who_has_no_account_answers_by_the_link_of_the_mail_and_looking_changes_nothing(visitor, clm):
    table = make_table("Crisis")
    person = make_seat(table, make_person("los@werk.example", name="Los")).person
    meetings.plan_all(table, [planned(table, 10), planned(table, 20)], by=clm)
    path = link_in(Letter.objects.get())
    path = path[path.index("/bijeenkomsten/") :]

    page = visitor.get(path).text
    assert "Dag Los" in page
    assert not Attendance.objects.exists()
    for answer in ("coming", "excused"):
        visitor.post(path, {"state": answer, "once": answer})

    assert Attendance.objects.get().state == "excused"
    assert Attendance.objects.get().person == person
    other = table.meetings.last()
    assert reverse("meeting-by-link", args=[other.ref, path.rstrip("/").rpartition("/")[2]]) in page


def test_the_link_answers_for_nobody_who_lost_the_chair(visitor, clm):
    table = make_table()
    seat = make_seat(table)
    meeting = meetings.plan(table, planned(table), by=clm)
    path = "/bijeenkomsten/" + link_in(Letter.objects.get()).partition("/bijeenkomsten/")[2]
    Seat.objects.filter(pk=seat.pk).update(state=Seat.State.WITHDRAWN)

    assert "geen plek meer" in visitor.get(path).text
    assert "heb je geen plek" in visitor.post(path, {"state": "coming"}).text
    assert meeting.attendances.count() == 0


def test_a_meeting_that_began_or_is_off_asks_nothing_any_more(sign_in, aanbieder, clm):
    table = make_table()
    seat = make_seat(table, aanbieder.person)
    past, off = make_meeting(table, in_days=-1), meetings.cancel(make_meeting(table), by=clm)

    for meeting in (past, off):
        assert 'name="state"' not in sign_in(aanbieder).get(meeting.get_absolute_url()).text
        with pytest.raises(ValidationError, match="al begonnen of gaat niet door"):
            attendances.answer(meeting, seat, "coming", by=aanbieder)
    assert "gaat niet door" in sign_in(aanbieder).get(off.get_absolute_url()).text


def test_a_besloten_meeting_is_not_there_for_outsiders(visitor, sign_in, gemeente):
    meeting = make_meeting(make_table(openness=Openness.CLOSED))

    assert visitor.get(meeting.get_absolute_url()).status_code == 404
    assert sign_in(gemeente).get(meeting.get_absolute_url()).status_code == 404


def test_a_meeting_that_came_in_without_text_gets_it_when_asked():
    meeting = make_meeting(make_table())

    assert f"UID:{meeting.ref}" in events.text_of(meeting)
    assert Notice.objects.count() == 0


def test_who_gave_the_chair_back_reads_no_more_of_a_table_that_is_not_public(visitor, clm):
    table = make_table("Een gevoelige tafel", openness=Openness.TABLE)
    seat = make_seat(table)
    meetings.plan(table, planned(table), by=clm)
    link = link_in(Letter.objects.get())
    assert visitor.get(link).status_code == 200

    seats.withdraw(seat, by=None)

    answer = visitor.get(link)
    assert answer.status_code == 410
    assert "gevoelige" not in answer.text


def test_the_link_of_a_deputy_is_not_made_of_the_name_of_the_table(clm):
    organisation = make_organisation(mail_domain="zorg.example")
    table = make_table("Gevoelig")
    seat, meeting = make_seat(table), make_meeting(table)
    seat.organisation = organisation
    seat.save()

    attendances.send_deputy(meeting, seat, name="Bo", email="bo@zorg.example", by=None)

    assert link_in(Letter.objects.get()) == meeting.get_absolute_url()


def test_whoever_gave_the_chair_back_is_expected_no_more_and_the_deputy_is_told(clm):
    table, organisation = make_table("Crisis"), make_organisation("De Populier", mail_domain="populier.example")
    person = make_person("noor@populier.example", organisation=organisation)
    seat = make_seat(table, person)
    seat.organisation = organisation
    seat.save()
    held, ahead, elsewhere = make_meeting(table, in_days=-20), make_meeting(table), make_meeting(make_table())
    Attendance.objects.create(meeting=held, person=person, state="coming", answered_at=timezone.now())
    Attendance.objects.create(meeting=elsewhere, person=person, state="coming", answered_at=timezone.now())
    attendances.send_deputy(ahead, seat, name="Sam", email="sam@populier.example", by=None)

    seats.withdraw(seat, by=None)

    assert set(Attendance.objects.values_list("meeting", flat=True)) == {held.pk, elsewhere.pk}
    assert Letter.objects.filter(address="sam@populier.example").last().code == "deputy.not_needed"
