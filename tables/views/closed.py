"""Keeping the calendar of closed days, for the regional office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.commons.models.closed import school_year, school_years
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, require
from tables.flows import closed
from tables.forms.closed import ClosedPeriodForm, RemoveForm
from tables.models import Meeting


@require_safe
def closed_list(request) -> HttpResponse:
    """Every closed day per school year, with where it is written."""
    require(request.user, Permission.CALENDAR_EDIT)
    periods = ClosedPeriod.objects.select_related("edited_by__person")
    context = {
        "years": school_years(periods.standing()),
        "this_year": school_year(timezone.localdate()),
        "removed": periods.filter(removed=True),
        "filled_until": ClosedPeriod.objects.filled_until(),
        "form": PressForm(),
    }
    return render(request, "tables/closed/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def closed_add(request) -> HttpResponse:
    """Close one or more days."""
    require(request.user, Permission.CALENDAR_EDIT)
    return _edited(request, ClosedPeriodForm(request.POST or None), closed.add, "staat in de kalender")


@require_http_methods(["GET", "POST"])
@handled_once
def closed_edit(request, ref) -> HttpResponse:
    """Put a closed period right."""
    require(request.user, Permission.CALENDAR_EDIT)
    period = get_object_or_404(ClosedPeriod.objects.standing(), ref=ref)
    return _edited(request, ClosedPeriodForm(request.POST or None, instance=period), closed.change, "is bewaard")


def _edited(request, form: ClosedPeriodForm, write, done: str) -> HttpResponse:
    """Carry out the form by the flow `write`; when it is refused, the page says why."""
    if form.is_valid():
        try:
            period = write(form.instance, by=request.user)
            messages.success(request, f"“{period}” {done}.{_in_the_way(period)}")
            return redirect(f"{reverse('closed-list')}#{period.ref}")
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/closed/edit.html", {"form": form, "period": form.instance})


@require_POST
@handled_once
def closed_remove(request, ref) -> HttpResponse:
    """Open the days again, or close them after all."""
    require(request.user, Permission.CALENDAR_EDIT)
    period, form = get_object_or_404(ClosedPeriod, ref=ref), RemoveForm(request.POST)
    if form.is_valid():
        try:
            closed.set_removed(period, removed=form.cleaned_data["removed"], by=request.user)
            where = "niet meer" if period.removed else "weer"
            messages.success(request, f"“{period}” staat {where} in de kalender.")
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("closed-list")


def _in_the_way(period: ClosedPeriod) -> str:
    """How many meetings stand on these days, in a sentence; empty when none do."""
    if not period.counts_here():
        return ""
    count = Meeting.objects.planned().on_days(period.first_day, period.last_day).count()
    sentence = "staat één bijeenkomst" if count == 1 else f"staan {count} bijeenkomsten"
    return f" Let op: op deze dagen {sentence} gepland." if count else ""
