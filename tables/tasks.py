"""What the worker does for the tables: look up, call, done."""

from celery import shared_task
from django.utils import timezone

from leerlandschap.commons import scope
from tables.flows import calibrations, chairs, reminders
from tables.reminders import RULES


@shared_task
def sweep_chairs() -> None:
    """Let lapsed offers go on to the next, and open kept chairs whose last day has passed."""
    with scope.of(system=True):
        chairs.sweep()


@shared_task
def ask_calibrations() -> None:
    """Ask every table whose half-yearly calibration is due."""
    with scope.of(system=True):
        calibrations.ask_due(timezone.localdate())


@shared_task
def remind() -> None:
    """Write down who must be reminded of what by now, and put it with what waits for the one mail a day.

    Each step is a transaction of its own, so that a claim stands when the worker is killed after it.
    """
    now, claimed = timezone.now(), True
    for code in RULES:
        with scope.of(system=True):
            reminders.write_due(code, now)
    while claimed:
        with scope.of(system=True):
            claimed = reminders.claim(now)
        with scope.of(system=True):
            reminders.tell_claimed(claimed, now)
