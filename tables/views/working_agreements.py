"""Working agreements on the page of a round."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from tables.flows import working_agreements
from tables.forms.working_agreements import WorkingAgreementForm
from tables.models import WorkingAgreement
from tables.views import cycles


@require_POST
@handled_once
def working_agreement_add(request, slug: str) -> HttpResponse:
    """Make a working agreement in the running round."""
    found = cycles.round_to_turn(request, slug)
    form = WorkingAgreementForm(request.POST, table=found.table, auto_id="afspraak-%s")
    if form.is_valid():
        try:
            text, openness = form.cleaned_data["text"], form.cleaned_data["openness"]
            working_agreements.agree(found, text=text, openness=openness, by=request.user)
            messages.success(request, "De werkafspraak staat erbij en geldt vanaf vandaag.")
            return redirect(f"{found.get_absolute_url()}#afspraken")
        except ValidationError as error:
            add_refusal(form, error)
    return cycles.show(request, found, agreement=form)


@require_POST
@handled_once
def working_agreement_end(request, ref) -> HttpResponse:
    """Say that a working agreement no longer holds."""
    agreements = WorkingAgreement.objects.visible_to(request.user).select_related("table")
    agreement = get_object_or_404(agreements, ref=ref)
    found = cycles.round_to_turn(request, agreement.table.slug)
    try:
        working_agreements.end(agreement, by=request.user)
        messages.success(request, "De werkafspraak geldt tot en met vandaag.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{found.get_absolute_url()}#afspraken")
