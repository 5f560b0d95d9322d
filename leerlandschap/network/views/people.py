"""One person: where they work, how to reach them, and their roles."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.flows import accounts, assignments, people
from leerlandschap.network.forms.assignments import AssignmentForm
from leerlandschap.network.forms.people import PersonForm
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.models import Membership, Organisation, Person, RoleAssignment, User
from leerlandschap.network.roles import Permission, may, refusal, require


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def person(request, ref) -> HttpResponse:
    """A colleague; the regional office gives roles here."""
    found = get_object_or_404(Person.objects.visible_to(request.user), ref=ref)
    if request.method == "POST":
        require(request.user, Permission.ROLE_ASSIGN)
    form = AssignmentForm(request.POST or None, organisations=_workplaces(found))
    if form.is_valid():
        given = form.cleaned_data
        try:
            assignments.assign(found, given["role"], organisation=given["organisation"], by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{found} heeft er een rol bij.")
            return redirect("person", found.ref)
    return render(request, "network/people/detail.html", {"form": form, **_about(found, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def person_edit(request, ref) -> HttpResponse:
    """One's own name and number; the regional office puts right those of others."""
    found = get_object_or_404(Person.objects.visible_to(request.user), ref=ref)
    if not _may_edit(found, request.user):
        raise PermissionDenied(refusal(Permission.ORGANISATION_EDIT))
    form = PersonForm(request.POST) if request.method == "POST" else PersonForm.of(found)
    if form.is_valid():
        people.change(found, name=form.cleaned_data["name"], phone=form.cleaned_data["phone"], by=request.user)
        messages.success(request, "De gegevens zijn bewaard.")
        return redirect("person", found.ref)
    return render(request, "network/people/edit.html", {"form": form, "person": found})


@require_POST
@handled_once
def assignment_withdraw(request, ref, assignment) -> HttpResponse:
    """Take a role back."""
    found = get_object_or_404(Person.objects.visible_to(request.user), ref=ref)
    require(request.user, Permission.ROLE_ASSIGN)
    held = get_object_or_404(RoleAssignment, ref=assignment, person=found)
    try:
        assignments.withdraw(held, by=request.user)
        messages.success(request, f"De rol {held.get_role_display()} van {found} is ingetrokken.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("person", found.ref)


@require_POST
@handled_once
def second_factor_reset(request, ref) -> HttpResponse:
    """For somebody who lost the phone with their codes."""
    found = get_object_or_404(Person.objects.visible_to(request.user), ref=ref)
    require(request.user, Permission.ROLE_ASSIGN)
    account = get_object_or_404(User, person=found)
    try:
        accounts.reset_second_factor(account, by=request.user)
        messages.success(request, f"{found} stelt bij de volgende keer inloggen een nieuwe tweede stap in.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("person", found.ref)


def _may_edit(found: Person, user) -> bool:
    return found.user == user or may(user, Permission.ORGANISATION_EDIT)


def _workplaces(found: Person):
    running = Membership.objects.running(timezone.localdate()).filter(person=found)
    return Organisation.objects.filter(memberships__in=running)


def _about(found: Person, user) -> dict:
    today = timezone.localdate()
    memberships = Membership.objects.running(today).filter(person=found).visible_to(user)
    here = Q(organisation=None) | Q(organisation__in=memberships.values("organisation"))
    return {
        "person": found,
        "memberships": memberships.select_related("organisation"),
        "roles": found.role_assignments.running(today).filter(here).select_related("organisation").order_by("role"),
        "press": PressForm(auto_id=False),
        "can_edit": _may_edit(found, user),
        "can_assign": may(user, Permission.ROLE_ASSIGN),
        "can_reset": may(user, Permission.ROLE_ASSIGN) and found.user is not None and found.user != user,
    }
