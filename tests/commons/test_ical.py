"""Calendar files: what one library writes, another reads back; and nothing in a name becomes a line of its own."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlandschap.commons import ical
from tests.calendars import read, value

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
EVIL = 'Crisis; "a", b\\c\r\nATTENDEE:mailto:kwaad@voorbeeld.nl\r\nX:' + "é" * 60


def event(**fields) -> ical.Event:
    start = datetime(2027, 7, 6, 9, 30, tzinfo=AMSTERDAM)
    standard = {
        "uid": "5f0c", "starts_at": start, "ends_at": start + timedelta(hours=2), "summary": "Crisis", "place": "Urk",
        "url": "https://localhost/bijeenkomsten/5f0c/", "sequence": 3, "changed_at": datetime(2026, 11, 22, tzinfo=UTC),
    }  # fmt: skip
    return ical.Event(**standard | fields)


def invitation(method: str = ical.REQUEST, **fields) -> str:
    return ical.message(method, [event(**fields)], organiser="portaal@voorbeeld.nl", attendee="anna@voorbeeld.nl")


@pytest.mark.parametrize(("month", "offset"), [(1, 1), (3, 1), (4, 2), (7, 2), (10, 2), (11, 1)])
def test_the_hour_is_that_of_amsterdam_in_summer_and_in_winter(month, offset):
    start = datetime(2027, month, 6, 9, 30, tzinfo=AMSTERDAM)

    found = read(invitation(starts_at=start, ends_at=start + timedelta(hours=1)))

    assert value(found.vevent, "dtstart").utcoffset() == timedelta(hours=offset)
    assert value(found.vevent, "dtstart") == start
    assert "TZID:Europe/Amsterdam" in invitation()
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in invitation()


def test_an_invitation_names_its_reader_and_nobody_else():
    found = read(invitation())

    assert value(found, "method") == "REQUEST"
    assert [one.value for one in found.vevent.contents["attendee"]] == ["mailto:anna@voorbeeld.nl"]
    assert found.vevent.attendee.params["RSVP"] == ["FALSE"]
    assert value(found.vevent, "organizer") == "mailto:portaal@voorbeeld.nl"
    assert (value(found.vevent, "uid"), value(found.vevent, "sequence")) == ("5f0c", "3")
    assert value(found.vevent, "status") == "CONFIRMED"


def test_a_cancellation_says_so_twice():
    found = read(invitation(ical.CANCEL, cancelled=True))

    assert (value(found, "method"), value(found.vevent, "status")) == ("CANCEL", "CANCELLED")


def test_a_list_of_dates_has_no_attendee():
    text = ical.message(ical.PUBLISH, [event(), event(uid="6a")], organiser="p@voorbeeld.nl", attendee="a@voorbeeld.nl")

    assert "ATTENDEE" not in text
    assert [value(one, "uid") for one in read(text).vevent_list] == ["5f0c", "6a"]


def test_what_stands_in_a_name_or_place_makes_no_line_of_its_own():
    found = read(invitation(summary=EVIL, place=EVIL))

    assert value(found.vevent, "summary").replace("\n", "\r\n") == EVIL
    assert len(found.vevent.contents["attendee"]) == 1
    assert "x" not in found.vevent.contents


def test_an_event_comes_back_out_of_a_sealed_letter():
    assert ical.Event.from_facts(event().as_facts()) == event()


# --- feeds ----------------------------------------------------------------------------------------------------------------


@given(names=st.lists(st.text(max_size=80), max_size=4), place=st.text(max_size=160))
def test_a_feed_of_kept_texts_is_read_back_as_it_was_meant(names, place):
    kept = [(ical.text_of(event(uid=f"u{at}", place=place)), name) for at, name in enumerate(names)]

    found = icalendar.Calendar.from_ical(ical.feed("Mijn agenda", kept))

    assert [str(one["uid"]) for one in found.walk("VEVENT")] == [f"u{at}" for at in range(len(names))]
    assert all(not one.errors for one in found.walk())


def test_a_feed_says_what_each_event_is_called_now():
    feed = ical.feed("Mijn agenda", [(ical.text_of(event(uid="a")), EVIL), (ical.text_of(event(uid="b")), "Thuis")])

    found = read(feed)

    assert [value(one, "summary") for one in found.vevent_list] == [EVIL.replace("\r\n", "\n"), "Thuis"]
    assert icalendar.Calendar.from_ical(feed).calendar_name == "Mijn agenda"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in feed


def test_an_empty_feed_is_a_calendar_too():
    assert icalendar.Calendar.from_ical(ical.feed("Niets", [])).walk("VEVENT") == []


def test_with_an_alarm_every_event_rings_an_hour_before():
    plain, ringing = (ical.feed("A", [(ical.text_of(event()), "Crisis")] * 2, alarm=alarm) for alarm in (False, True))

    assert b"VALARM" not in plain
    assert [len(one.valarm_list) for one in read(ringing).vevent_list] == [1, 1]
    assert value(read(ringing).vevent_list[0].valarm, "trigger") == timedelta(hours=-1)
