"""Decisions: noting what a table decided, and mending how it reads."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.network.models import Organisation, User
from tables import openness as levels
from tables.flows import cycles
from tables.models import AgendaItem, Decision, Table

EMPTY = "Schrijf het besluit in één of twee zinnen."
WIDER = (
    "Een besluit kan niet opener zijn dan de tafel of het agendapunt. Kies dezelfde mate van openheid, of een engere."
)
ENDED = "{table} is beëindigd: besluiten blijven staan zoals ze waren."


@transaction.atomic
def record(
    table: Table,
    *,
    text: str,
    openness: str,
    by: User | None,
    item: AgendaItem | None = None,
    holds_for: Iterable[Organisation] = (),
    not_endorsed_by: Iterable[Organisation] = (),
) -> Decision:
    """Note a decision under the table's next number; nobody named in `holds_for`: it holds for everyone at the table.

    Raises ValidationError when the table ended, `text` is empty, or `openness` is wider than the table's or the item's.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED.format(table=table))
    _refuse_empty(text)
    if levels.is_wider(openness, levels.narrowest(table.openness, *([item.openness] if item else []))):
        raise ValidationError({"openness": WIDER})
    highest = table.decisions.aggregate(highest=Max("number"))["highest"] or 0
    decision = Decision.objects.create(
        table=table, number=highest + 1, text=text.strip(), openness=openness, item=item,
        cycle=table.cycles.running().first(), made_at=timezone.now(), made_by=by,
    )  # fmt: skip
    decision.holds_for.set(holds_for)
    decision.not_endorsed_by.set(not_endorsed_by)
    return _noted(decision, "decision.recorded", by)


@transaction.atomic
def reword(decision: Decision, *, text: str, by: User | None) -> Decision:
    """Mend how a decision reads, as the minutes in which it stands were corrected. Raises ValidationError when empty."""
    _refuse_empty(text)
    decision = Decision.objects.select_for_update(of=("self",)).select_related("table").get(pk=decision.pk)
    if decision.text != text.strip():
        decision.text = text.strip()
        decision.save(update_fields=["text"])
        _noted(decision, "decision.reworded", by)
    return decision


def _refuse_empty(text: str) -> None:
    if not text.strip():
        raise ValidationError({"text": EMPTY})


def _noted(decision: Decision, code: str, by: User | None) -> Decision:
    cycles.show(decision.table)
    audit.record(by, code, on=decision.table, number=decision.number)
    search.index(decision)
    return decision
