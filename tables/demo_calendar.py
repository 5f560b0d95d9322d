"""Sensible days for invented meetings: Tuesday or Thursday, and never on a closed day."""

from datetime import date, timedelta

from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.workdays import Calendar

TUESDAY, THURSDAY = 1, 3
# From and up to and including (month, day): the Christmas break, and the summer of school region Noord. For the years that
# the calendar does not know.
USUALLY_CLOSED = [((12, 19), (12, 31)), ((1, 1), (1, 3)), ((7, 10), (8, 22))]


def meeting_days(first: date, *, weeks: int, count: int) -> list[date]:
    """`count` suitable days from `first` on, at least `weeks` apart."""
    days = [suitable(first)]
    while len(days) < count:
        days.append(suitable(days[-1] + timedelta(weeks=weeks)))
    return days


def suitable(day: date) -> date:
    """The first Tuesday or Thursday on or after `day` that is not closed."""
    while day.weekday() not in {TUESDAY, THURSDAY} or is_closed(day):
        day += timedelta(days=1)
    return day


def is_closed(day: date) -> bool:
    """What the region's calendar says where it is filled, and elsewhere what is usual."""
    since, until = ClosedPeriod.objects.ours().first(), ClosedPeriod.objects.filled_until()
    if since is not None and until is not None and since.first_day <= day <= until:
        return bool(Calendar.over(day, day).closed_because(day))
    return any(first <= (day.month, day.day) <= last for first, last in USUALLY_CLOSED)
