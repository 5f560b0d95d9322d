"""What a page says of tables, fetched together: bundles of more than one noun, each in a fixed number of questions."""

from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects

from tables.models.cycles import Cycle
from tables.models.meetings import Meeting
from tables.models.tables import Table, TableQuerySet

PEOPLE = ("theme__clm_contact", "chair", "facilitator", "clm_contact")


def for_landscape(tables: TableQuerySet, now: datetime) -> TableQuerySet:
    """Shown tables with what a parcel or a row says: the running round and the next meeting."""
    return tables.shown().prefetch_related(_running(), _meetings(Meeting.objects.nearest(now)))


def for_page(tables: TableQuerySet) -> TableQuerySet:
    """Tables with the people whom their own page names."""
    return tables.select_related(*PEOPLE)


def complete(table: Table, now: datetime) -> None:
    """Bring along the rest of what the table's own page says: its round, and every meeting to come."""
    meetings = Meeting.objects.upcoming(now)
    sessions = meetings if table.has_fixed_chairs else meetings.prefetch_related("topics")
    prefetch_related_objects([table], _running(), _meetings(sessions))


def versions_of(tables: TableQuerySet) -> TableQuerySet:
    """For each table a row that changes when its page would: its own version, and who its people are in which version."""
    people = [name for person in PEOPLE for name in (person, f"{person}__version")]
    return tables.values_list("pk", "version", *people)


def _running() -> Prefetch:
    return Prefetch("cycles", Cycle.objects.filter(ended_on=None), to_attr="running_cycles")


def _meetings(found) -> Prefetch:
    return Prefetch("meetings", found, to_attr="coming_meetings")
