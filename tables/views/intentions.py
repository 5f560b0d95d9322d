"""The personal intention that belongs to one's own chair."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from tables.flows import intentions as flows
from tables.forms.intentions import IntentionForm
from tables.models import Seat


@require_http_methods(["GET", "POST"])
@handled_once
def seat_intention(request, ref) -> HttpResponse:
    """Write down, change or empty one's own intention."""
    own = Seat.objects.visible_to(request.user).filter(person__user=request.user)
    seat = get_object_or_404(own.select_related("cycle__table", "person"), ref=ref)
    form = IntentionForm(request.POST or None, initial={"intention": seat.intention})
    if form.is_valid():
        try:
            flows.intend(seat, intention=form.cleaned_data["intention"], by=request.user)
            messages.success(request, "Je intentie is bewaard.")
            return redirect(seat)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/intentions/edit.html", {"seat": seat, "form": form})
