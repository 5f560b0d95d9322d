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

# By which an address asks for one of what is handled apart.
PART = "deel"
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
    parts = list(code_cookie.experiences(request).select_related("theme").order_by("pk"))
    if parts:
        return _thread(request, parts)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        code = receipts.typed(form.cleaned_data["code"])
        if code and Experience.objects.filter(receipt_hash=receipts.fingerprint(code)).exists():
            response = redirect("experience-by-code")
            code_cookie.keep(response, code)
            return response
        if GoneReceipt.objects.filter(receipt_hash=receipts.fingerprint(code)).exists():
            return render(request, GONE, status=410)
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
def _thread(request, parts: list[Experience]) -> HttpResponse:
    """What was sent with the code; of what is handled apart the one that the address asks for, and else the first."""
    shown = next((one for one in parts if str(one.ref) == request.GET.get(PART)), parts[0])
    context = {"parts": parts if len(parts) > 1 else []}
    return own_page(request, shown, "signals/receipts/detail.html", door=_attachment, **context)


def _attachment(attachment: Attachment) -> str:
    return reverse("code-attachment", args=[attachment.ref])
