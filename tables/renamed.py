"""What shows the name of an organisation: the pages of tables that keep chairs for it."""

from django.db.models import F

from leerlandschap.commons.registry import renamed
from leerlandschap.network.models import Organisation
from tables.models import ChairGroup, Table


@renamed.register
def tables_that_keep_chairs(organisation: Organisation) -> None:
    """The kept pages of tables with chairs for `organisation` are made anew."""
    keeping = ChairGroup.objects.filter(organisation=organisation).values("table")
    Table.objects.filter(pk__in=keeping).update(version=F("version") + 1)
