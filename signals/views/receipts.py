"""The door for who sent something anonymously: the code is shown once, and opens the thread."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from signals import receipts
from signals.forms.experiences import CodeForm
from signals.models import Attachment, Experience, GoneReceipt
from signals.views import code_cookie
from signals.views.experiences import GONE, own_page

UNKNOWN = "Deze code kennen we niet. Kijk of je hem goed hebt overgetypt."


@login_not_required
@require_safe
@code_cookie.unkept
def experience_received(request) -> HttpResponse:
    """The code, to keep before going on."""
    if not code_cookie.experiences(request).exists():
        return redirect("experience-by-code")
    page = {
        "code": receipts.spoken(code_cookie.code(request)),
        # On paper nothing can be pressed.
        "address": settings.SITE_URL.partition("://")[2] + reverse("experience-by-code"),
    }
    return render(request, "signals/receipts/received.html", page)


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("experience-code", address="-")
@code_cookie.unkept
def experience_by_code(request) -> HttpResponse:
    """Come back with a code; whoever has it reads the thread and says more."""
    found = code_cookie.experiences(request).select_related("theme").first()
    if found is not None:
        return _thread(request, found)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = receipts.typed(form.cleaned_data["code"])
        if GoneReceipt.objects.filter(receipt_hash=receipts.fingerprint(code)).exists():
            return render(request, GONE, status=410)
        if code and Experience.objects.filter(receipt_hash=receipts.fingerprint(code)).exists():
            response = redirect("experience-by-code")
            code_cookie.keep(response, code)
            return response
        form.add_error("code", UNKNOWN)
    return render(request, "signals/receipts/ask.html", {"form": form})


@login_not_required
@require_POST
def experience_code_close(request) -> HttpResponse:
    """Forget the code in this browser."""
    response = redirect("experience-by-code")
    code_cookie.forget(response)
    return response


@handled_once
def _thread(request, experience: Experience) -> HttpResponse:
    return own_page(request, experience, "signals/receipts/detail.html", door=_attachment)


def _attachment(attachment: Attachment) -> str:
    return reverse("code-attachment", args=[attachment.ref])
