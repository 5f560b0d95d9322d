"""Bringing in a workbook of organisations, people and chairs: keep it for a preview, then take all of it over or nothing.

What holds for every intake stands at the end: what a table had before is brought in by `minutes_intakes` and
`action_intakes`.
"""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlandschap.commons import audit, files, spreadsheets
from leerlandschap.network.models import User
from tables.intake import plan as plans
from tables.intake.plan import Plan
from tables.models import Intake

MOST_BYTES = 5 * 1024 * 1024
# Long enough to come back to a preview after the weekend; the file is full of names and addresses.
KEEP_FILES = timedelta(days=7)

DECIDED = "Dit bestand is al overgenomen of weggegooid. Begin opnieuw als je nog iets wilt inlezen."
TIDIED = "Het bestand is er niet meer; na een week ruimen we het op. Kies het opnieuw om het in te lezen."
MOVED_ON = (
    "Intussen is er iets veranderd in het portaal. Kijk het voorbeeld hieronder nog eens na en neem het dan over."
)


@transaction.atomic
def bring_in(upload: UploadedFile, *, by: User) -> Intake:
    """Keep a workbook for a preview; nothing of it is taken over yet. Raises ValidationError when it cannot be read."""
    files.check(upload, allowed=files.SPREADSHEETS, max_size=MOST_BYTES)
    spreadsheets.read(upload)
    file = files.keep(upload, allowed=files.SPREADSHEETS, max_size=MOST_BYTES)
    intake = Intake.objects.create(file=file, file_name=file.name, made_by=by, made_at=timezone.now())
    audit.record(by, "intake.brought_in", on=intake, size=file.size)
    return intake


def preview(intake: Intake, *, by: User) -> Plan:
    """What taking over the workbook would do now. Raises ValidationError when its file is gone."""
    return plans.draw_up(sheets_of(intake), user=by, today=timezone.localdate())


def take_over(intake: Intake, *, seen: str, by: User) -> Intake:
    """Carry out the whole workbook, or nothing of it.

    `seen` is the fingerprint of the preview that was looked at; when the portal has changed since, so that something else
    would happen, it raises ValidationError, as it does when there are errors or when the intake was settled before.
    """
    try:
        with transaction.atomic():
            return _take_over(held(intake), seen, by)
    except IntegrityError as error:
        raise ValidationError(MOVED_ON) from error


@transaction.atomic
def discard(intake: Intake, *, by: User) -> Intake:
    """Throw a preview away, and its file with it. Raises ValidationError when it was settled before."""
    intake = held(intake)
    audit.record(by, "intake.discarded", on=intake.table or intake)
    return let_go(intake, Intake.State.DISCARDED)


@transaction.atomic
def tidy(now: datetime) -> int:
    """Remove the files of a week ago, and the previews that came to nothing with them. Gives how many files went."""
    old = Intake.objects.filter(made_at__lt=now - KEEP_FILES)
    gone = [intake.file for intake in old.exclude(file=None).select_related("file")]
    for file in gone:
        files.remove(file)
    old.exclude(state=Intake.State.COMMITTED).delete()
    return len(gone)


def _take_over(intake: Intake, seen: str, by: User) -> Intake:
    plan = preview(intake, by=by)
    if plan.fingerprint() != seen or not plan.can_commit:
        raise ValidationError(MOVED_ON)
    for step in plan.steps:
        step.carry_out(by)
    intake.state, intake.committed_at, intake.counts = Intake.State.COMMITTED, timezone.now(), plan.counts()
    intake.save(update_fields=["state", "committed_at", "counts"])
    audit.record(by, "intake.committed", on=intake, **intake.counts)
    return intake


# --- shared with what a table brings along ------------------------------------------------------------------------------


def sheets_of(intake: Intake) -> list[spreadsheets.Sheet]:
    """What the workbook of an intake says. Raises ValidationError when it is gone."""
    try:
        if intake.file is None:
            raise FileNotFoundError
        with files.open(intake.file) as stream:
            return spreadsheets.read(stream)
    except FileNotFoundError as error:
        raise ValidationError(TIDIED) from error


def held(intake: Intake) -> Intake:
    """The intake as it is now, held until the transaction ends. Raises ValidationError when it was settled.

    All that wait are held: two lists with the same names in another order are taken over one after the other.
    """
    waiting = {found.pk: found for found in Intake.objects.waiting().select_for_update().order_by("pk")}
    if intake.pk not in waiting:
        raise ValidationError(DECIDED)
    return waiting[intake.pk]


def let_go(intake: Intake, state: str) -> Intake:
    """The intake is settled, and what was brought in goes; of what a table had, what it was called goes as well."""
    file, intake.file, intake.state = intake.file, None, state
    intake.committed_at = timezone.now() if state == Intake.State.COMMITTED else None
    if intake.table_id is not None:
        intake.file_name = ""
    intake.save(update_fields=["state", "file", "file_name", "committed_at", "counts"])
    if file is not None:
        files.remove(file)
    return intake
