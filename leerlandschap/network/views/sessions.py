"""Staying signed in while one is at work."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def sign_of_life(request) -> HttpResponse:
    """Asked by a page on which somebody types: whoever is at a long text is not away (`sessions.py`)."""
    return HttpResponse(status=204)
