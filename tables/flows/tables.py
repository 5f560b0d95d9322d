"""Changing what a table's page says."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.network.models import User
from tables.flows import chairs, links
from tables.models import Table


@transaction.atomic
def revise(table: Table, *, changed: list[str], by: User) -> Table:
    """Save the fields named in `changed` as they stand on `table`; more chairs go to who waits. Raises ValidationError."""
    if "chairs" in changed:
        chairs.set_chairs(table, table.chairs, by=by)
    fields = {name: getattr(table, name) for name in changed if name != "chairs"}
    now = timezone.now()
    Table.objects.filter(pk=table.pk).update(**fields, edited=True, edited_at=now, version=F("version") + 1)
    if "name" in changed:
        links.neighbours_changed(table)
    audit.record(by, "table.revised", on=table, fields=sorted(changed))
    search.index(table)
    return table
