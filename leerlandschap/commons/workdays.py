"""Which days are for work, which are closed, and why: by the calendar that the regional office keeps."""

from collections.abc import Iterable
from datetime import date, timedelta

from leerlandschap.commons.models.closed import ClosedPeriod

SATURDAY, SUNDAY = 5, 6
WEEKEND = "weekend"


class Calendar:
    """The closed days of a stretch of time, fetched in one question and then asked day by day."""

    def __init__(self, periods: Iterable[ClosedPeriod]) -> None:
        self._periods = list(periods)

    @classmethod
    def over(cls, first: date, last: date) -> "Calendar":
        """What is closed here from `first` up to and including `last`."""
        return cls(ClosedPeriod.objects.ours().overlapping(first, last))

    def closed_because(self, day: date) -> str:
        """Why nothing is planned on `day`, in Dutch words; empty when it is open. A public holiday says more than the rest."""
        if is_weekend(day):
            return WEEKEND
        reasons = [period for period in self._periods if period.first_day <= day <= period.last_day]
        reasons.sort(key=lambda period: period.kind != ClosedPeriod.Kind.PUBLIC_HOLIDAY)
        return reasons[0].reason if reasons else ""


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def is_workday(day: date) -> bool:
    """Whether people work on `day`: Monday to Friday, and no public holiday. School holidays are workdays."""
    if is_weekend(day):
        return False
    holidays = ClosedPeriod.objects.ours().of_kinds(ClosedPeriod.Kind.PUBLIC_HOLIDAY)
    return not holidays.overlapping(day, day).exists()


def public_holidays(year: int) -> set[date]:
    """The Dutch public holidays of a year, by calculation: promises reach further than the calendar that people keep.

    Liberation Day counts once in five years; King's Day moves to Saturday when it falls on Sunday.
    """
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=days) for days in (0, 1, 39, 49, 50)}
    king = date(year, 4, 27) - timedelta(days=date(year, 4, 27).weekday() == SUNDAY)
    fixed = {date(year, 1, 1), king, date(year, 12, 25), date(year, 12, 26)}
    return moving | fixed | ({date(year, 5, 5)} if year % 5 == 0 else set())


def easter_sunday(year: int) -> date:
    """Easter by the Gregorian calendar (the rule of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(year, month, day + 1)


def after(day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`."""
    known = _closed(day, day + timedelta(days=3 * count + 20))
    while count:
        day += timedelta(days=1)
        count -= not (is_weekend(day) or day in known)
    return day


def on_or_before(day: date) -> date:
    """`day` when people work then, or else the last working day before it."""
    known = _closed(day - timedelta(days=20), day)
    while is_weekend(day) or day in known:
        day -= timedelta(days=1)
    return day


def numbered(first: date, last: date) -> dict[date, int]:
    """Each day from `first` up to and including `last`, numbered in working days: the difference of two is what lies between."""
    known, found, number = _closed(first, last), {}, 0
    for day in (first + timedelta(days=days) for days in range((last - first).days + 1)):
        number += not (is_weekend(day) or day in known)
        found[day] = number
    return found


def _closed(first: date, last: date) -> set[date]:
    """The public holidays between two days: those by calculation, and what the regional office added to its calendar."""
    calculated = set().union(*(public_holidays(year) for year in range(first.year, last.year + 1)))
    added = ClosedPeriod.objects.ours().of_kinds(ClosedPeriod.Kind.PUBLIC_HOLIDAY).overlapping(first, last)
    for begins, ends in added.values_list("first_day", "last_day"):
        calculated |= {begins + timedelta(days=days) for days in range((ends - begins).days + 1)}
    return calculated
