"""Makes a repeated POST harmless: the same form, sent twice, is handled once and leads to the same place."""

import hashlib
from functools import wraps

from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from leerlandschap.commons import cipher, guard, scope
from leerlandschap.commons.models.once import OnceKey
from leerlandschap.commons.writes import Change, Insert

FIELD = "once"
NOTE = Insert(OnceKey)
LEADS_TO = Change(
    lambda location, digest: (OnceKey.objects.filter(digest=digest), {"location": location}), "location", "digest"
)
# Sealed it still fits its column; our paths are far shorter.
LONGEST_LOCATION = 330


def handled_once(view):
    """Decorator for a view whose form carries the hidden key. What was sent again unchanged gets the first answer.

    The form is noted before the view runs, in the same transaction: of two that run at once the second waits there for
    the first one's answer. A changed form under the same key is a new wish, and a refused form leaves no trace.
    That its sender kept what may point to a person, is noted here on what the view did (`guard.py`).
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if not request.POST.get(FIELD):
            return _answer(view, request, *args, **kwargs)
        digest = _digest(request)
        with scope.deed():
            if not _is_new(digest):
                return _first_answer(digest)
            response = _answer(view, request, *args, **kwargs)
            if response.status_code == 302:
                LEADS_TO.make(_seal(response.url, digest), digest)
            else:
                OnceKey.objects.filter(digest=digest).delete()
            return response

    return wrapper


def _answer(view, request, *args, **kwargs) -> HttpResponse:
    """What the view answers, with a note in the trail of what may point to a person and was kept, when something was done."""
    with guard.noting() as note_kept:
        response = view(request, *args, **kwargs)
        if response.status_code == 302:
            note_kept()
        return response


def _is_new(digest: str) -> bool:
    """Note the form; false when it was handled before, or meanwhile: then only after that was settled."""
    return bool(NOTE.add_new(OnceKey(digest=digest, made_at=timezone.now()), told_apart_by="digest"))


def _first_answer(digest: str) -> HttpResponse:
    first = OnceKey.objects.get(digest=digest)
    return HttpResponseRedirect(cipher.unseal(first.location, bound_to=bound(digest)))


def _seal(location: str, digest: str) -> str:
    """Where it led, unreadable in the database: it may be a link that opens something without signing in."""
    return cipher.seal(location[:LONGEST_LOCATION], bound_to=bound(digest))


def bound(digest: str) -> str:
    """What the place somebody was led to is bound to."""
    return f"commons.oncekey:{digest}"


def _digest(request) -> str:
    """A fingerprint of who sent what where; the token against forgery is left out, because it differs each time."""
    parts = [request.path, str(request.user.pk)]
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            parts += [name, *request.POST.getlist(name)]
    for name in sorted(request.FILES):
        parts += [f"{name}:{upload.name}:{_content(upload)}" for upload in request.FILES.getlist(name)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _content(upload) -> str:
    """A file that was mended and chosen again may well have the same name and size: what is in it decides."""
    upload.seek(0)
    found = hashlib.sha256()
    for chunk in upload.chunks():
        found.update(chunk)
    upload.seek(0)
    return found.hexdigest()
