"""Which days are for work, which are closed, and why: by the calendar that the regional office keeps."""

from collections.abc import Iterable
from datetime import date

from leerlandschap.commons.models.closed import ClosedPeriod

SATURDAY = 5
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
