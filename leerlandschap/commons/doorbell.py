"""Tells the worker that something waits, so that a letter goes in seconds; the timetable makes good what this misses."""

import logging
from threading import Thread
from time import monotonic

from django.conf import settings
from kombu.exceptions import OperationalError

from leerlandschap.commons.tasks import deliver_letters

log = logging.getLogger(__name__)
SECONDS_BETWEEN = 1.0
_last_ring = 0.0
_ringing: Thread | None = None


def ring() -> None:
    """Ask the worker to look, at most once a second a process. A broker that is away or silent holds nobody up."""
    global _last_ring, _ringing
    if not settings.DOORBELL or monotonic() - _last_ring < SECONDS_BETWEEN or (_ringing and _ringing.is_alive()):
        return
    _last_ring = monotonic()
    _ringing = Thread(target=_ring_once, name="doorbell", daemon=True)
    _ringing.start()


def _ring_once() -> None:
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
