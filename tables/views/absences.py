"""Being away: one's own page, for contactpersonen CLM and the regional office."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables.flows import absences
from tables.forms.absences import AbsenceForm
from tables.models import Absence


@require_http_methods(["GET", "POST"])
@handled_once
def absence_list(request) -> HttpResponse:
    """When one is away and who stands in, and for whom one stands in oneself."""
    require(request.user, Permission.ACTION_LIST)
    person = request.user.person
    form = AbsenceForm(request.POST or None, person=person)
    if form.is_valid():
        try:
            said = {name: value for name, value in form.cleaned_data.items() if name != "once"}
            absences.be_away(person, by=request.user, **said)
            messages.success(request, f"{said['stand_in'].name} valt in die dagen voor je in.")
            return redirect("absence-list")
        except ValidationError as error:
            add_refusal(form, error)
    mine = Q(person=person) | Q(stand_in=person)
    found = Absence.objects.filter(mine, last_day__gte=timezone.localdate()).select_related("person", "stand_in")
    context = {"absences": found, "form": form, "person": person}
    return render(request, "tables/absences/list.html", context, status=409 if form.is_bound else 200)


@require_POST
@handled_once
def absence_end(request, ref) -> HttpResponse:
    """Take one's own absence away."""
    found = get_object_or_404(Absence.objects.filter(person__user=request.user), ref=ref)
    absences.come_back(found, by=request.user)
    messages.success(request, "Je staat weer als aanwezig.")
    return redirect("absence-list")
