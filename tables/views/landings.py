"""Landings: where an insight lands, and the steps it takes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, refusal
from tables import openness
from tables.flows import landings as flows
from tables.for_whom import for_whom
from tables.forms.landings import FrameForm, LandingForm, StepForm
from tables.landing_steps import STEPS, step
from tables.models import Landing, Openness
from tables.value import REVISING
from tables.views import insights


@login_not_required
@require_safe
def landing(request, ref) -> HttpResponse:
    """One landing: what, who, for whom, when, and the steps it took."""
    return _show(request, _readable(request.user, ref))


@require_http_methods(["GET", "POST"])
@handled_once
def landing_new(request, ref) -> HttpResponse:
    """Propose where an insight lands."""
    insight = insights.to_keep(request.user, ref)
    form = LandingForm(request.POST or None, table=insight.table, by=request.user)
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in (*form._meta.fields, "holds_for")}
            made = flows.propose(insight, by=request.user, **wish)
            guard.note_kept(form, on=insight.table, by=request.user)
            messages.success(request, "De landing is voorgesteld.")
            return redirect(made)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/landings/edit.html", {"insight": insight, "form": form, "is_new": True})


@require_http_methods(["GET", "POST"])
@handled_once
def landing_edit(request, ref) -> HttpResponse:
    """Change a landing; what it says only while it is proposed."""
    found = _to_bring_on(request.user, ref)
    form = LandingForm(request.POST or None, instance=found, table=found.insight.table, by=request.user)
    if form.is_valid():
        try:
            holds_for = form.cleaned_data.get("holds_for")
            flows.revise(form.instance, changed=form.changed_fields(), holds_for=holds_for, by=request.user)
            guard.note_kept(form, on=found.insight.table, by=request.user)
            messages.success(request, "De landing is bijgewerkt.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    fresh = _readable(request.user, ref)
    return render(request, "tables/landings/edit.html", {"insight": fresh.insight, "landing": fresh, "form": form})


@require_POST
@handled_once
def landing_step(request, ref) -> HttpResponse:
    """Bring a landing a step on, or back."""
    found = _to_bring_on(request.user, ref)
    chosen = step(found.state, request.POST.get("to", ""))
    if chosen is None:
        messages.error(request, flows.NO_STEP.format(state=found.get_state_display()))
        return redirect(found)
    form = StepForm(request.POST, step=chosen)
    if form.is_valid():
        try:
            taken = flows.take(found, to=chosen.to, words=form.cleaned_data["words"], by=request.user)
            guard.note_kept(form, on=found.insight.table, by=request.user)
            messages.success(request, f"De landing is nu: {taken.get_state_display()}.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return _show(request, found, refused=form)


@require_POST
@handled_once
def landing_frame(request, ref) -> HttpResponse:
    """Say that a frame was revised because of a landing."""
    found = _to_bring_on(request.user, ref)
    form = FrameForm(request.POST)
    if form.is_valid():
        try:
            flows.revise_frame(found, on=form.cleaned_data["on"], by=request.user)
            messages.success(request, "Vastgelegd: het kader is herzien.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return _show(request, found, refused=form)


def _readable(user, ref) -> Landing:
    rows = Landing.objects.visible_to(user).select_related(
        "insight__table__theme", "insight__superseded_by", "owner", "organisation", "agreement"
    )
    return get_object_or_404(rows, ref=ref)


def _to_bring_on(user, ref) -> Landing:
    """The landing, for who looks after the insight or sees to the landing. Raises Http404 and PermissionDenied."""
    found = _readable(user, ref)
    if not _brings_on(user, found):
        raise PermissionDenied(refusal(Permission.INSIGHT_KEEP))
    return found


def _brings_on(user, found: Landing) -> bool:
    sees_to = found.owner is not None and found.owner.user_id == getattr(user, "pk", None) and user.is_authenticated
    return sees_to or may(user, Permission.INSIGHT_KEEP, found.insight.table)


def _show(request, found: Landing, *, refused=None) -> HttpResponse:
    user, table = request.user, found.insight.table
    if refused is not None:
        refused.summed_up = True
    brings_on = _brings_on(user, found)
    forms = [_form(one, refused) for one in STEPS[found.state]] if brings_on else []
    frame = refused if isinstance(refused, FrameForm) else FrameForm()
    context = {
        "landing": found,
        "insight": found.insight,
        "table": table,
        "holds_for": for_whom(found.holds_for.all(), user),
        "steps": found.steps.select_related("by"),
        "onward": [form for form in forms if not form.step.back],
        "back": [form for form in forms if form.step.back],
        "frame": frame if brings_on and found.state in REVISING and not found.frame_revised_on else None,
        "brings_on": brings_on,
        "reads_agreement": found.agreement is not None and _reads(user, found),
        "names": user.is_authenticated and Openness.TABLE in openness.seen_by(user, table),
        "refused": refused,
    }
    return render(request, "tables/landings/detail.html", context, status=409 if refused else 200)


def _form(one, refused) -> StepForm:
    sent = isinstance(refused, StepForm) and refused.step == one
    return refused if sent else StepForm(step=one)


def _reads(user, found: Landing) -> bool:
    return type(found.agreement).objects.visible_to(user).filter(pk=found.agreement_id).exists()
