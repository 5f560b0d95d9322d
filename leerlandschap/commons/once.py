"""Makes a repeated POST harmless: the same form, sent twice, is handled once and leads to the same place."""

import hashlib
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from leerlandschap.commons import cipher
from leerlandschap.commons.models.once import OnceKey

FIELD = "once"
# Sealed it still fits its column; our paths are far shorter.
LONGEST_LOCATION = 330


class SentBefore(Exception):
    """The same form was handled meanwhile; whatever this handling wrote is undone."""


def handled_once(view):
    """Decorator for a view whose form carries the hidden key. What was sent again unchanged gets the first answer.

    The view runs in a transaction whose last deed is to remember the form: of two that run at once the second waits
    there, and is undone. A changed form under the same key is a new wish, and a refused form leaves no trace.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST" or not request.POST.get(FIELD):
            return view(request, *args, **kwargs)
        digest = _digest(request)
        try:
            with transaction.atomic():
                response = view(request, *args, **kwargs)
                if response.status_code != 302:
                    return _first_answer(digest) or response
                _remember(digest, response.url)
                return response
        except SentBefore:
            return _first_answer(digest)
        except (Http404, PermissionDenied):
            if first := _first_answer(digest):
                return first
            raise

    return wrapper


def _remember(digest: str, location: str) -> None:
    """Note that the form was handled. Raises SentBefore when another handling did so first (after waiting for it)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO commons_oncekey (digest, location, made_at) VALUES (%s, %s, %s) ON CONFLICT (digest) DO NOTHING",
            [digest, _seal(location, digest), timezone.now()],
        )
        if cursor.rowcount != 1:
            raise SentBefore


def _first_answer(digest: str) -> HttpResponse | None:
    first = OnceKey.objects.filter(digest=digest).first()
    return HttpResponseRedirect(cipher.unseal(first.location, bound_to=_bound(digest))) if first else None


def _seal(location: str, digest: str) -> str:
    """Where it led, unreadable in the database: it may be a link that opens something without signing in."""
    return cipher.seal(location[:LONGEST_LOCATION], bound_to=_bound(digest))


def _bound(digest: str) -> str:
    return f"commons.oncekey:{digest}"


def _digest(request) -> str:
    """A fingerprint of who sent what where; the token against forgery is left out, because it differs each time."""
    parts = [request.path, str(request.user.pk)]
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            parts += [name, *request.POST.getlist(name)]
    parts += [f"{name}:{upload.name}:{_content(upload)}" for name, upload in sorted(request.FILES.items())]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _content(upload) -> str:
    """A file that was mended and chosen again may well have the same name and size: what is in it decides."""
    upload.seek(0)
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()
