"""Running a meeting: beginning it, noting who is there, and minuting each item, by as many people as like to at once."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.flows import cycles, drafts, outcomes
from tables.models import AgendaItem, Attendance, Meeting, Minutes, Table

NOT_TODAY = "Deze bijeenkomst is pas op {day}. Je begint haar op de dag zelf."
NOT_PLANNED = "Deze bijeenkomst is al begonnen, gehouden of geannuleerd. Ververs de pagina."
NOT_BEGUN = "Begin de bijeenkomst eerst; dan kun je noteren."
CLOSED = "Deze bijeenkomst is gesloten. Wat er niet klopt, verbeter je in het verslag."
NO_AGENDA = "Dit punt staat niet op de agenda van een bijeenkomst."
NOTED_HERE = "Bij dit punt is iets genoteerd, dus het is besproken. Haal dat eerst weg."
TOO_LONG = "Het verslag van één punt past in 20.000 tekens. Maak er een tweede agendapunt van, of kort het in."


class Stale(Exception):
    """Somebody else saved the notes of an item meanwhile; `item` holds them as they are now."""

    def __init__(self, item: AgendaItem) -> None:
        super().__init__(item.title)
        self.item = item


@transaction.atomic
def begin(meeting: Meeting, *, by: User) -> Meeting:
    """Open a planned meeting on its day, or after it. Raises ValidationError before, and when it began already."""
    meeting = locked(meeting)
    if meeting.state != Meeting.State.PLANNED:
        raise ValidationError(NOT_PLANNED)
    on = timezone.localdate(meeting.starts_at)
    if timezone.localdate() < on:
        raise ValidationError(NOT_TODAY.format(day=f"{on:%-d-%-m-%Y}"))
    meeting.state = Meeting.State.RUNNING
    meeting.save(update_fields=["state"])
    cycles.show(meeting.table)
    audit.record(by, "meeting.begun", on=meeting.table, at=meeting.starts_at.isoformat())
    return meeting


@transaction.atomic
def note_presence(meeting: Meeting, presences: Mapping[int, str], *, organisations: Mapping[int, int | None], by: User):
    """Note who is there: by the key of a person how; `organisations` says for whom each sits there.

    Who gave no answer beforehand gets a row of their own. Raises ValidationError when the meeting is not open.
    """
    meeting = open_meeting(meeting)
    there = {one.person_id: one for one in meeting.attendances.select_for_update()}
    for person, presence in presences.items():
        row = there.get(person) or Attendance(meeting=meeting, person_id=person)
        row.organisation_id = row.organisation_id or organisations.get(person)
        row.presence = presence
        row.save()
    counts = {value: list(presences.values()).count(value) for value in Attendance.Presence.values}
    audit.record(by, "attendance.noted", on=meeting.table, at=meeting.starts_at.isoformat(), **counts)


@transaction.atomic
def minute(
    item: AgendaItem,
    *,
    notes: str | None,
    seen: int,
    by: User,
    line: outcomes.Line | None = None,
    discussed: bool = False,
) -> AgendaItem:
    """Save what was written at an item (None: it was not touched) and the outcome in `line`, both or neither.

    What has notes or an outcome was discussed; `discussed` says so without either. Raises Stale when somebody saved
    other notes than `seen` (their version) meanwhile, and ValidationError when the meeting is not open.
    """
    item = held(item)
    if notes is not None and notes.strip() != item.notes:
        _write(item, notes.strip(), seen, by=by)
    if line is not None:
        outcomes.note(item, line, by=by)
    if line is not None or discussed or item.notes:
        _mark_discussed(item)
    drafts.drop(by, drafts.place_of(item))
    return item


@transaction.atomic
def set_aside(item: AgendaItem, *, by: User) -> AgendaItem:
    """Say that an item was not discussed after all. Raises ValidationError when something was noted there."""
    item = held(item)
    if item.notes or any(getattr(item, name).exists() for name in NOTED):
        raise ValidationError(NOTED_HERE)
    item.state, item.discussed_at = AgendaItem.State.PLANNED, None
    item.save(update_fields=["state", "discussed_at"])
    audit.record(by, "item.set_aside", on=item.table, item=str(item.ref))
    return item


# What an item can have brought.
NOTED = ("decisions", "actions", "insights", "questions", "working_agreements", "examples")


# --- shared with closing ------------------------------------------------------------------------------------------------


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, under its table's lock. Raises ValidationError for one without a table."""
    table = Table.objects.select_for_update().get(pk=meeting.table_id)
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    meeting.table = table
    return meeting


def open_meeting(meeting: Meeting) -> Meeting:
    """The meeting, locked, while it is minuted. Raises ValidationError before it began and after it was closed."""
    meeting = locked(meeting)
    if meeting.state in {Meeting.State.CONCEPT, Meeting.State.PLANNED}:
        raise ValidationError(NOT_BEGUN)
    if meeting.state == Meeting.State.CANCELLED or Minutes.objects.filter(meeting=meeting).exists():
        raise ValidationError(CLOSED)
    return meeting


def held(item: AgendaItem) -> AgendaItem:
    """The item as it is now, under its table's lock, while its meeting is minuted. Raises ValidationError."""
    if item.meeting_id is None:
        raise ValidationError(NO_AGENDA)
    meeting = open_meeting(item.meeting)
    item = AgendaItem.objects.on_agenda().select_for_update(of=("self",)).filter(meeting=meeting, pk=item.pk).first()
    if item is None:
        raise ValidationError(NO_AGENDA)
    item.meeting, item.table = meeting, meeting.table
    return item


def _write(item: AgendaItem, notes: str, seen: int, *, by: User) -> None:
    if item.notes_version != seen:
        raise Stale(item)
    if len(notes) > AgendaItem._meta.get_field("notes").max_length:
        raise ValidationError({"notes": TOO_LONG})
    item.notes, item.notes_version = notes, seen + 1
    item.save(update_fields=["notes", "notes_version"])
    audit.record(by, "item.minuted", on=item.table, item=str(item.ref), version=item.notes_version)


def _mark_discussed(item: AgendaItem) -> None:
    if item.state != AgendaItem.State.DISCUSSED:
        item.state, item.discussed_at = AgendaItem.State.DISCUSSED, timezone.now()
        item.save(update_fields=["state", "discussed_at"])
