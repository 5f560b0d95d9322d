"""Working agreements: what a table agrees to do differently, and when that stops holding."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables import openness as levels
from tables.flows import cycles
from tables.models import Cycle, Table, WorkingAgreement

WIDER = "Een werkafspraak kan niet verder reizen dan de tafel zelf. Kies dezelfde mate van openheid, of een engere."
ENDED = "Deze werkafspraak geldt al niet meer. Ververs de pagina."


@transaction.atomic
def agree(cycle: Cycle, *, text: str, by: User, openness: str = "") -> WorkingAgreement:
    """Make a working agreement in the running round; it holds from today, as open as the table unless said narrower.

    Raises ValidationError when the round does not run, or `openness` is wider than the table's.
    """
    cycle = cycles.locked(cycle)
    table = cycle.table
    openness = openness or table.openness
    if levels.is_wider(openness, table.openness):
        raise ValidationError({"openness": WIDER})
    agreement = WorkingAgreement.objects.create(
        table=table, text=text.strip(), openness=openness, valid_from=timezone.localdate(), made_at=timezone.now(),
        made_by=by,
    )  # fmt: skip
    agreement.cycles.add(cycle)
    cycles.show(table)
    audit.record(by, "working_agreement.made", on=table, round=cycle.number)
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
