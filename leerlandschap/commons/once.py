"""Makes a repeated POST harmless: the same form, sent twice, is handled once and leads to the same place."""

import hashlib
from functools import wraps

from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from leerlandschap.commons.models.once import OnceKey

FIELD = "once"


def handled_once(view):
    """Decorator for a view whose form carries the hidden key. What was sent again unchanged gets the first answer.

    A changed form under the same key is a new wish and is handled. A form that was refused leaves no trace.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method != "POST" or not request.POST.get(FIELD):
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return _first_or_again(_digest(request), lambda: view(request, *args, **kwargs))

    return wrapper


def _first_or_again(digest: str, handle) -> HttpResponse:
    if not _take(digest):
        return HttpResponseRedirect(OnceKey.objects.get(digest=digest).location)
    response = handle()
    if response.status_code == 302 and len(response.url) <= 500:
        OnceKey.objects.filter(digest=digest).update(location=response.url)
    else:
        OnceKey.objects.filter(digest=digest).delete()
    return response


def _take(digest: str) -> bool:
    """Claim the digest; a second claimer waits here for the first one's commit, and then gets False."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO commons_oncekey (digest, location, made_at) VALUES (%s, '', %s) ON CONFLICT (digest) DO NOTHING",
            [digest, timezone.now()],
        )
        return cursor.rowcount == 1


def _digest(request) -> str:
    """A fingerprint of who sent what where; the token against forgery is left out, because it differs each time."""
    parts = [request.path, str(request.user.pk)]
    for name in sorted(request.POST):
        if name != "csrfmiddlewaretoken":
            parts += [name, *request.POST.getlist(name)]
    parts += [f"{name}:{upload.name}:{upload.size}" for name, upload in sorted(request.FILES.items())]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
