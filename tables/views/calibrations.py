"""The half-yearly calibration of a table."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables.flows import calibrations
from tables.forms.calibrations import CalibrationForm
from tables.models import Calibration


@require_http_methods(["GET", "POST"])
@handled_once
def calibration(request, slug: str, ref) -> HttpResponse:
    """The questions for who leads the table; once answered, the answers for everybody who sits there."""
    found = _calibration(request, slug, ref)
    if found.is_done() and request.method == "GET":
        return render(request, "tables/calibrations/done.html", {"calibration": found, "table": found.table})
    require(request.user, Permission.CALIBRATE, found)
    agreements = found.table.opening_agreements.all()
    form = CalibrationForm(request.POST or None, agreements=agreements)
    if form.is_valid():
        try:
            calibrations.complete(found, **form.answers(), by=request.user)
            messages.success(request, f"{found.table} is geijkt. Wie aan tafel zit, kan de antwoorden lezen.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "calibration": found,
        "table": found.table,
        "form": form,
        "questions": found.table.questions.taken_up().visible_to(request.user),
        "agreements": agreements,
    }
    return render(request, "tables/calibrations/edit.html", context)


def _calibration(request, slug: str, ref) -> Calibration:
    """The calibration, for who may read it. Raises Http404."""
    seen = Calibration.objects.visible_to(request.user).select_related("table__theme", "done_by__person")
    return get_object_or_404(seen, table__slug=slug, ref=ref)
