"""Keeping the calendar of closed days."""

from django.db import transaction

from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.shipped_rows import ShippedRows
from leerlandschap.network.models import User

ROWS = ShippedRows(
    "closed",
    words=("name", "kind", "first_day", "last_day", "region", "source"),
    same=("kind", "region", "first_day", "last_day"),
    twice="Deze dagen staan er al: “{name}”. Wijzig die regel als er iets niet klopt.",
)


@transaction.atomic
def add(period: ClosedPeriod, *, by: User) -> ClosedPeriod:
    """Close the days of `period`, which is not saved yet. Raises ValidationError when the same days stand there already."""
    ROWS.add(period, by=by)
    return period


@transaction.atomic
def change(period: ClosedPeriod, *, by: User) -> ClosedPeriod:
    """Save the words and days as they stand on `period`. Raises ValidationError when another row says the same."""
    ROWS.change(period, by=by)
    return period


@transaction.atomic
def set_removed(period: ClosedPeriod, *, removed: bool, by: User) -> ClosedPeriod:
    """Open the days again, or close them after all. Raises ValidationError when another row says the same by now."""
    ROWS.set_removed(period, removed=removed, by=by)
    return period
