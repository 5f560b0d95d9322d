"""Noting what a meeting brought: one door, behind which each kind goes to the flow of its own noun."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.models import Organisation, Person, User
from tables.flows import (
    action_letters,
    actions,
    cycles,
    decisions,
    examples,
    insights,
    openness,
    questions,
    stances,
    working_agreements,
)
from tables.models import AgendaItem
from tables.openness import is_wider, narrowest
from tables.outcomes import MODELS, Kind

TOO_LONG = "Een {kind} past in {most} tekens. Zet de rest in het verslag van dit punt."
TOO_OPEN = "Dit kan niet opener zijn dan het agendapunt. Kies dezelfde mate van openheid, of een engere."
GONE = "Dit staat er al niet meer. Ververs de pagina."
LANDS = "Voor dit inzicht is al een landing voorgesteld. Zeg daar dat het niet landt, of vervang het inzicht."
SAID_SO = "Zo gezegd in de bijeenkomst van {day}."


@dataclass(frozen=True)
class Line:
    """What somebody typed as an outcome; an empty openness is that of the item."""

    kind: Kind
    text: str
    openness: str = ""
    owner: Person | None = None
    due_on: date | None = None
    holds_for: Iterable[Organisation] = ()
    not_endorsed_by: Iterable[Organisation] = ()


@transaction.atomic
def note(item: AgendaItem, line: Line, *, by: User) -> models.Model:
    """Make the row that `line` says, at `item` and no more open than it. Raises ValidationError, on `text` or `openness`."""
    _refuse_too_long(line)
    widest = narrowest(item.openness, item.table.openness)
    level = line.openness or widest.value
    if is_wider(level, widest):
        raise ValidationError({"openness": TOO_OPEN})
    try:
        return NOTERS[line.kind](item, line, level, by)
    except ValidationError as error:
        raise _on_the_line(error) from None


@transaction.atomic
def take_back(item: AgendaItem, kind: Kind, ref, *, by: User) -> str:
    """Undo an outcome of `item` that was noted by mistake. Gives its text.

    Raises ValidationError when it is gone, or when it is an insight with a landing: those steps are kept.
    """
    found = MODELS[kind].objects.filter(item=item, ref=ref).first()
    if found is None:
        raise ValidationError(GONE)
    text = str(found)
    if kind == Kind.INSIGHT and found.landings.exists():
        raise ValidationError(LANDS)
    if kind == Kind.ACTION:
        action_letters.no_longer_wait(found)
    _forget(found)
    found.delete()
    cycles.show(item.table)
    audit.record(by, "outcome.taken_back", on=item.table, kind=kind.value, number=getattr(found, "number", None))
    return text


def _decision(item: AgendaItem, line: Line, level: str, by: User):
    wish = {"holds_for": line.holds_for, "not_endorsed_by": line.not_endorsed_by}
    return decisions.record(item.table, text=line.text, openness=level, item=item, by=by, **wish)


def _action(item: AgendaItem, line: Line, level: str, by: User):
    made = actions.add(item.table, text=line.text, owner=line.owner, due_on=line.due_on, item=item, by=by)
    return openness.narrow(made, level, by=by) if is_wider(made.openness, level) else made


def _insight(item: AgendaItem, line: Line, level: str, by: User):
    return insights.record(item.table, text=line.text, openness=level, item=item, by=by)


def _question(item: AgendaItem, line: Line, level: str, by: User):
    year = timezone.localdate().year
    return questions.add(item.table, text=line.text, year=year, level=level, item=item, by=by)


def _agreement(item: AgendaItem, line: Line, level: str, by: User):
    """An agreement; who said at the table not to subscribe to it is noted so."""
    made = working_agreements.make(
        item.table, text=line.text, openness=level, item=item, holds_for=line.holds_for, by=by
    )
    reason = SAID_SO.format(day=day(item.meeting.starts_at if item.meeting else timezone.localdate()))
    for organisation in line.not_endorsed_by:
        stances.note_dissent(made, organisation=organisation, reason=reason, by=by)
    return made


def _example(item: AgendaItem, line: Line, level: str, by: User):
    return examples.record(item.table, title=line.text, openness=level, item=item, by=by)


NOTERS = {
    Kind.DECISION: _decision,
    Kind.ACTION: _action,
    Kind.INSIGHT: _insight,
    Kind.QUESTION: _question,
    Kind.AGREEMENT: _agreement,
    Kind.EXAMPLE: _example,
}


def _refuse_too_long(line: Line) -> None:
    field = "title" if line.kind == Kind.EXAMPLE else "text"
    most = MODELS[line.kind]._meta.get_field(field).max_length
    if len(line.text.strip()) > most:
        raise ValidationError({"text": TOO_LONG.format(kind=line.kind.label, most=most)})


def _on_the_line(error: ValidationError) -> ValidationError:
    """A refusal of a noun's own flow, on the fields of the line."""
    if not hasattr(error, "error_dict"):
        return ValidationError({"text": error.messages})
    known = {"openness"}
    return ValidationError({(name if name in known else "text"): found for name, found in error.error_dict.items()})


def _forget(row: models.Model) -> None:
    """Nobody finds what was taken back."""
    try:
        search.forget(row)
    except LookupError:
        return
