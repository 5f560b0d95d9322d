"""What the tables did with the items that experiences became, read from the tables' own rows; nothing is written here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from signals.models import Bundle, Happening
from tables import outcomes
from tables.models import Action, AgendaItem, Landing, Meeting, Openness, Table
from tables.openness import narrowest

What = Happening.Kind
EVERYBODY = AnonymousUser()
# Declined; or carried over, and what it went on in was taken off.
COMES_NO_MORE = {AgendaItem.State.DECLINED, AgendaItem.State.CARRIED}


@dataclass(frozen=True)
class Fact:
    """Something that became of a bundle, with the key under which it is noted once."""

    kind: str
    key: str
    on: date
    outcome: str = ""
    about: str | None = None
    readable: bool = False


@dataclass
class Standing:
    """How a bundle stands with the tables: its items from the first to the one it goes on in, and what came of them."""

    items: list[AgendaItem]
    facts: list[Fact] = field(default_factory=list)

    @property
    def item(self) -> AgendaItem | None:
        """The item that it is now."""
        return self.items[-1] if self.items else None

    @property
    def meeting(self) -> Meeting | None:
        return self.item.meeting if self.item else None

    @property
    def was_discussed(self) -> bool:
        return any(fact.kind == What.DISCUSSED for fact in self.facts)

    @property
    def is_dropped(self) -> bool:
        """Whether no table will come to it: the item is gone or declined, or its table ended, before it was discussed."""
        if self.was_discussed:
            return False
        if self.item is None or self.item.state in COMES_NO_MORE:
            return True
        return self.item.state == AgendaItem.State.PLANNED and self.item.table.state == Table.State.ENDED


def of_bundles(bundles: Iterable[Bundle]) -> dict[int, Standing]:
    """How each bundle stands, by its key, in as many questions to the database as for one."""
    chains = _chains(bundles)
    owner = {item.pk: pk for pk, items in chains.items() for item in items}
    found = {pk: Standing(items) for pk, items in chains.items()}
    items = {item.pk: item for items in chains.values() for item in items}
    for item in items.values():
        if was_minuted(item) and item.state == AgendaItem.State.DISCUSSED:
            on = timezone.localdate(item.meeting.starts_at)
            found[owner[item.pk]].facts.append(Fact(What.DISCUSSED, f"discussed:{item.ref}", on))
    for item, fact in _outcomes(items):
        found[owner[item.pk]].facts.append(fact)
    return found


def was_minuted(item: AgendaItem) -> bool:
    """Whether its meeting was closed: until then what is noted may still be taken back."""
    return item.meeting is not None and item.meeting.state == Meeting.State.HELD and hasattr(item.meeting, "report")


def _chains(bundles: Iterable[Bundle]) -> dict[int, list[AgendaItem]]:
    """The items of each bundle: the one it became, and those it goes on in."""
    first = {bundle.item_id: bundle.pk for bundle in bundles if bundle.item_id}
    chains: dict[int, list[AgendaItem]] = {bundle.pk: [] for bundle in bundles}
    rows = AgendaItem.objects.select_related("meeting__report", "table")
    frontier = list(rows.filter(pk__in=first))
    belongs = dict(first)
    while frontier:
        for item in frontier:
            chains[belongs[item.pk]].append(item)
        following = list(rows.filter(goes_on_with__in=[item.pk for item in frontier]))
        belongs |= {item.pk: belongs[item.goes_on_with_id] for item in following}
        frontier = following
    return chains


def _outcomes(items: dict[int, AgendaItem]) -> Iterator[tuple[AgendaItem, Fact]]:
    """What was noted at `items`, and what became of that: what is done, what landed, and where effect was seen."""
    insights: dict[int, AgendaItem] = {}
    for kind, model in outcomes.MODELS.items():
        rows = model.objects.filter(item__in=items)
        readable = set(rows.visible_to(EVERYBODY).values_list("pk", flat=True))
        for row in rows.order_by("pk"):
            item = items[row.item_id]
            if item.meeting is not None and not was_minuted(item):
                continue
            closed = _is_closed(row, item)
            what = What.NOTED if closed else What.OUTCOME
            on, ref = timezone.localdate(row.made_at), str(row.ref)
            yield item, Fact(what, f"{what}:{ref}", on, kind, ref, row.pk in readable)
            if kind == outcomes.Kind.INSIGHT and not closed:
                insights[row.pk] = item
            if isinstance(row, Action) and row.done_at and not closed:
                yield item, Fact(What.DONE, f"{What.DONE}:{ref}", timezone.localdate(row.done_at), kind, ref)
    yield from _landings(insights)


def _landings(insights: dict[int, AgendaItem]) -> Iterator[tuple[AgendaItem, Fact]]:
    reached = {Landing.State.DONE: What.LANDED, Landing.State.SEEN: What.SEEN}
    rows = Landing.objects.filter(insight__in=insights, state__in=reached).prefetch_related("steps")
    for landing in rows.order_by("pk"):
        for step in landing.steps.all():
            if what := reached.get(step.to_state):
                on = timezone.localdate(step.at)
                yield insights[landing.insight_id], Fact(what, f"{what}:{landing.ref}", on, about=str(landing.ref))


def _is_closed(row, item: AgendaItem) -> bool:
    return narrowest(row.openness, item.table.openness) == Openness.CLOSED
