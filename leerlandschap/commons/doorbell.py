"""Tells the worker that something waits, so that a letter goes in seconds; the timetable makes good what this misses."""

import logging
from time import monotonic

from django.conf import settings
from kombu.exceptions import OperationalError

from leerlandschap.commons.tasks import deliver_letters

log = logging.getLogger(__name__)
SECONDS_BETWEEN = 1.0
_last_ring = 0.0


def ring() -> None:
    """Ask the worker to look, at most once a second a process. A broker that is away costs nothing but time."""
    global _last_ring
    if not settings.DOORBELL or monotonic() - _last_ring < SECONDS_BETWEEN:
        return
    _last_ring = monotonic()
    try:
        deliver_letters.apply_async(retry=False)
    except (OperationalError, OSError):
        log.warning("the broker does not answer; the timetable delivers the letters")


class DoorbellMiddleware:
    """Rings after every request that may have written something. Stands outside the scope: its transaction is over."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 400:
            ring()
        return response
