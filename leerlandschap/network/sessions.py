"""How long somebody stays signed in: twelve hours at most, and half an hour idle for who can reach much of the portal."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import get_user
from django.utils import timezone

# BIO2 and reliability.md, abuse case 7.
LONGEST = timedelta(hours=12)
IDLE = timedelta(minutes=30)
# A sign of life is written at most this often, so that a page is not a write.
NOTED_EVERY = timedelta(minutes=1)

BEGAN, SEEN = "began_at", "seen_at"
OVER = "Je was langer dan 12 uur ingelogd. Log opnieuw in."
WAS_IDLE = "Je was langer dan 30 minuten weg. Log opnieuw in."


def mark_beginning(session, now: datetime) -> None:
    """Note that somebody has just signed in."""
    session[BEGAN] = session[SEEN] = int(now.timestamp())


def why_over(session, now: datetime, *, idles_out: bool) -> str:
    """A Dutch sentence that says why this session is over, or nothing while it is not."""
    if BEGAN not in session:
        mark_beginning(session, now)
    if now.timestamp() - session[BEGAN] > LONGEST.total_seconds():
        return OVER
    if not idles_out:
        return ""
    idle = now.timestamp() - session.get(SEEN, 0)
    if idle > IDLE.total_seconds():
        return WAS_IDLE
    if idle > NOTED_EVERY.total_seconds():
        session[SEEN] = int(now.timestamp())
    return ""


class SessionLifetimeMiddleware:
    """Signs out whoever has been signed in, or away, too long; what they then asked for asks them to sign in."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        # The account itself: what stood in for it until now would look it up again at every question.
        request.user = get_user(request)
        if request.user.is_authenticated:
            over = why_over(request.session, timezone.now(), idles_out=request.user.needs_second_factor())
            if over:
                logout(request)
                messages.info(request, over)
        return self.get_response(request)
