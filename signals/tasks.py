"""What the worker does for ervaringen: look up, call, done."""

from celery import shared_task

from leerlandschap.commons import scope
from signals.flows import reminders


@shared_task
def remind_late() -> None:
    """Remind of promises that have passed."""
    with scope.of(system=True):
        reminders.remind_late()
