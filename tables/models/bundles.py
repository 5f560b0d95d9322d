"""What a page says of tables, fetched together: bundles of more than one noun, each in a fixed number of questions."""

from datetime import datetime

from django.db.models import Prefetch

from tables.models.cycles import Cycle
from tables.models.meetings import Meeting
from tables.models.tables import TableQuerySet

PEOPLE = ("theme__clm_contact", "chair", "facilitator", "clm_contact")


def for_landscape(tables: TableQuerySet, now: datetime) -> TableQuerySet:
    """Shown tables with what a parcel or a row says: the running round and the next meeting."""
    return tables.shown().prefetch_related(_running(), _meetings(Meeting.objects.nearest(now)))


def for_page(tables: TableQuerySet, now: datetime) -> TableQuerySet:
    """Tables with what their own page says: their people, their round, and every meeting to come."""
    return tables.select_related(*PEOPLE).prefetch_related(_running(), _meetings(Meeting.objects.upcoming(now)))


def _running() -> Prefetch:
    return Prefetch("cycles", Cycle.objects.filter(ended_on=None), to_attr="running_cycles")


def _meetings(found) -> Prefetch:
    return Prefetch("meetings", found, to_attr="coming_meetings")
