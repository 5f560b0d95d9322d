"""What is kept long enough: the list of this month, destroying what stands on it, keeping it longer, and the terms."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import PortalForm, add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from signals import retention
from signals.flows import retention as flows
from signals.forms.retention import DestroyForm, KeepForm, TermForm
from signals.models import Experience, RetentionTerm
from signals.views.picking import refs

# So many stand on the page, and are decided about at once; the next ones stand there after that.
AT_ONCE = 100
DESTROYED = "Vernietigd: {count}. De aantallen blijven."
KEPT = "Langer bewaard: {count}."
SET = "De bewaartermijn is gewijzigd."


@require_safe
def retention_list(request) -> HttpResponse:
    """What is kept long enough, the longest ended first, and for how long each kind is kept."""
    require(request.user, Permission.EXPERIENCE_RETAIN)
    rows = list(_due(request.user)[: AT_ONCE + 1])
    context = {
        "experiences": rows[:AT_ONCE],
        "goes_on": len(rows) > AT_ONCE,
        "month": retention.month_of(timezone.localdate()),
        "terms": retention.terms(),
        "may_set": may(request.user, Permission.EXPERIENCE_TERMS),
    }
    return render(request, "signals/retention/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def retention_destroy(request) -> HttpResponse:
    """Destroy what was picked from the list, or the whole of it; after a page that says what that means."""
    form = DestroyForm(request.POST if request.method == "POST" else None)
    return _decided(request, form, "signals/retention/destroy.html", flows.destroy, DESTROYED)


@require_http_methods(["GET", "POST"])
@handled_once
def retention_keep(request) -> HttpResponse:
    """Keep what was picked from the list longer."""
    form = KeepForm(request.POST if request.method == "POST" else None)
    return _decided(request, form, "signals/retention/keep.html", flows.keep_longer, KEPT)


@require_http_methods(["GET", "POST"])
@handled_once
def retention_term(request, kind: str) -> HttpResponse:
    """Change how long one kind is kept."""
    require(request.user, Permission.EXPERIENCE_TERMS)
    term = next((one for one in retention.terms() if one.kind == kind), None)
    if term is None:
        raise Http404
    row = RetentionTerm(kind=kind, months=term.months, source=term.source)
    form = TermForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        with transaction.atomic():
            said = {name: form.cleaned_data[name] for name in ("months", "source")}
            made = flows.set_term(kind, **said, by=request.user)
            guard.note_kept(form, on=made, by=request.user)
        messages.success(request, SET)
        return redirect("retention-list")
    return render(request, "signals/retention/term.html", {"form": form, "term": term})


def _decided(request, form: PortalForm, template: str, flow: Callable, done: str) -> HttpResponse:
    """A page on which something is decided about what was picked, or the answer once it was."""
    require(request.user, Permission.EXPERIENCE_RETAIN)
    chosen = _chosen(request)
    if form.is_bound and not chosen:
        form.add_error(None, flows.NOTHING)
    if form.is_valid():
        try:
            with transaction.atomic():
                said = {name: value for name, value in form.cleaned_data.items() if name != "once"}
                count = flow(chosen, **said, by=request.user)
                for one in chosen:
                    guard.note_kept(form, on=one, by=request.user)
            messages.success(request, done.format(count=count))
            return redirect("retention-list")
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, template, {"form": form, "experiences": chosen})


def _due(user):
    """What this person decides about: of what stands on the list that which they may know of."""
    found = retention.due(timezone.localdate()).visible_to(user).select_related("theme")
    return found.order_by("closed_at", "pk")


def _chosen(request) -> list[Experience]:
    """What was picked; the whole list when the address says so. The form names each of them."""
    if request.method == "GET" and request.GET.get("alles") == "ja":
        return list(_due(request.user)[:AT_ONCE])
    wanted = refs(request.POST if request.method == "POST" else request.GET, most=AT_ONCE)
    return list(_due(request.user).filter(ref__in=wanted))
