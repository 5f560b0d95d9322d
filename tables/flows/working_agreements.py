"""Working agreements: what a table agrees to do differently, and when that stops holding."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.network.models import Organisation, User
from tables import openness as levels
from tables.flows import cycles
from tables.models import AgendaItem, Table, WorkingAgreement

NOT_RUNNING = "{table} loopt nu niet. Een werkafspraak maak je zodra er een ronde loopt."
EMPTY = "Schrijf de afspraak in één zin."
WIDER = "Een werkafspraak kan niet verder reizen dan {parent}. Kies dezelfde mate van openheid, of een engere."
ENDED = "Deze werkafspraak geldt al niet meer. Ververs de pagina."


@transaction.atomic
def make(
    table: Table,
    *,
    text: str,
    by: User | None,
    openness: str = "",
    item: AgendaItem | None = None,
    holds_for: Iterable[Organisation] = (),
    valid_from: date | None = None,
) -> WorkingAgreement:
    """Make a working agreement in the running round; it holds from today unless said otherwise.

    It is as open as the table, or as the item it was made at, unless said narrower. Nobody named in `holds_for`: it
    holds for everyone at the table. Raises ValidationError when no round runs, `text` is empty, or `openness` is wider.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    cycle = table.cycles.running().first()
    if cycle is None or table.state != Table.State.RUNNING:
        raise ValidationError(NOT_RUNNING.format(table=table))
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    openness = openness or levels.narrowest(table.openness, *([item.openness] if item else []))
    levels.hold_within(openness, table, item, refusal=WIDER)
    agreement = WorkingAgreement.objects.create(
        table=table, text=text.strip(), openness=openness, item=item, valid_from=valid_from or timezone.localdate(),
        made_at=timezone.now(), made_by=by,
    )  # fmt: skip
    agreement.cycles.add(cycle)
    agreement.holds_for.set(holds_for)
    cycles.show(table)
    audit.record(by, "working_agreement.made", on=table, round=cycle.number)
    search.index(agreement)
    return agreement


@transaction.atomic
def end(agreement: WorkingAgreement, *, by: User) -> WorkingAgreement:
    """Say that the agreement holds no longer than today. Raises ValidationError when it ended before."""
    table = Table.objects.select_for_update().get(pk=agreement.table_id)
    agreement = WorkingAgreement.objects.get(pk=agreement.pk)
    if agreement.ended_on:
        raise ValidationError(ENDED)
    agreement.ended_on = timezone.localdate()
    agreement.save(update_fields=["ended_on"])
    cycles.show(table)
    audit.record(by, "working_agreement.ended", on=table)
    return agreement


@transaction.atomic
def hold_for(agreement: WorkingAgreement, organisations: Iterable[Organisation], *, by: User) -> WorkingAgreement:
    """Say anew for whom it holds; nobody named is everyone at the table. Its text never changes: who subscribed to it, read it.

    Raises ValidationError when it ended before.
    """
    table = Table.objects.select_for_update().get(pk=agreement.table_id)
    agreement = WorkingAgreement.objects.get(pk=agreement.pk)
    if agreement.ended_on:
        raise ValidationError(ENDED)
    agreement.holds_for.set(organisations)
    cycles.show(table)
    audit.record(by, "working_agreement.holds_for", on=table, count=agreement.holds_for.count())
    return agreement
