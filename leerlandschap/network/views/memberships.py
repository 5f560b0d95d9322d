"""Ending somebody's work for an organisation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.flows import memberships
from leerlandschap.network.forms.memberships import LeavingForm
from leerlandschap.network.models import Membership
from leerlandschap.network.roles import Permission, require


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def membership_end(request, ref, person) -> HttpResponse:
    """Says what will happen and to what; then does it."""
    visible = Membership.objects.running(timezone.localdate()).visible_to(request.user)
    membership = get_object_or_404(
        visible.select_related("person__user", "organisation"), organisation__ref=ref, person__ref=person
    )
    require(request.user, Permission.PEOPLE_END, membership.organisation)
    form = LeavingForm(
        request.POST if request.method == "POST" else None, colleagues=memberships.possible_successors(membership)
    )
    if form.is_valid():
        try:
            memberships.end(membership, by=request.user, successor=form.cleaned_data["successor"])
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{membership.person} hoort niet meer bij {membership.organisation}.")
            return redirect("organisation", membership.organisation.ref)
    context = {"membership": membership, "form": form, "will": memberships.foresee(membership)}
    return render(request, "network/organisations/end_membership.html", context)
