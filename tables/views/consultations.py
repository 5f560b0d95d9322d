"""Consultations that others organise: each with a page, kept by the regional office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import versions
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, may, require
from tables.flows import consultations
from tables.forms.consultations import ConsultationForm, EndForm
from tables.models import Consultation


def page_version(request, ref) -> str:
    """Changes with the consultation."""
    found = Consultation.objects.visible_to(AnonymousUser()).filter(ref=ref)
    return versions.as_key(found.values_list("pk", "version"))


@login_not_required
@require_safe
@kept_per_version(page_version)
def consultation(request, ref) -> HttpResponse:
    """What it is for, who organises it, and where it stands in the region."""
    found = get_object_or_404(Consultation.objects.visible_to(request.user), ref=ref)
    context = {"consultation": found, "can_edit": may(request.user, Permission.CONSULTATION_EDIT)}
    return render(request, "tables/consultations/detail.html", context)


@require_safe
def consultation_list(request) -> HttpResponse:
    """Every consultation, and those that ended."""
    require(request.user, Permission.CONSULTATION_EDIT)
    everything = Consultation.objects.visible_to(request.user)
    context = {
        "standing": everything.standing(),
        "ended": everything.exclude(ended_on=None),
        "press": PressForm(),
    }
    return render(request, "tables/consultations/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def consultation_add(request) -> HttpResponse:
    """Put a consultation on the map."""
    require(request.user, Permission.CONSULTATION_EDIT)
    form = ConsultationForm(request.POST or None)
    return _edited(request, form, lambda made: consultations.add(made, by=request.user))


@require_http_methods(["GET", "POST"])
@handled_once
def consultation_edit(request, ref) -> HttpResponse:
    """Change what the page of a consultation says."""
    require(request.user, Permission.CONSULTATION_EDIT)
    form = ConsultationForm(request.POST or None, instance=get_object_or_404(Consultation, ref=ref))
    return _edited(
        request, form, lambda made: consultations.revise(made, changed=form.changed_fields(), by=request.user)
    )


def _edited(request, form: ConsultationForm, write) -> HttpResponse:
    """Carry out the form by `write`; when it is refused, the page says why."""
    if form.is_valid():
        try:
            messages.success(request, f"“{write(form.instance)}” is bewaard.")
            return redirect(form.instance)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/consultations/edit.html", {"form": form, "is_new": form.instance.pk is None})


@require_POST
@handled_once
def consultation_end(request, ref) -> HttpResponse:
    """Take a consultation off the map, or put it back."""
    require(request.user, Permission.CONSULTATION_EDIT)
    found, form = get_object_or_404(Consultation, ref=ref), EndForm(request.POST)
    if form.is_valid():
        try:
            consultations.set_ended(found, ended=form.cleaned_data["ended"], by=request.user)
            said = "niet meer" if found.ended_on else "weer"
            messages.success(request, f"“{found}” staat {said} op de kaart.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("consultation-list")
