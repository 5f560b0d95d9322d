"""What the worker does for the ground floor: look up, call, done."""

from celery import shared_task
from django.utils import timezone

from leerlandschap.commons import bundles, mail, registry, scope, search


@shared_task
def deliver_letters() -> None:
    """Hand over every letter that is due, batch after batch."""
    while mail.deliver_due(timezone.now()):
        pass


@shared_task
def send_bundles() -> None:
    """Write the one mail a day to each person for whom something waits."""
    with scope.of(system=True):
        bundles.send_due(timezone.now())


@shared_task
def tidy() -> None:
    """Remove what has lapsed, in each app."""
    with scope.of(system=True):
        for lapse in registry.tidy:
            lapse(timezone.now())


@shared_task
def rebuild_search() -> None:
    """Make the search index anew, and count its words: what a flow forgot is found again the next day."""
    search.rebuild()
