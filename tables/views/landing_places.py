"""Intended landing places on the page of a round."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from tables.flows import landing_places
from tables.forms.landing_places import LandingPlaceForm
from tables.models import LandingPlace, Table
from tables.views import cycles


@require_POST
@handled_once
def landing_place_add(request, slug: str) -> HttpResponse:
    """Say where the round means to land."""
    found = cycles.round_to_turn(request, slug)
    form = LandingPlaceForm(request.POST, company=found.company(), auto_id="plek-%s")
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in ("kind", "words", "owner")}
            landing_places.intend(found, by=request.user, **wish)
            messages.success(request, "De landingsplek staat erbij.")
            return redirect(f"{found.get_absolute_url()}#landing")
        except ValidationError as error:
            add_refusal(form, error)
    return cycles.show(request, found, place=form)


@require_POST
@handled_once
def landing_place_drop(request, ref) -> HttpResponse:
    """Take an intended landing place away."""
    tables = Table.objects.visible_to(request.user)
    place = get_object_or_404(
        LandingPlace.objects.filter(cycle__table__in=tables).select_related("cycle__table"), ref=ref
    )
    found = cycles.round_to_turn(request, place.cycle.table.slug)
    try:
        landing_places.drop(place, by=request.user)
        messages.success(request, "De landingsplek is weggehaald.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{found.get_absolute_url()}#landing")
