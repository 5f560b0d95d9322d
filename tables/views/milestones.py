"""The ijkpunten of the region's year, for who keeps them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, require
from tables.flows import milestones
from tables.forms.closed import RemoveForm
from tables.forms.milestones import MilestoneForm
from tables.models import Milestone


@require_safe
def milestone_list(request) -> HttpResponse:
    """Every ijkpunt by year, with where it comes from."""
    require(request.user, Permission.CALENDAR_EDIT)
    found = Milestone.objects.select_related("edited_by__person")
    years: dict[int, list[Milestone]] = {}
    for milestone in found.standing():
        years.setdefault(milestone.first_day.year, []).append(milestone)
    context = {
        "years": years,
        "this_year": timezone.localdate().year,
        "removed": found.filter(removed=True),
        "form": PressForm(auto_id=False),
    }
    return render(request, "tables/milestones/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def milestone_add(request) -> HttpResponse:
    """Put an ijkpunt in the calendar."""
    require(request.user, Permission.CALENDAR_EDIT)
    return _edited(request, MilestoneForm(request.POST or None), milestones.add, "staat in de kalender")


@require_http_methods(["GET", "POST"])
@handled_once
def milestone_edit(request, ref) -> HttpResponse:
    """Put an ijkpunt right."""
    require(request.user, Permission.CALENDAR_EDIT)
    milestone = get_object_or_404(Milestone.objects.standing(), ref=ref)
    return _edited(request, MilestoneForm(request.POST or None, instance=milestone), milestones.change, "is bewaard")


@require_POST
@handled_once
def milestone_remove(request, ref) -> HttpResponse:
    """Take an ijkpunt out of the calendar, or put it back."""
    require(request.user, Permission.CALENDAR_EDIT)
    milestone, form = get_object_or_404(Milestone, ref=ref), RemoveForm(request.POST)
    if form.is_valid():
        try:
            milestones.set_removed(milestone, removed=form.cleaned_data["removed"], by=request.user)
            messages.success(
                request, f"“{milestone}” staat {'niet meer' if milestone.removed else 'weer'} in de kalender."
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("milestone-list")


def _edited(request, form: MilestoneForm, write, done: str) -> HttpResponse:
    """Carry out the form by the flow `write`; when it is refused, the page says why."""
    if form.is_valid():
        try:
            milestone = write(form.instance, by=request.user)
            messages.success(request, f"“{milestone}” {done}.")
            return redirect(f"{reverse('milestone-list')}#{milestone.ref}")
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/milestones/edit.html", {"form": form, "milestone": form.instance})
