"""Sensible days for invented meetings: Tuesday or Thursday, and not in the closed weeks of the region."""

from datetime import date, timedelta

TUESDAY, THURSDAY = 1, 3
# From and up to and including (month, day): the Christmas break, and the summer of school region Noord.
CLOSED = [((12, 19), (12, 31)), ((1, 1), (1, 3)), ((7, 10), (8, 22))]


def meeting_days(first: date, *, weeks: int, count: int) -> list[date]:
    """`count` suitable days from `first` on, at least `weeks` apart."""
    days = [suitable(first)]
    while len(days) < count:
        days.append(suitable(days[-1] + timedelta(weeks=weeks)))
    return days


def suitable(day: date) -> date:
    """The first Tuesday or Thursday on or after `day` that is not in a closed week."""
    while day.weekday() not in {TUESDAY, THURSDAY} or is_closed(day):
        day += timedelta(days=1)
    return day


def is_closed(day: date) -> bool:
    return any(since <= (day.month, day.day) <= until for since, until in CLOSED)
