"""Keeping the ijkpunten of the region's year."""

from django.db import transaction

from leerlandschap.commons.shipped_rows import ShippedRows
from leerlandschap.network.models import User
from tables.models import Milestone

ROWS = ShippedRows(
    "milestone",
    words=("name", "lane", "first_day", "last_day", "source", "openness"),
    same=("name", "lane", "first_day", "last_day"),
    twice="Dit ijkpunt staat er al op deze dagen: “{name}”. Wijzig dat als er iets niet klopt.",
)


@transaction.atomic
def add(milestone: Milestone, *, by: User) -> Milestone:
    """Put `milestone`, which is not saved yet, in the calendar. Raises ValidationError when the same stands there already."""
    ROWS.add(milestone, by=by)
    return milestone


@transaction.atomic
def change(milestone: Milestone, *, by: User) -> Milestone:
    """Save the words and days as they stand on `milestone`. Raises ValidationError when another row says the same."""
    ROWS.change(milestone, by=by)
    return milestone


@transaction.atomic
def set_removed(milestone: Milestone, *, removed: bool, by: User) -> Milestone:
    """Take it out of the calendar, or put it back. Raises ValidationError when another row says the same by now."""
    ROWS.set_removed(milestone, removed=removed, by=by)
    return milestone
