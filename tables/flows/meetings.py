"""Planning the meetings of a table, moving one, calling one off, and saying that one was held."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit, ical
from leerlandschap.commons.templatetags.ui import moment
from leerlandschap.network.models import User
from tables.events import event_of
from tables.flows import agenda, meeting_letters, sessions, topics
from tables.flows.locks import meeting_now
from tables.models import Attendance, Meeting, Table

AHEAD, AGO = timedelta(days=2 * 366), timedelta(days=366)
# Tables in the region are younger than this.
LONG_AGO = timedelta(days=15 * 366)

ENDED = "Deze tafel is beëindigd; er komen geen bijeenkomsten meer bij."
TOO_SHORT = "De eindtijd moet na de begintijd liggen."
TOO_FAR = "Kies een dag tussen een jaar geleden en twee jaar vooruit."
NOT_HELD = "Vul een dag in die geweest is, hoogstens vijftien jaar geleden."
TAKEN = "Deze tafel komt dan al bijeen: {moment}. Kies een andere dag of tijd."
NOTHING = "Kies minstens één datum."
SETTLED = "Deze bijeenkomst is al gehouden of geannuleerd. Kijk op de planning hoe het ervoor staat."
BEFORE_NOW = "Kies een dag en tijd die nog komen. Wat al geweest is, verplaats je niet meer."
NOT_YET = "Deze bijeenkomst is nog niet begonnen. Markeer haar als gehouden als ze geweest is."


class Session(NamedTuple):
    """From when to when, where, and by which link."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    online_url: str = ""


@transaction.atomic
def plan(table: Table, session: Session, *, by: User | None, ad_hoc: bool = False) -> Meeting:
    """Put one meeting in the agenda; `ad_hoc` leaves the table's rhythm as it is. Raises ValidationError.

    One that is already over is written down as held.
    """
    return plan_all(table, [session], by=by, ad_hoc=ad_hoc)[0]


@transaction.atomic
def plan_all(table: Table, sessions: Sequence[Session], *, by: User | None, ad_hoc: bool = False) -> list[Meeting]:
    """Put several meetings in the agenda, or none when one of them can't be. Who sits there is told once.

    Raises ValidationError without a date, after the table ended, for a strange day, and where the table meets already.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    if not sessions:
        raise ValidationError(NOTHING)
    meetings = [_plan(table, session, by=by, ad_hoc=ad_hoc) for session in sorted(sessions)]
    _changed(table)
    coming = [meeting for meeting in meetings if meeting.state == Meeting.State.PLANNED]
    if coming:
        meeting_letters.invite(coming, by=by)
    return meetings


@transaction.atomic
def write_down(table: Table, session: Session, *, by: User | None) -> Meeting:
    """Write down a meeting that was held before the table came into the portal; nobody is told.

    Raises ValidationError after the table ended, for a day to come or so long ago that somebody mistyped, and where the table
    met already.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED)
    if session.ends_at <= session.starts_at:
        raise ValidationError({"ends": TOO_SHORT})
    if not timezone.now() - LONG_AGO <= session.starts_at or session.ends_at > timezone.now():
        raise ValidationError({"day": NOT_HELD})
    _refuse_clash(table, session)
    meeting = Meeting.objects.create(table=table, state=Meeting.State.HELD, **session._asdict())
    _write_for_feeds(meeting)
    _changed(table)
    audit.record(by, "meeting.written_down", on=table, at=session.starts_at.isoformat())
    return meeting


@transaction.atomic
def cancel(meeting: Meeting, *, by: User | None) -> Meeting:
    """Call a planned meeting off; who sits there is told when it was still to come. Raises ValidationError."""
    meeting = _settle(meeting, Meeting.State.CANCELLED)
    _write_as_changed(meeting)
    audit.record(by, "meeting.cancelled", on=meeting.table, at=meeting.starts_at.isoformat())
    topics.release(meeting, by=by)
    agenda.release(meeting, by=by)
    if meeting.starts_at > timezone.now():
        meeting_letters.cancelled(meeting, by=by)
        sessions.cancelled(meeting, by=by)
    return meeting


