"""Meetings as calendars outside the portal know them: in mails, and in feeds."""

from django.conf import settings

from leerlandschap.commons import ical
from tables.models import Meeting, Openness, Table

UNNAMED = "Overleg"
# What an event is made of.
FIELDS = (
    "ref", "starts_at", "ends_at", "place", "sequence", "changed_at", "state", "ical", "table__name", "table__openness",
    "gathering__kind", "gathering__ref",
)  # fmt: skip


def called(table: Table | None) -> str:
    """What a table is called outside the portal: of one that is besloten not even its name leaves it."""
    return UNNAMED if table is None or table.openness == Openness.CLOSED else table.name


def name_of(meeting: Meeting) -> str:
    """What a meeting is called outside the portal: its table, or what kind of gathering it is; never its title."""
    if meeting.gathering_id:
        return meeting.gathering.get_kind_display().capitalize()
    return called(meeting.table)


def event_of(meeting: Meeting) -> ical.Event:
    """The meeting as an event; its `ref` is the UID, for good."""
    return ical.Event(
        uid=str(meeting.ref),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        summary=name_of(meeting),
        place=meeting.place,
        url=settings.SITE_URL + meeting.get_absolute_url(),
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
        cancelled=meeting.state == Meeting.State.CANCELLED,
    )


def text_of(meeting: Meeting) -> str:
    """The meeting's text for the feeds as it was written at its last change; one that never had any gets it now."""
    return meeting.ical or ical.text_of(event_of(meeting))
