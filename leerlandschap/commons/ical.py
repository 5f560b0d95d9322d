"""Calendar files (RFC 5545, RFC 5546): what a mail carries along, and the text that feeds are joined of.

The library writes every property, so that nothing in a name or a place can become a line of its own. An event says when,
where and that there is something; who else comes, what it is about and the link to a video meeting never stand in it.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import icalendar
from django.utils.dateparse import parse_datetime
from icalendar.parser import Contentline

ZONE = "Europe/Amsterdam"
PRODUCT = "-//Sociaal Domein Flevoland//Het leerlandschap//NL"
NO_SUMMARY = "SUMMARY:\r\n"
REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Event:
    """One event as calendars know it: `uid` is kept for good, `sequence` rises at every change."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    place: str
    url: str
    sequence: int
    changed_at: datetime
    cancelled: bool = False

    def as_facts(self) -> dict:
        """The same as JSON can hold it."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value for name, value in asdict(self).items()
        }

    @classmethod
    def from_facts(cls, facts: dict) -> "Event":
        """What `as_facts` gave."""
        moments = {name: parse_datetime(facts[name]) for name in ("starts_at", "ends_at", "changed_at")}
        return cls(**facts | moments)


def message(method: str, events: Iterable[Event], *, organiser: str, attendee: str) -> str:
    """The calendar part of a mail: a request or a cancellation names one attendee, who gets the mail, and nobody else."""
    calendar = _calendar(method)
    for event in events:
        component = _component(event)
        if method != PUBLISH:
            component.add("organizer", _address(organiser, CN="Het leerlandschap"))
            component.add("attendee", _attendee(attendee))
        calendar.add_component(component)
    return calendar.to_ical().decode()


def text_of(event: Event) -> str:
    """An event as it is kept for the feeds, with an empty summary: a table may be renamed or closed after it was written."""
    return _component(event, summary="").to_ical().decode()


def feed(name: str, events: Iterable[tuple[str, str]], *, alarm: bool = False) -> bytes:
    """A calendar to subscribe to, of the kept texts of events and what each is called."""
    head = _feed_head(name)
    texts = [text.replace(NO_SUMMARY, _summary_line(summary), 1) for text, summary in events]
    body = "".join(texts)
    if alarm:
        body = body.replace("END:VEVENT\r\n", _alarm() + "END:VEVENT\r\n")
    return (head + body + "END:VCALENDAR\r\n").encode()


@cache
def _summary_line(summary: str) -> str:
    """The summary as a folded line; as many as there are names of tables."""
    line = Contentline.from_parts("SUMMARY", icalendar.Parameters(), icalendar.vText(summary))
    return line.to_ical().decode() + "\r\n"


def _feed_head(name: str) -> str:
    calendar = _calendar(PUBLISH)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", icalendar.vDuration.from_ical("PT1H"), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar.to_ical().decode().removesuffix("END:VCALENDAR\r\n")


@cache
def _alarm() -> str:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Bijeenkomst in het leerlandschap")
    alarm.add("trigger", icalendar.vDuration.from_ical("-PT1H"))
    return alarm.to_ical().decode()


def _calendar(method: str) -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_zone())
    return calendar


def _component(event: Event, summary: str | None = None) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed_at.astimezone(UTC))
    component.add("last-modified", event.changed_at.astimezone(UTC))
    for name, moment in (("dtstart", event.starts_at), ("dtend", event.ends_at)):
        component.add(name, moment.astimezone(ZoneInfo(ZONE)))
    component.add("summary", event.summary if summary is None else summary)
    if event.place:
        component.add("location", event.place)
    component.add("url", event.url)
    component.add("description", f"Bekijk de bijeenkomst in het leerlandschap: {event.url}")
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    return component


def _attendee(address: str) -> icalendar.vCalAddress:
    # Answers go by the link in the mail: the portal reads no mail.
    return _address(address, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="FALSE")


def _address(address: str, **parameters: str) -> icalendar.vCalAddress:
    found = icalendar.vCalAddress(f"mailto:{address}")
    found.params.update(parameters)
    return found


def _zone() -> icalendar.Timezone:
    """Amsterdam by rule, as Outlook reads it: from the last Sunday of March to the last of October it is summer time."""
    zone = icalendar.Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(_season(icalendar.TimezoneDaylight(), "CEST", 3, hour=2, since=1, to=2))
    zone.add_component(_season(icalendar.TimezoneStandard(), "CET", 10, hour=3, since=2, to=1))
    return zone


def _season(season, name: str, month: int, *, hour: int, since: int, to: int):
    season.add("tzname", name)
    season.add("dtstart", datetime(1996, month, 31 if month == 3 else 27, hour))
    season.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
    season.add("tzoffsetfrom", timedelta(hours=since))
    season.add("tzoffsetto", timedelta(hours=to))
    return season
