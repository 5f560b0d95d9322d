"""The network: which organisations take part, and who works there."""

from collections import Counter
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons.once import handled_once
from leerlandschap.network.flows import organisations
from leerlandschap.network.forms.organisations import OrganisationForm
from leerlandschap.network.models import Membership, Organisation, OrganisationKind, RoleAssignment
from leerlandschap.network.roles import Permission, Role, may, require


@require_safe
def organisation_list(request) -> HttpResponse:
    """Every organisation by kind, with how many people where one may see who they are."""
    today = timezone.localdate()
    visible = Membership.objects.running(today).visible_to(request.user).order_by()
    counts = Counter(visible.values_list("organisation_id", flat=True))
    order = {kind: position for position, kind in enumerate(OrganisationKind.values)}
    rows = sorted(Organisation.objects.visible_to(request.user).active(), key=lambda row: (order[row.kind], row.name))
    kinds = [
        (OrganisationKind(kind), [(row, counts.get(row.pk)) for row in found])
        for kind, found in groupby(rows, key=lambda row: row.kind)
    ]
    context = {
        "kinds": kinds,
        "own": Organisation.objects.filter(memberships__in=visible.filter(person__user=request.user)),
        "can_add": may(request.user, Permission.ORGANISATION_EDIT),
        "can_invite": Organisation.objects.where_may_invite(request.user, today).exists(),
    }
    return render(request, "network/organisations/list.html", context)


@require_safe
def organisation_detail(request, ref) -> HttpResponse:
    """One organisation; its people for those who work there, CLM and the regional office."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), ref=ref)
    running = Membership.objects.running(timezone.localdate()).visible_to(request.user)
    context = {
        "organisation": organisation,
        "colleagues": _with_roles(running.filter(organisation=organisation), organisation),
        "shows_people": _sees_people(request.user, organisation),
        "can_invite": organisation.ended_on is None and may(request.user, Permission.PEOPLE_INVITE, organisation),
        "can_end": may(request.user, Permission.PEOPLE_END, organisation),
        "can_edit": may(request.user, Permission.ORGANISATION_EDIT),
    }
    return render(request, "network/organisations/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def organisation_add(request) -> HttpResponse:
    """Bring in an organisation."""
    require(request.user, Permission.ORGANISATION_EDIT)
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        organisation = organisations.add(form.save(commit=False), by=request.user)
        messages.success(request, f"{organisation} doet mee in het leerlandschap.")
        return redirect("organisation", organisation.ref)
    return render(request, "network/organisations/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def organisation_edit(request, ref) -> HttpResponse:
    """Put right what is known of an organisation."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), ref=ref)
    require(request.user, Permission.ORGANISATION_EDIT)
    form = OrganisationForm(request.POST or None, instance=organisation)
    if form.is_valid():
        organisations.change(form.save(commit=False), by=request.user)
        messages.success(request, f"{organisation} is bijgewerkt.")
        return redirect("organisation", organisation.ref)
    return render(request, "network/organisations/edit.html", {"form": form, "organisation": organisation})


def _sees_people(user, organisation: Organisation) -> bool:
    own = organisation.memberships.running(timezone.localdate()).filter(person__user=user)
    return bool(user.roles() & {Role.CLM, Role.REGIONAL_OFFICE}) or own.exists()


def _with_roles(memberships, organisation: Organisation) -> list[tuple[Membership, list[str]]]:
    """Each colleague, with the roles they have for this organisation."""
    roles: dict[int, list[str]] = {}
    for assignment in RoleAssignment.objects.running(timezone.localdate()).filter(organisation=organisation):
        roles.setdefault(assignment.person_id, []).append(assignment.get_role_display())
    rows = memberships.select_related("person__user").order_by("person__name", "pk")
    return [(row, roles.get(row.person_id, [])) for row in rows]
