"""The day of a moment, for what may be dated no finer: who could be recognised by the minute cannot be by the day."""

from datetime import datetime

from django.utils import timezone


def start_of_day(moment: datetime) -> datetime:
    """When the day of `moment` began here."""
    return timezone.localtime(moment).replace(hour=0, minute=0, second=0, microsecond=0)
