"""Closing a meeting: what goes on goes to the next agenda, and the concept minutes are there at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from leerlandschap.commons import audit, search
from leerlandschap.network.models import User
from tables import carrying
from tables.flows import agenda, cockpit, cycles, meetings, minutes
from tables.models import Action, AgendaItem, Meeting, Minutes

CARRIED_FIELDS = (
    "title",
    "text",
    "owner_id",
    "minutes",
    "kind",
    "openness",
    "method_id",
    "recurs",
    "closes",
    "proposed_by_id",
)


@dataclass(frozen=True)
class Foreseen:
    """What becomes of an item when the meeting closes, and why."""

    item: AgendaItem
    goes_on: bool
    open_actions: int

    @property
    def because(self) -> str:
        """Why it goes on; empty when it is done."""
        if self.item.state != AgendaItem.State.DISCUSSED:
            return "niet besproken"
        if self.item.recurs:
            return "komt elke keer terug"
        if self.open_actions:
            return "er staat een actie open" if self.open_actions == 1 else f"er staan {self.open_actions} acties open"
        return ""


@transaction.atomic
def close(meeting: Meeting, *, by: User | None) -> Minutes:
    """Say that a meeting was held, carry over what goes on, and make its concept minutes. Nobody retypes anything.

    Raises ValidationError before it began and when it was closed already.
    """
    meeting = cockpit.open_meeting(meeting)
    if meeting.state == Meeting.State.RUNNING:
        meetings.mark_held(meeting, by=by)
        meeting.state = Meeting.State.HELD
    foreseen = foresee(meeting)
    carry(meeting, [one.item for one in foreseen if one.goes_on], by=by)
    made = minutes.make(meeting, by=by)
    audit.record(by, "meeting.closed", on=meeting.table, at=meeting.starts_at.isoformat(), items=len(foreseen))
    cycles.show(meeting.table)
    return made


def foresee(meeting: Meeting) -> list[Foreseen]:
    """For each item of the meeting whether it goes on, in the order of the agenda."""
    items = list(AgendaItem.objects.on_agenda().filter(meeting=meeting))
    actions = open_actions(items)
    return [
        Foreseen(
            item,
            carrying.goes_on(
                discussed=item.state == AgendaItem.State.DISCUSSED,
                recurs=item.recurs,
                open_action=bool(actions[item.pk]),
            ),
            len(actions[item.pk]),
        )
        for item in items
    ]


def open_actions(items: Iterable[AgendaItem]) -> dict[int, list[Action]]:
    """By item the actions that are open, of the item itself and of the ones it goes on with."""
    stems = _stems(items)
    of_stem: dict[int, list[Action]] = {}
    found = Action.objects.filter(item__in={pk for pks in stems.values() for pk in pks}, done_at=None)
    for action in found.select_related("owner").order_by("number"):
        of_stem.setdefault(action.item_id, []).append(action)
    return {pk: [action for one in pks for action in of_stem.get(one, [])] for pk, pks in stems.items()}


def carry(meeting: Meeting, items: list[AgendaItem], *, by: User | None) -> list[AgendaItem]:
    """Put `items` on the agenda of the next planned meeting, or on the backlog when there is none.

    An agenda that is still empty begins with the table's standing one. An item of the same name that stands there already
    goes on with it. What was not discussed is said to be carried over.
    """
    following = next_of(meeting)
    if following and items and not following.agenda_items.on_agenda().exists():
        agenda.begin_with_standing(following, by=by)
    there = list(AgendaItem.objects.filter(meeting=following, goes_on_with=None)) if following else []
    place = AgendaItem.objects.filter(meeting=following).aggregate(last=Max("position"))["last"] if following else 0
    made = []
    for item in items:
        twin = next((one for one in there if one.title.casefold() == item.title.casefold()), None)
        place = (place or 0) + (twin is None)
        made.append(_go_on(item, twin or _copy(item, following, place, by)))
        there = [one for one in there if one is not twin]
    undone = [item.pk for item in items if item.state != AgendaItem.State.DISCUSSED]
    AgendaItem.objects.filter(pk__in=undone).update(state=AgendaItem.State.CARRIED)
    search.index_all(made)
    if following and made:
        _put_in_order(following)
    return made


def _go_on(item: AgendaItem, following: AgendaItem) -> AgendaItem:
    following.goes_on_with = item
    following.save()
    return following


def _put_in_order(meeting: Meeting) -> None:
    """What closes a meeting stands after what came along."""
    items = sorted(AgendaItem.objects.on_agenda().filter(meeting=meeting), key=lambda item: item.closes)
    for place, item in enumerate(items, start=1):
        item.position = place
    AgendaItem.objects.bulk_update(items, ["position"])


def _copy(item: AgendaItem, meeting: Meeting | None, place: int, by: User | None) -> AgendaItem:
    fields = {name: getattr(item, name) for name in CARRIED_FIELDS}
    return AgendaItem(
        table_id=item.table_id, meeting=meeting, position=place, made_at=timezone.now(), made_by=by, **fields
    )


def next_of(meeting: Meeting) -> Meeting | None:
    """The table's next meeting that is planned, seen from this one."""
    after = Meeting.objects.planned().filter(table=meeting.table_id, starts_at__gt=meeting.starts_at)
    return after.exclude(pk=meeting.pk).order_by("starts_at", "pk").first()


def _stems(items: Iterable[AgendaItem]) -> dict[int, list[int]]:
    """Each item with those it goes on with, back to where it began."""
    items = list(items)
    stems = {item.pk: [item.pk] for item in items}
    tips = {item.pk: item.goes_on_with_id for item in items if item.goes_on_with_id}
    while tips:
        for pk, before in tips.items():
            stems[pk].append(before)
        earlier = dict(AgendaItem.objects.filter(pk__in=tips.values()).values_list("pk", "goes_on_with"))
        tips = {pk: earlier.get(before) for pk, before in tips.items() if earlier.get(before)}
    return stems
