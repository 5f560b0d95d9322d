"""Insights: writing down what a table learned, and keeping it true."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.network.models import User
from tables import openness as levels
from tables.flows import cycles
from tables.models import AgendaItem, Insight, Meeting, Table

# After so long it is asked whether an insight still holds.
HOLDS_FOR = timedelta(days=365)
ENDED = "{table} is beëindigd: er komen geen inzichten meer bij."
EMPTY = "Schrijf het inzicht in één of twee zinnen."
IN_THE_PAST = "Kies een dag na vandaag; dan vragen we opnieuw of het nog klopt."
SUPERSEDED = "Dit inzicht is al vervangen. Ververs de pagina."
NO_SUCCESSOR = "Kies een ander inzicht van deze tafel, dat zelf niet vervangen is."
STANDS = "Dit inzicht is niet vervangen. Ververs de pagina."
WIDER = "Een inzicht kan niet opener zijn dan {parent}. Kies dezelfde mate van openheid, of een engere."


@transaction.atomic
def record(
    table: Table,
    *,
    text: str,
    openness: str,
    by: User | None,
    item: AgendaItem | None = None,
    explanation: str = "",
) -> Insight:
    """Write an insight down, in the theme and phase that the table is in now, with the item and meeting it was said at.

    Raises ValidationError when the table ended, `text` is empty, or `openness` is wider than the table's or the item's.
    """
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state == Table.State.ENDED:
        raise ValidationError(ENDED.format(table=table))
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    levels.hold_within(openness, table, item, refusal=WIDER)
    cycle = table.cycles.running().first()
    insight = Insight.objects.create(
        table=table, theme_id=table.theme_id, cycle=cycle, phase=cycle.phase if cycle else "", text=text.strip(),
        explanation=explanation.strip(), openness=openness, item=item, made_at=timezone.now(), made_by=by,
        check_on=timezone.localdate() + HOLDS_FOR,
    )  # fmt: skip
    if item is not None and item.meeting_id:
        insight.meetings.add(item.meeting_id)
    return _noted(insight, "insight.recorded", by)


@transaction.atomic
def revise(
    insight: Insight,
    *,
    changed: list[str],
    by: User,
    meetings: Iterable[Meeting] | None = None,
    items: Iterable[AgendaItem] | None = None,
) -> Insight:
    """Save the fields named in `changed` as they stand, and on what it rests when said; the openness may only narrow.

    Raises ValidationError when it would be wider, or when the insight is empty.
    """
    now = held(insight)
    if "openness" in changed and levels.is_wider(insight.openness, now.openness):
        raise ValidationError({"openness": WIDER.format(parent=now.get_openness_display())})
    if not insight.text.strip():
        raise ValidationError({"text": EMPTY})
    insight.version = now.version + 1
    insight.save(update_fields=[*changed, "version"])
    for name, rows in (("meetings", meetings), ("items", items)):
        if rows is not None:
            getattr(insight, name).set(rows)
    return _noted(insight, "insight.revised", by, fields=sorted(changed))


@transaction.atomic
def confirm(insight: Insight, *, check_on: date, by: User) -> Insight:
    """Say that the insight still holds, and when that is asked again. Raises ValidationError."""
    insight = held(insight)
    if insight.superseded_by_id:
        raise ValidationError(SUPERSEDED)
    if check_on <= timezone.localdate():
        raise ValidationError({"check_on": IN_THE_PAST})
    insight.checked_on, insight.check_on = timezone.localdate(), check_on
    insight.save(update_fields=["checked_on", "check_on"])
    return _noted(insight, "insight.confirmed", by)


@transaction.atomic
def supersede(insight: Insight, successor: Insight, *, by: User) -> Insight:
    """Let `successor` take the insight's place; it stays readable. Both stand now, so that no chain can close on itself.

    Raises ValidationError when one of them was superseded before, or they are not two insights of one table.
    """
    insight = held(insight)
    successor = Insight.objects.get(pk=successor.pk)
    if insight.superseded_by_id:
        raise ValidationError(SUPERSEDED)
    if successor.pk == insight.pk or successor.table_id != insight.table_id or successor.superseded_by_id:
        raise ValidationError({"successor": NO_SUCCESSOR})
    insight.superseded_by = successor
    insight.save(update_fields=["superseded_by"])
    return _noted(insight, "insight.superseded", by, successor=str(successor.ref))


@transaction.atomic
def restore(insight: Insight, *, by: User) -> Insight:
    """Say that the insight was not superseded after all. Raises ValidationError when it stands."""
    insight = held(insight)
    if insight.superseded_by_id is None:
        raise ValidationError(STANDS)
    insight.superseded_by = None
    insight.save(update_fields=["superseded_by"])
    return _noted(insight, "insight.restored", by)


def held(insight: Insight) -> Insight:
    """The insight as it is now, under the lock of its table's row."""
    table = Table.objects.select_for_update().get(pk=insight.table_id)
    insight = Insight.objects.get(pk=insight.pk)
    insight.table = table
    return insight


def _noted(insight: Insight, code: str, by: User | None, **details) -> Insight:
    cycles.show(insight.table)
    audit.record(by, code, on=insight.table, insight=str(insight.ref), **details)
    search.index(insight)
    return insight
