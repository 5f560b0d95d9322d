"""What lies on a table already, for who meets the same: found while typing, read, and counted along with."""

import hashlib
import secrets

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from signals import known, line
from signals.flows import echoes
from signals.forms.known import LikeForm, ShowForm
from signals.models import Bundle

NEWEST = 25
COOKIE, SALT, DAYS = "ook", "signals.echo", 30
COUNTED, TAKEN_BACK = "Je telt mee.", "Je telt niet meer mee."
SHOWN = "Je keuze is bewaard."


@login_not_required
@require_http_methods(["GET", "POST"])
def known_list(request) -> HttpResponse:
    """What looks like what was typed; without anything typed the newest. Nothing of what was typed is kept."""
    form = LikeForm(request.POST or None)
    asked = form.is_valid() and (form.cleaned_data["text"].strip() or form.cleaned_data["theme"])
    if asked:
        found = known.like(request.user, form.cleaned_data["text"].replace("\0", ""), form.cleaned_data["theme"])
    else:
        found = [] if request.htmx else Bundle.objects.shown_to(request.user).select_related("table")[:NEWEST]
    if request.htmx:
        states = [(one, _echo(request, one)) for one in found]
        return render(request, "signals/known/_places.html", {"states": states})
    return render(request, "signals/known/list.html", {"form": form, "bundles": found, "asked": asked})


@login_not_required
@require_safe
def known_bundle(request, ref) -> HttpResponse:
    """One of them: what it tells, what came of it as far as its reader may know, and counting along."""
    found = _shown(request, ref)
    page = {
        "bundle": found,
        "echo": _echo(request, found),
        "many": known.at_least(found.echoes.sides()),
        "line": line.of_shown(found, request.user),
    }
    return render(request, "signals/known/detail.html", page)


@login_not_required
@require_POST
@limited("experience-echo", address="-")
def known_echo(request, ref) -> HttpResponse:
    """Bij ons ook: count along, hear what comes of it or not, or take it back."""
    found, deed = _shown(request, ref), request.POST.get("doe", "")
    by, token = request.user if _person(request) else None, _token(request)
    mark = "" if by else _mark(token, found)
    try:
        if deed == "terug":
            echoes.take_back(found, by=by, mark=mark)
        else:
            echoes.echo(found, by=by, mark=mark, wants_news={"bericht": True, "stil": False}.get(deed))
    except ValidationError as error:
        raise Http404 from error
    response = _answer(request, found, by, mark, deed)
    if by is None:
        _keep(response, token)
    return response


@require_http_methods(["GET", "POST"])
@handled_once
def bundle_show(request, ref) -> HttpResponse:
    """For who handles them: let others who meet the same read a bundle, or no longer."""
    require(request.user, Permission.EXPERIENCE_HANDLE)
    found = get_object_or_404(Bundle.objects.select_related("table"), ref=ref)
    form = ShowForm(request.POST or None, initial={"level": found.shown})
    if form.is_valid():
        try:
            echoes.show(found, level=form.cleaned_data["level"], by=request.user)
            messages.success(request, SHOWN)
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "signals/known/show.html", {"bundle": found, "form": form})


def _answer(request, bundle: Bundle, by, mark: str, deed: str) -> HttpResponse:
    if request.htmx:
        own = echoes.of_whom(bundle, by, mark).first()
        return render(request, "signals/known/_press.html", {"bundle": bundle, "echo": own})
    messages.success(request, TAKEN_BACK if deed == "terug" else COUNTED)
    return redirect(bundle.shown_at_url())


def _shown(request, ref) -> Bundle:
    return get_object_or_404(Bundle.objects.shown_to(request.user).select_related("table"), ref=ref)


def _person(request):
    return getattr(request.user, "person", None) if request.user.is_authenticated else None


def _echo(request, bundle: Bundle):
    """The echo of who looks, if they pressed."""
    by = request.user if _person(request) else None
    token = request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DAYS * 24 * 3600)
    return echoes.of_whom(bundle, by, _mark(token, bundle) if token else "").first()


def _token(request) -> str:
    return request.get_signed_cookie(COOKIE, default="", salt=SALT, max_age=DAYS * 24 * 3600) or secrets.token_hex(16)


def _mark(token: str, bundle: Bundle) -> str:
    return hashlib.sha256(f"signals.echo\0{token}\0{bundle.ref}".encode()).hexdigest()


def _keep(response: HttpResponse, token: str) -> None:
    """What the browser shows that it pressed before; it says nothing else."""
    response.set_signed_cookie(
        COOKIE, token, salt=SALT, max_age=DAYS * 24 * 3600, path=reverse("experience-routes"), httponly=True,
        secure=settings.HTTPS, samesite="Strict",
    )  # fmt: skip
