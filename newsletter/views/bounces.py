"""Where a mail server brings what came back: one address for a machine, that proves itself by a secret."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from newsletter import bounces
from newsletter.flows import sending

KIND = "message/rfc822"


@login_not_required
@csrf_exempt  # a mail server has no cookie and fills in no form; its secret is the proof
@never_cache
@require_POST
def bounce_in(request) -> HttpResponse:
    """Take one mail that came back, as it is. Says whether it was one of ours that failed for good; twice does no harm.

    Not there where no secret is set; what is wrong is said to who knows the secret, and to nobody else.
    """
    if not settings.BOUNCE_SECRET:
        raise Http404
    if not _knows_the_secret(request):
        return _told("the secret is missing or wrong", 401, **{"WWW-Authenticate": "Bearer"})
    if request.content_type != KIND:
        return _told(f"send the mail as it is, with Content-Type: {KIND}", 415)
    if _length(request) > bounces.LONGEST:
        return _told(f"longer than {bounces.LONGEST} bytes: send only its beginning", 413)
    if not request.body.strip():
        return _told("there is no mail in it", 400)
    bounce = bounces.read(request.body)
    return JsonResponse({"ours": bounce is not None and sending.came_back(bounce)})


def _knows_the_secret(request) -> bool:
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    return scheme.lower() == "bearer" and constant_time_compare(given.strip(), settings.BOUNCE_SECRET)


def _length(request) -> int:
    """How long the body says to be; without a word about it nothing is read."""
    length = request.headers.get("Content-Length", "")
    return int(length) if length.isdecimal() else 0


def _told(words: str, status: int, **headers: str) -> HttpResponse:
    return JsonResponse({"error": words}, status=status, headers=headers)
