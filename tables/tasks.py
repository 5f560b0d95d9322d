"""What the worker does for the tables: look up, call, done."""

from celery import shared_task

from leerlandschap.commons import scope
from tables.flows import chairs


@shared_task
def sweep_chairs() -> None:
    """Let lapsed offers go on to the next, and open kept chairs whose last day has passed."""
    with scope.of(system=True):
        chairs.sweep()
