"""Laying a link between two tables, and taking it away."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import Table, TableLink

ITSELF = "Een tafel kan niet met zichzelf verbonden worden. Kies een andere tafel."
THERE = "Deze verbinding ligt er al."
ENDED = "{table} is beëindigd. Kies een tafel die loopt of wordt ingericht."


@transaction.atomic
def link(from_table: Table, to_table: Table, *, kind: str, by: User, note: str = "") -> TableLink:
    """Lay a link between two tables. Sharing a question holds both ways, and is laid once.

    Raises ValidationError when they are one table, when one has ended, or when the link is there.
    """
    if from_table == to_table:
        raise ValidationError({"to_table": ITSELF})
    for table in (from_table, to_table):
        if table.state == Table.State.ENDED:
            raise ValidationError({"to_table": ENDED.format(table=table)})
    if kind == TableLink.Kind.SHARES_QUESTION and from_table.pk > to_table.pk:
        from_table, to_table = to_table, from_table
    laid = {"note": note.strip(), "made_at": timezone.now(), "made_by": by}
    try:
        with transaction.atomic():
            made = TableLink.objects.create(from_table=from_table, to_table=to_table, kind=kind, **laid)
    except IntegrityError:
        raise ValidationError({"to_table": THERE}) from None
    audit.record(by, "link.laid", on=made, kind=kind)
    _changed(made)
    return made


@transaction.atomic
def unlink(made: TableLink, *, by: User) -> None:
    """Take a link away."""
    audit.record(by, "link.removed", on=made, kind=made.kind)
    _changed(made)
    made.delete()


def neighbours_changed(table: Table) -> None:
    """What other tables' pages say of `table` changed: its openness, or that it ended."""
    ends = TableLink.objects.of(table).values_list("from_table", "to_table")
    Table.objects.filter(pk__in={pk for both in ends for pk in both}).update(version=F("version") + 1)


def _changed(made: TableLink) -> None:
    Table.objects.filter(pk__in=[made.from_table_id, made.to_table_id]).update(version=F("version") + 1)
