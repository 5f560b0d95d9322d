"""What belongs to no app: refusals, the health of the portal, and the mailbox of the embedded default."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlandschap.commons import mailbox as mailboxes
from leerlandschap.commons import registry
from leerlandschap.commons.models import Letter


def bad_request(request, exception=None) -> HttpResponse:
    """400: what was sent could not be read."""
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None) -> HttpResponse:
    """403: seen, but not allowed; says who can."""
    reason = str(exception) if exception and str(exception) else ""
    return render(request, "403.html", {"reason": reason}, status=403)


def page_not_found(request, exception=None) -> HttpResponse:
    """404: not there, or not there for you; the page does not tell which."""
    return render(request, "404.html", status=404)


def server_error(request) -> HttpResponse:
    """500: our fault. Renders without the database, which may be what is away."""
    from django.template import loader

    return HttpResponse(loader.get_template("500.html").render(), status=500)


def csrf_failure(request, reason="") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
@require_safe
def health(request) -> JsonResponse:
    """Green when the database answers and no letter waits longer than five minutes; for a monitor, names no content."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    late = Letter.objects.due(timezone.now() - timedelta(minutes=5)).exists()
    return JsonResponse({"database": "ok", "brieven": "te laat" if late else "ok"}, status=503 if late else 200)


@login_not_required
@require_safe
def security_txt(request) -> HttpResponse:
    """Where to tell about a weakness (RFC 9116)."""
    expires = (timezone.now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: {settings.SITE_URL}/contact/", f"Expires: {expires}", "Preferred-Languages: nl, en"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def mailbox(request) -> HttpResponse:
    """The mails that the embedded default sent, and the demo accounts' codes of this moment."""
    return render(request, "commons/mailbox/list.html", {"mails": mailboxes.newest(), "codes": demo_codes()})


@login_not_required
@require_safe
def mail(request, key: str) -> HttpResponse:
    """One mail, as text with links that work."""
    found = mailboxes.find(key)
    if found is None:
        raise Http404
    return render(request, "commons/mailbox/detail.html", {"mail": found})


def demo_codes() -> list:
    """What each demo account has to type as second factor now."""
    return [code for source in registry.codes for code in source()]
