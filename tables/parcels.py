"""What stands on the map of the landscape: the tables, the contract progress talk, and what others organise."""

from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.drawing import Parcel
from leerlandschap.commons.registry import parcels
from leerlandschap.commons.templatetags.ui import day
from tables import marks
from tables.models import Consultation, Table, bundles
from tables.models.tables import CONTRACT_TALK, CONTRACT_TALK_SLOT

PROCESSES_OF_TALK = frozenset(
    {"contracts", "monitors", "steers", "cooperate", "regular", "joins_practice", "joins_policy"}
)


@parcels.register
def tables(user) -> list[Parcel]:
    """A parcel for each table that `user` may see, in four questions whatever their number."""
    return [_parcel(table) for table in bundles.for_landscape(Table.objects.visible_to(user), timezone.now())]


@parcels.register
def contract_talk(user) -> list[Parcel]:
    """The talk with each provider apart: what it is and when, never with whom or about what."""
    return [
        Parcel(
            key=CONTRACT_TALK,
            name="Contractvoortgangsgesprek",
            url=f"{reverse('about')}#structuur",
            block="Contracten",
            block_key=CONTRACT_TALK,
            slot=CONTRACT_TALK_SLOT,
            next_text="in januari, april, juli en oktober",
            marks=PROCESSES_OF_TALK,
        )
    ]


@parcels.register
def consultations(user) -> list[Parcel]:
    """What others organise, outside the dike."""
    return [
        Parcel(
            key=f"consultation-{one.pk}",
            name=one.name,
            url=one.get_absolute_url(),
            slot=one.slot,
            next_text=one.rhythm,
            outside=True,
            marks=frozenset(one.marks()),
        )
        for one in Consultation.objects.visible_to(user).standing()
    ]


def key_of(table_pk: int) -> str:
    """By which a table's parcel is known on the map."""
    return f"table-{table_pk}"


def _parcel(table: Table) -> Parcel:
    cycle, meeting = table.running_cycle(), table.next_meeting()
    return Parcel(
        key=key_of(table.pk),
        name=table.name,
        url=table.get_absolute_url(),
        block=table.theme.name,
        block_key=table.theme.slug,
        slot=table.slot,
        phase=cycle.phase if cycle and table.state == Table.State.RUNNING else None,
        round=cycle.number if cycle else 0,
        state_text="" if table.state == Table.State.RUNNING else table.get_state_display(),
        next_text=", ".join(filter(None, [day(meeting.starts_at, "kort"), meeting.place])) if meeting else "",
        size=_size(table.taken),
        people=table.taken,
        free=table.free if table.takes_signups() else 0,
        marks=marks.of_table(table),
    )


def _size(people: int) -> str:
    """Three sizes by the number of people at the table."""
    return "small" if people < 8 else "medium" if people < 15 else "large"
