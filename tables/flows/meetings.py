"""Planning the meetings of a table, calling one off, and saying that one was held."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.commons.templatetags.ui import day, moment
from leerlandschap.network.models import Person, User
from tables.models import Meeting, Openness, Seat, Table

AHEAD, AGO = timedelta(days=2 * 366), timedelta(days=366)

ENDED = "Deze tafel is beëindigd; er komen geen bijeenkomsten meer bij."
TOO_SHORT = "De eindtijd moet na de begintijd liggen."
TOO_FAR = "Kies een dag tussen een jaar geleden en twee jaar vooruit."
TAKEN = "Deze tafel komt dan al bijeen: {moment}. Kies een andere dag of tijd."
NOTHING = "Kies minstens één datum."
SETTLED = "Deze bijeenkomst is al gehouden of geannuleerd. Kijk op de planning hoe het ervoor staat."
NOT_YET = "Deze bijeenkomst is nog niet begonnen. Markeer haar als gehouden als ze geweest is."


class Session(NamedTuple):
    """From when to when, and where."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""


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
        _tell(coming[0], "meetings.planned", by=by)
    return meetings


@transaction.atomic
def cancel(meeting: Meeting, *, by: User | None) -> Meeting:
    """Call a planned meeting off; who sits there is told when it was still to come. Raises ValidationError."""
    meeting = _settle(meeting, Meeting.State.CANCELLED)
    audit.record(by, "meeting.cancelled", on=meeting.table, at=meeting.starts_at.isoformat())
    if meeting.starts_at > timezone.now():
        _tell(meeting, "meeting.cancelled", by=by)
    return meeting


@transaction.atomic
def mark_held(meeting: Meeting, *, by: User | None) -> Meeting:
    """Say that a meeting took place. Raises ValidationError before it began, or when it was settled already."""
    if meeting.starts_at > timezone.now():
        raise ValidationError(NOT_YET)
    meeting = _settle(meeting, Meeting.State.HELD)
    audit.record(by, "meeting.held", on=meeting.table, at=meeting.starts_at.isoformat())
    return meeting


def told_of(table: Table) -> list[Person]:
    """Who hears of the dates of a table: whoever holds a chair there."""
    seats = Seat.objects.at(table).accepted()
    return list(Person.objects.filter(pk__in=seats.values("person")))


def _plan(table: Table, session: Session, *, by: User | None, ad_hoc: bool) -> Meeting:
    _refuse_strange(session)
    others = table.meetings.exclude(state=Meeting.State.CANCELLED)
    if clash := others.filter(starts_at__lt=session.ends_at, ends_at__gt=session.starts_at).first():
        raise ValidationError(TAKEN.format(moment=moment(clash.starts_at)))
    over = session.ends_at <= timezone.now()
    meeting = Meeting.objects.create(
        table=table,
        ad_hoc=ad_hoc,
        state=Meeting.State.HELD if over else Meeting.State.PLANNED,
        **session._asdict(),
    )
    audit.record(by, "meeting.planned", on=table, at=session.starts_at.isoformat(), ad_hoc=ad_hoc)
    return meeting


def _refuse_strange(session: Session) -> None:
    """Raises ValidationError for a meeting that ends before it begins, or so far away that somebody mistyped."""
    now = timezone.now()
    if session.ends_at <= session.starts_at:
        raise ValidationError({"ends": TOO_SHORT})
    if not now - AGO <= session.starts_at <= now + AHEAD:
        raise ValidationError({"day": TOO_FAR})


def _settle(meeting: Meeting, state: str) -> Meeting:
    """Move a planned meeting on, under its table's lock. Raises ValidationError when somebody did so before."""
    table = Table.objects.select_for_update().get(pk=meeting.table_id)
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.table = table
    if not meeting.is_planned():
        raise ValidationError(SETTLED)
    meeting.state = state
    meeting.save(update_fields=["state"])
    _changed(table)
    return meeting


def _changed(table: Table) -> None:
    Table.objects.filter(pk=table.pk).update(version=F("version") + 1)


def _tell(meeting: Meeting, code: str, *, by: User | None) -> None:
    """A letter to everybody at the table but who did it; of a table that is besloten it does not say which."""
    table = meeting.table
    facts = {
        "table": "Overleg" if table.openness == Openness.CLOSED else table.name,
        "date": day(meeting.starts_at),
    }
    notices.tell_all(
        [
            notices.to(person, code, key=f"{code}:{meeting.ref}:{person.pk}", path=table.get_absolute_url(), **facts)
            for person in told_of(table)
            if person.user_id is None or person.user_id != getattr(by, "pk", None)
        ]
    )
