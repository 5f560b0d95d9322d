"""Asking every running table twice a year to calibrate, and writing down what it answers."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Min
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.commons.notices import Telling
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import Person, User
from tables.flows import agreements
from tables.models import Calibration, OpeningAgreement, Table
from tables.models.calibrations import HalfYear

# A table that has only just begun has nothing to look back on yet.
RUNS_AT_LEAST = timedelta(days=90)
# Who is asked late, because the portal stood still, still gets four weeks.
AT_LEAST_TO_ANSWER = timedelta(days=28)

DONE = "Deze tafel is al geijkt op {day}. De antwoorden staan op de pagina van de tafel."
CODE = "calibration.due"


def ask_due(on: date) -> int:
    """Ask each running table that was not asked this half year. Gives how many were.

    May be done as often as one likes, also by two at once: the database keeps one calibration per table and half year.
    """
    half = HalfYear.of(on)
    began = Table.objects.filter(state=Table.State.RUNNING).annotate(began=Min("cycles__started_on"))
    waiting = began.filter(began__lte=half.opens - RUNS_AT_LEAST).exclude(calibrations__half_year=half.code)
    return sum(_ask(table, half, on) for table in waiting.select_related("chair", "clm_contact", "theme__clm_contact"))


@transaction.atomic
def complete(
    calibration: Calibration,
    *,
    question: str,
    company: str,
    intention: str,
    words: str,
    still_hold: Sequence[OpeningAgreement] = (),
    by: User,
) -> Calibration:
    """Write down the answers of the table, and which of its five agreements still hold. Raises ValidationError when done."""
    calibration = Calibration.objects.select_for_update().get(pk=calibration.pk)
    if calibration.is_done():
        raise ValidationError(DONE.format(day=day(calibration.done_at)))
    calibration.question, calibration.company, calibration.intention = question, company, intention
    calibration.words = words.strip()
    calibration.done_at, calibration.done_by = timezone.now(), by
    calibration.save(update_fields=["question", "company", "intention", "words", "done_at", "done_by"])
    for agreement in still_hold:
        agreements.confirm(agreement, by=by)
    table = calibration.table
    Table.objects.filter(pk=table.pk).update(version=F("version") + 1)
    audit.record(by, "calibration.done", on=table, half_year=calibration.half_year, still_hold=len(still_hold))
    for person in _asked(table):
        notices.no_longer_waits(_key(calibration, person))
    return calibration


def _ask(table: Table, half: HalfYear, on: date) -> bool:
    """Make the calibration and tell who leads the table; false when another did so at this very moment."""
    due = max(half.due, on + AT_LEAST_TO_ANSWER)
    try:
        with transaction.atomic():
            made = Calibration.objects.create(table=table, half_year=half.code, due_on=due)
            audit.record(None, "calibration.asked", on=table, half_year=half.code)
            notices.tell_all([_telling(made, person) for person in _asked(table)])
    except IntegrityError:
        return False
    return True


def _asked(table: Table) -> list[Person]:
    """Voorzitter and contactpersoon CLM, each once."""
    return list({person.pk: person for person in (table.chair, table.contact()) if person is not None}.values())


def _telling(calibration: Calibration, person: Person) -> Telling:
    """A reminder for the one mail a day."""
    table = calibration.table
    facts = {"table": table.name_in_mail, "until": day(calibration.due_on)}
    return Telling(
        person.pk, CODE, _key(calibration, person), calibration.get_absolute_url(), facts=facts, bundled=True
    )


def _key(calibration: Calibration, person: Person) -> str:
    return f"calibration:{calibration.ref}:{person.pk}"