@transaction.atomic
def reschedule(meeting: Meeting, session: Session, *, by: User | None) -> Meeting:
    """Give a planned meeting another time, place or link; who sits there is told, and asked again when the time moved.

    Nothing is told when nothing changes. Raises ValidationError when it was settled, for a strange day or a day in the past,
    and where the table meets already.
    """
    meeting, before = _planned(meeting), meeting.starts_at.isoformat()
    changed = {name for name, value in session._asdict().items() if getattr(meeting, name) != value}
    if not changed:
        return meeting
    _refuse_strange(session)
    if session.starts_at <= timezone.now():
        raise ValidationError({"day": BEFORE_NOW})
    _refuse_clash(meeting.table, session, but=meeting)
    for name, value in session._asdict().items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(Session._fields))
    _write_as_changed(meeting)
    sessions.moved(meeting, by=by)
    if "starts_at" in changed:
        meeting.attendances.exclude(state=Attendance.State.DEPUTY).delete()
    _changed(meeting.table)
    audit.record(by, "meeting.moved", on=meeting.table, before=before, at=meeting.starts_at.isoformat())
    meeting_letters.moved(meeting, by=by)
    return meeting


@transaction.atomic
def mark_held(meeting: Meeting, *, by: User | None) -> Meeting:
    """Say that a meeting took place. Raises ValidationError before it began, or when it was settled already."""
    if meeting.starts_at > timezone.now():
        raise ValidationError(NOT_YET)
    meeting = _settle(meeting, Meeting.State.HELD)
    audit.record(by, "meeting.held", on=meeting.table, at=meeting.starts_at.isoformat())
    topics.talked_about(meeting, by=by)
    return meeting


def _plan(table: Table, session: Session, *, by: User | None, ad_hoc: bool) -> Meeting:
    _refuse_strange(session)
    _refuse_clash(table, session)
    over = session.ends_at <= timezone.now()
    meeting = Meeting.objects.create(
        table=table,
        ad_hoc=ad_hoc,
        state=Meeting.State.HELD if over else Meeting.State.PLANNED,
        **session._asdict(),
    )
    _write_for_feeds(meeting)
    audit.record(by, "meeting.planned", on=table, at=session.starts_at.isoformat(), ad_hoc=ad_hoc)
    return meeting


def _refuse_strange(session: Session) -> None:
    """Raises ValidationError for a meeting that ends before it begins, or so far away that somebody mistyped."""
    now = timezone.now()
    if session.ends_at <= session.starts_at:
        raise ValidationError({"ends": TOO_SHORT})
    if not now - AGO <= session.starts_at <= now + AHEAD:
        raise ValidationError({"day": TOO_FAR})


def _refuse_clash(table: Table, session: Session, *, but: Meeting | None = None) -> None:
    """Raises ValidationError when the table meets then already, apart from the meeting `but` itself."""
    others = table.meetings.exclude(state=Meeting.State.CANCELLED).exclude(pk=getattr(but, "pk", None))
    if clash := others.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).first():
        raise ValidationError(TAKEN.format(moment=moment(clash.starts_at)))


def _planned(meeting: Meeting) -> Meeting:
    """A planned meeting as it is now, under its table's lock. Raises ValidationError when it was settled before."""
    meeting = meeting_now(meeting)
    if not meeting.is_planned():
        raise ValidationError(SETTLED)
    return meeting


def _settle(meeting: Meeting, state: str) -> Meeting:
    """Move a planned meeting on. Raises ValidationError when somebody did so before."""
    meeting = _planned(meeting)
    meeting.state = state
    meeting.save(update_fields=["state"])
    _changed(meeting.table)
    return meeting


def _write_as_changed(meeting: Meeting) -> None:
    """Raise the number by which calendars outside know that this is a newer version."""
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    _write_for_feeds(meeting)


def _write_for_feeds(meeting: Meeting) -> None:
    meeting.ical = ical.text_of(event_of(meeting))
    meeting.save(update_fields=["sequence", "changed_at", "ical"])


def _changed(table: Table) -> None:
    Table.objects.filter(pk=table.pk).update(version=F("version") + 1)
