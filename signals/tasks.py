"""What the worker does for ervaringen: look up, call, done."""

from celery import shared_task

from leerlandschap.commons import scope
from signals import figures
from signals.flows import reminders, retention, returns


@shared_task
def remind_late() -> None:
    """Remind of promises that have passed."""
    with scope.of(system=True):
        reminders.remind_late()


@shared_task
def review_retention() -> None:
    """Tell who decides about it that the list of this month waits. Nothing is destroyed here: people do that."""
    with scope.of(system=True):
        retention.remind()


@shared_task
def bring_back() -> None:
    """Look what came of what went to a table, and tell who sent it."""
    returns.sweep()


@shared_task
def count_figures() -> None:
    """Count what the public figures of today are made of."""
    with scope.of(system=True):
        figures.count_ahead()
