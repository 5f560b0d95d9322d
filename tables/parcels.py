"""The tables' parcels on the map of the landscape."""

from django.utils import timezone

from leerlandschap.commons.drawing import Parcel
from leerlandschap.commons.registry import parcels
from leerlandschap.commons.templatetags.ui import day
from tables.models import Table, bundles


@parcels.register
def tables(user) -> list[Parcel]:
    """A parcel for each table that `user` may see, in four questions whatever their number."""
    return [_parcel(table) for table in bundles.for_landscape(Table.objects.visible_to(user), timezone.now())]


def _parcel(table: Table) -> Parcel:
    cycle, meeting = table.running_cycle(), table.next_meeting()
    return Parcel(
        key=f"table-{table.pk}",
        name=table.name,
        url=table.get_absolute_url(),
        block=table.theme.name,
        block_key=table.theme.slug,
        slot=table.slot,
        phase=cycle.phase if cycle and table.state == Table.State.RUNNING else None,
        round=cycle.number if cycle else 0,
        state_text="" if table.state == Table.State.RUNNING else table.get_state_display(),
        next_text=f"{day(meeting.starts_at, 'kort')}, {meeting.place}" if meeting else "",
        size=_size(table.taken),
        people=table.taken,
        free=table.free if table.takes_signups() else 0,
    )


def _size(people: int) -> str:
    """Three sizes by the number of people at the table."""
    return "small" if people < 8 else "medium" if people < 15 else "large"
