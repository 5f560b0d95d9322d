"""What the worker does for the tables: look up, call, done."""

from celery import shared_task
from django.utils import timezone

from leerlandschap.commons import scope
from tables.flows import calibrations, chairs


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
