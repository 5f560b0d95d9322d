"""Making something travel further or less far: two verbs, each with a trace."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables import openness
from tables.flows import links
from tables.models import Openness, Table

NOT_WIDER = "Dit is al {now} of opener. Kies een ruimere mate van openheid, of laat het zoals het is."
NOT_NARROWER = "Dit is al {now} of beslotener. Opener maken is een aparte stap."
NO_WIDER_THAN_TABLE = "De tafel is {parent}. Iets van de tafel kan niet opener zijn; maak eerst de tafel opener."

NO_TABLE = "Dit hoort bij geen tafel. Kies publiek, netwerk of besloten."


@transaction.atomic
def widen(item: Model, to: str, *, by: User) -> Model:
    """Let `item` (a table, or something of a table) be read by more people. Raises ValidationError when it may not."""
    table, now = _held(item)
    if not openness.is_wider(to, now):
        raise ValidationError({"openness": NOT_WIDER.format(now=Openness(now).label)})
    _refuse_table_of_none(table, to)
    if table is not None and item is not table and openness.is_wider(to, table.openness):
        raise ValidationError({"openness": NO_WIDER_THAN_TABLE.format(parent=table.get_openness_display())})
    return _set(item, table, to, code="openness.widened", by=by)


@transaction.atomic
def narrow(item: Model, to: str, *, by: User | None) -> Model:
    """Let `item` be read by fewer people; of a table, everything that would be wider than it narrows along.

    Raises ValidationError when it is no narrower than now.
    """
    table, now = _held(item)
    if not openness.is_wider(now, to):
        raise ValidationError({"openness": NOT_NARROWER.format(now=Openness(now).label)})
    _refuse_table_of_none(table, to)
    if item is table:
        _narrow_along(table, to, by=by)
    return _set(item, table, to, code="openness.narrowed", by=by)


def _held(item: Model) -> tuple[Table | None, str]:
    """The table (`item` itself when it is one, None when it is of none) and the present openness, as they are now and held."""
    if isinstance(item, Table):
        item.openness = Table.objects.select_for_update().values_list("openness", flat=True).get(pk=item.pk)
        return item, item.openness
    table = Table.objects.select_for_update().get(pk=item.table_id) if item.table_id else None
    now = type(item)._base_manager.select_for_update(of=("self",)).values_list("openness", flat=True).get(pk=item.pk)
    return table, now


def _refuse_table_of_none(table: Table | None, to: str) -> None:
    if table is None and to == Openness.TABLE:
        raise ValidationError({"openness": NO_TABLE})


def _set(item: Model, table: Table | None, to: str, *, code: str, by: User | None) -> Model:
    before = item.openness
    item.openness = to
    type(item)._base_manager.filter(pk=item.pk).update(openness=to)
    if table is not None:
        Table.objects.filter(pk=table.pk).update(version=F("version") + 1)
    if item is table:
        links.neighbours_changed(table)
    # What it says may be closed, also to who reads the trail: there it is called by what it is.
    called = "" if item is table else item._meta.verbose_name
    audit.record(by, code, on=item, called=called, table=str(table or ""), before=before, after=str(to))
    return item


def _narrow_along(table: Table, to: str, *, by: User) -> None:
    """Nothing of a table is wider than the table: what is, narrows with it, and does not widen by itself again."""
    wider = [one for one in openness.ORDER if openness.is_wider(one, to)]
    for relation in table._meta.related_objects:
        model = relation.related_model
        if relation.field.name == "table" and any(field.name == "openness" for field in model._meta.fields):
            count = model._base_manager.filter(table=table, openness__in=wider).update(openness=to)
            if count:
                audit.record(by, "openness.narrowed_along", on=table, what=model._meta.label_lower, count=count)
