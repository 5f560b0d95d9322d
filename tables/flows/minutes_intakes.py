"""Bringing old reports along to a table: keep a document for a preview, then make it the minutes of a meeting of long ago."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, files
from leerlandschap.commons.documents import taken_in
from leerlandschap.commons.documents.taken_in import Words
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import User
from tables.flows import intakes, meetings, minutes, papers
from tables.flows.meetings import Session
from tables.models import AgendaItem, Intake, Meeting, Minutes, Table

REPORTS = (files.DOCX, files.ODT)
MOST_BYTES = 10 * files.MEGABYTE
MOST_AT_ONCE = 12

TOO_MANY = "Kies hoogstens {most} verslagen tegelijk."
NOTHING_IN_IT = "We vinden geen tekst in dit document. Is het een scan of een foto, typ dan over wat je wilt bewaren."
HAS_REPORT = "Van {day} is er al een verslag. Kijk bij de verslagen van de tafel of kies een andere dag."
IN_COCKPIT = "Voor {day} staat er een agenda in het portaal. Maak het verslag daar, of kies een andere dag."
GOING_ON = "De bijeenkomst van {day} is nog bezig. Sluit haar eerst, of kies een andere dag."
TITLE = "Het verslag zoals het was"


@dataclass(frozen=True)
class Report:
    """What is made of a document: when the meeting was, its parts (heading and text), who reads it, and how far it was."""

    session: Session
    parts: Sequence[tuple[str, str]]
    level: str
    adopted: bool = False
    # Whether the document itself hangs on the meeting as a paper.
    keep_file: bool = False


@transaction.atomic
def bring_in(table: Table, uploads: Sequence[UploadedFile], *, by: User) -> list[Intake]:
    """Keep documents for a preview, unreadable on the disk; nothing of them is taken over yet.

    Raises ValidationError when one of them cannot be read, saying which.
    """
    if len(uploads) > MOST_AT_ONCE:
        raise ValidationError(TOO_MANY.format(most=MOST_AT_ONCE))
    return [_bring_in(table, upload, several=len(uploads) > 1, by=by) for upload in uploads]


def read(intake: Intake) -> Words:
    """What the document says. Raises ValidationError when it is gone."""
    try:
        if intake.file is None:
            raise FileNotFoundError
        with files.open(intake.file) as stream:
            return taken_in.read(stream, _kind(intake.file_name))
    except FileNotFoundError as error:
        raise ValidationError(intakes.TIDIED) from error


@transaction.atomic
def take_over(intake: Intake, report: Report, *, by: User) -> Minutes:
    """Make the report the minutes of a meeting that was held, and let the document go.

    The meeting is the one of that day, or is written down. Raises ValidationError for a day that is not over, has a report or
    is minuted in the portal, for an openness wider than the table's, and when the intake was settled before.
    """
    intake = intakes.held(intake)
    table = Table.objects.select_for_update().get(pk=intake.table_id)
    meeting = _meeting(table, report, by)
    made = minutes.take_over(meeting, report.parts, level=report.level, adopted=report.adopted, by=by)
    if report.keep_file:
        _hang(intake, meeting, report.level, by)
    intakes.let_go(intake, Intake.State.COMMITTED)
    return made


def _bring_in(table: Table, upload: UploadedFile, *, several: bool, by: User) -> Intake:
    try:
        kind = files.check(upload, allowed=REPORTS, max_size=MOST_BYTES)
        if not taken_in.read(upload, kind.extension[1:]).pieces:
            raise ValidationError(NOTHING_IN_IT)
        upload.seek(0)
        file = files.keep(upload, allowed=REPORTS, max_size=MOST_BYTES, sealed=True)
    except ValidationError as error:
        which = f"‘{files.shown_name(upload.name, files.DOCX).removesuffix('.docx')}’: " if several else ""
        raise ValidationError([f"{which}{sentence}" for sentence in error.messages]) from error
    audit.record(by, "intake.brought_in", on=table, size=file.size, kind=Intake.Kind.MINUTES.value)
    return Intake.objects.create(
        kind=Intake.Kind.MINUTES, table=table, file=file, file_name=file.name, made_by=by, made_at=timezone.now()
    )


def _kind(name: str) -> str:
    return name.rpartition(".")[2]


def _meeting(table: Table, report: Report, by: User) -> Meeting:
    """The meeting of that day, or a new one in the past."""
    on = timezone.localdate(report.session.starts_at)
    there = list(table.meetings.standing().on_days(on, on).order_by("starts_at"))
    if not there:
        return meetings.write_down(table, report.session, by=by)
    meeting = next((one for one in there if not hasattr(one, "report")), None)
    _refuse(meeting, on)
    if meeting.is_planned():
        meetings.mark_held(meeting, by=by)
    return meeting


def _refuse(meeting: Meeting | None, on: date) -> None:
    """Raises ValidationError when the meeting of a day cannot get a report from outside."""
    if meeting is None:
        raise ValidationError({"day": HAS_REPORT.format(day=day(on))})
    if meeting.ends_at > timezone.now():
        raise ValidationError({"day": meetings.NOT_HELD})
    if meeting.state == Meeting.State.RUNNING:
        raise ValidationError({"day": GOING_ON.format(day=day(on))})
    if AgendaItem.objects.on_agenda().filter(meeting=meeting).exists():
        raise ValidationError({"day": IN_COCKPIT.format(day=day(on))})


def _hang(intake: Intake, meeting: Meeting, level: str, by: User) -> None:
    """The document as a paper of the meeting; without who made it, as every paper."""
    with files.open(intake.file) as stream:
        document = SimpleUploadedFile(intake.file_name, stream.read(), intake.file.content_type)
    papers.hang(meeting, document, title=TITLE, level=level, by=by)
