"""Bringing in organisations, people and chairs at once: explain, preview, take over."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import spreadsheets
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import OrganisationKind
from leerlandschap.network.roles import Permission, require
from tables.flows import intakes
from tables.forms.intakes import DiscardForm, TakeOverForm, UploadForm
from tables.intake import template
from tables.models import Intake, Involvement, Table

# The preview names this many rows of a kind; the rest is counted. What is wrong is shown further.
MOST_SHOWN = 50
MOST_REMARKS = 200


@require_http_methods(["GET", "POST"])
@handled_once
def intake_new(request) -> HttpResponse:
    """What the workbook looks like, and the form to bring it in."""
    require(request.user, Permission.INTAKE)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return redirect(intakes.bring_in(form.cleaned_data["workbook"], by=request.user))
        except ValidationError as error:
            form.add_error("workbook", error)
    context = {
        "form": form,
        "waiting": Intake.objects.visible_to(request.user).of_region().waiting()[:5],
        "organisation_kinds": OrganisationKind.labels,
        "involvements": [form.short for form in Involvement],
    }
    return render(request, "tables/intakes/new.html", context)


@require_safe
def intake(request, ref) -> HttpResponse:
    """The preview of a workbook, or what became of it."""
    return _page(request, _found(request, ref))


@require_POST
@handled_once
def intake_take_over(request, ref) -> HttpResponse:
    """Take the whole workbook over."""
    found = _found(request, ref)
    form = TakeOverForm(request.POST)
    if form.is_valid():
        try:
            return redirect(intakes.take_over(found, seen=form.cleaned_data["seen"], by=request.user))
        except ValidationError as error:
            add_refusal(form, error)
    return _page(request, found, refused=form, status=409)


@require_POST
@handled_once
def intake_discard(request, ref) -> HttpResponse:
    """Throw a preview away."""
    found = _found(request, ref)
    form = DiscardForm(request.POST)
    try:
        return redirect(intakes.discard(found, by=request.user))
    except ValidationError as error:
        form.is_valid()
        add_refusal(form, error)
    return _page(request, found, refused=form, status=409)


@require_safe
def intake_template(request) -> HttpResponse:
    """The empty workbook."""
    require(request.user, Permission.INTAKE)
    return spreadsheets.download(spreadsheets.write_workbook(template.empty()), "inlezen-sjabloon.xlsx")


@require_safe
def intake_example(request) -> HttpResponse:
    """The workbook with a few invented rows."""
    require(request.user, Permission.INTAKE)
    table = Table.objects.visible_to(request.user).shown().filter(state=Table.State.RUNNING).first()
    sheets = template.example(table.name if table else "Naam van de tafel")
    return spreadsheets.download(spreadsheets.write_workbook(sheets), "inlezen-voorbeeld.xlsx")


def _found(request, ref) -> Intake:
    require(request.user, Permission.INTAKE)
    return get_object_or_404(Intake.objects.visible_to(request.user).of_region().select_related("file"), ref=ref)


def _page(request, found: Intake, *, refused=None, status: int = 200) -> HttpResponse:
    """The preview with its two buttons; once settled, what became of it."""
    found.refresh_from_db()
    if not found.is_waiting():
        context = {"intake": found, "refused": refused}
        return render(request, "tables/intakes/settled.html", context, status=status)
    try:
        plan = intakes.preview(found, by=request.user)
    except ValidationError as error:
        context = {"intake": found, "sentence": " ".join(error.messages)}
        return render(request, "tables/intakes/settled.html", context, status=410)
    context = {
        "intake": found,
        "plan": plan,
        "refused": refused,
        "take_over": TakeOverForm(initial={"seen": plan.fingerprint()}),
        # Two forms on a page, each with a field of its own called `once`.
        "discard": DiscardForm(auto_id="weg_%s"),
        "most_shown": MOST_SHOWN,
        "most_remarks": MOST_REMARKS,
    }
    return render(request, "tables/intakes/detail.html", context, status=status)
