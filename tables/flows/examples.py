"""Good examples: telling what works somewhere, so that another can use it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.network.models import Organisation, Person, User
from tables import openness as levels
from tables.flows import cycles
from tables.models import AgendaItem, GoodExample, Openness, Table, Theme

UNTITLED = "Schrijf in één regel wat goed werkt."
TOO_LONG = "Wat goed werkt past in {most} tekens. Zet de rest in het verhaal."
NOT_AGREED = "Noem een organisatie alleen als zij dat goed vindt. Vraag het eerst, of laat haar naam weg."
NO_TABLE = "Dit voorbeeld hoort bij geen tafel. Kies publiek, netwerk of besloten."
WIDER = "Een voorbeeld kan niet opener zijn dan {parent}. Kies dezelfde mate van openheid, of een engere."
LONGEST = GoodExample._meta.get_field("title").max_length


@transaction.atomic
def record(
    table: Table | None,
    *,
    title: str,
    openness: str,
    by: User | None,
    text: str = "",
    item: AgendaItem | None = None,
    theme: Theme | None = None,
    organisation: Organisation | None = None,
    organisation_agrees: bool = False,
    contact: Person | None = None,
) -> GoodExample:
    """Tell a good example, at `table` (whose theme it gets when none is said) or at no table.

    Raises ValidationError without a title, when `organisation` is named and did not agree, or when `openness` is wider
    than the table's or the item's; what is told at no table is not for a table only.
    """
    title = _titled(title)
    if organisation is not None and not organisation_agrees:
        raise ValidationError({"organisation": NOT_AGREED})
    if table is None and openness == Openness.TABLE:
        raise ValidationError({"openness": NO_TABLE})
    if table is not None:
        table = Table.objects.select_for_update().get(pk=table.pk)
        levels.hold_within(openness, table, item, refusal=WIDER)
    example = GoodExample.objects.create(
        table=table, title=title, text=text.strip(), theme=theme or getattr(table, "theme", None), item=item,
        organisation=organisation, contact=contact, openness=openness, made_at=timezone.now(), made_by=by,
    )  # fmt: skip
    return _noted(example, "example.recorded", by, named=organisation is not None)


@transaction.atomic
def revise(example: GoodExample, *, changed: list[str], by: User, organisation_agrees: bool = False) -> GoodExample:
    """Save the fields named in `changed` as they stand; the openness may only narrow.

    Raises ValidationError as `record` does; who names another organisation says again that it agrees.
    """
    if example.table_id:
        Table.objects.select_for_update().get(pk=example.table_id)
    now = GoodExample.objects.select_for_update(of=("self",)).get(pk=example.pk)
    example.title = _titled(example.title)
    if "organisation" in changed and example.organisation is not None and not organisation_agrees:
        raise ValidationError({"organisation": NOT_AGREED})
    if levels.is_wider(example.openness, now.openness):
        raise ValidationError({"openness": WIDER.format(parent=now.get_openness_display())})
    if example.table_id is None and example.openness == Openness.TABLE:
        raise ValidationError({"openness": NO_TABLE})
    example.version = now.version + 1
    example.save(update_fields=[*changed, "version"])
    return _noted(example, "example.revised", by, fields=sorted(changed))


def _titled(title: str) -> str:
    title = title.strip()
    if not title:
        raise ValidationError({"title": UNTITLED})
    if len(title) > LONGEST:
        raise ValidationError({"title": TOO_LONG.format(most=LONGEST)})
    return title


def _noted(example: GoodExample, code: str, by: User | None, **details) -> GoodExample:
    if example.table is not None:
        cycles.show(example.table)
    audit.record(by, code, on=example.table or example, **details)
    search.index(example)
    return example
