"""The cookie in which a browser brings a receipt code along for half an hour. The code stands in no address and in no row."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control

from signals import receipts
from signals.models import Experience
from signals.models.experiences import ExperienceQuerySet

COOKIE, SALT = "code", "signals.receipt.cookie"
MINUTES = 30


def remembered(view):
    """Decorator for the view that sends: the browser keeps the code of what was sent anonymously, to show it.

    Stands outside `handled_once`: who presses twice is led on by the first answer, and has the code all the same.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 302 and response.url == reverse("experience-received"):
            keep(response, receipts.unsigned(request.POST.get("receipt", "")))
        return response

    return wrapper


def unkept(view):
    """Decorator for a page that shows what belongs to a code: it is stored nowhere on the way."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        return response

    return wrapper


def keep(response: HttpResponse, code: str) -> None:
    """Let the browser bring the code along for half an hour, to the pages of ervaringen only."""
    response.set_signed_cookie(
        COOKIE, code, salt=SALT, max_age=MINUTES * 60, path=reverse("experience-routes"), httponly=True,
        secure=settings.HTTPS, samesite="Strict",
    )  # fmt: skip


def code(request) -> str:
    """The code that this browser brings; empty when it brings none, or for too long."""
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=MINUTES * 60)


def experiences(request) -> ExperienceQuerySet:
    """The one experience of the code that this browser brings, or none."""
    found = code(request)
    return Experience.objects.filter(receipt_hash=receipts.fingerprint(found)) if found else Experience.objects.none()


def forget(response: HttpResponse) -> None:
    """Let the browser bring the code no longer."""
    response.delete_cookie(COOKIE, path=reverse("experience-routes"), samesite="Strict")
