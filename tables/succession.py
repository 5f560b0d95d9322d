"""What came before an insight and what took its place, as far as the reader may see."""

from dataclasses import dataclass, field

from django.db.models import Q

from tables.models import Insight


@dataclass(frozen=True)
class Succession:
    """The insights before this one and after it, both in the order of time; `walled` when its successor is not to be read."""

    before: list[Insight] = field(default_factory=list)
    after: list[Insight] = field(default_factory=list)
    walled: bool = False


def around(insight: Insight, user) -> Succession:
    """The whole chain around `insight`, in one question."""
    linked = Q(superseded_by__isnull=False) | Q(replaces__isnull=False)
    rows = (
        Insight.objects.visible_to(user).filter(linked, table_id=insight.table_id).distinct().order_by("made_at", "pk")
    )
    seen = {row.pk: row for row in rows}
    after, at = [], seen.get(insight.superseded_by_id)
    while at is not None and at not in after:
        after.append(at)
        at = seen.get(at.superseded_by_id)
    before = _replaced_by(insight.pk, seen)
    return Succession(before, after, insight.superseded_by_id is not None and not after)


def _replaced_by(pk: int, seen: dict[int, Insight]) -> list[Insight]:
    """Every insight that this one took the place of, also by way of others."""
    found, wanted = {}, {pk}
    while fresh := {key: row for key, row in seen.items() if row.superseded_by_id in wanted and key not in found}:
        found |= fresh
        wanted = set(fresh)
    return sorted(found.values(), key=lambda row: (row.made_at, row.pk))
