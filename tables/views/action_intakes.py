"""Bringing running actions along to a table: explain, preview row by row, take over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import spreadsheets
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables.flows import action_intakes as flows
from tables.flows import intakes
from tables.forms.action_intakes import TakeOverForm, UploadForm
from tables.forms.intakes import DiscardForm
from tables.intake import actions as lists
from tables.models import Intake, Table

MOST_REMARKS = 200


@require_http_methods(["GET", "POST"])
@handled_once
def action_intake_new(request, slug: str) -> HttpResponse:
    """What the list looks like, and the form to bring it in."""
    table = _table(request, slug)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return redirect(flows.bring_in(table, form.cleaned_data["workbook"], by=request.user))
        except ValidationError as error:
            form.add_error("workbook", error)
    context = {
        "table": table,
        "form": form,
        "waiting": _own(request.user, table).waiting()[:5],
        "stands_in": flows.stands_in(table),
        "running": table.running_cycle() is not None,
    }
    return render(request, "tables/action_intakes/new.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def action_intake(request, slug: str, ref) -> HttpResponse:
    """The preview of a list, row by row, and taking it over."""
    table = _table(request, slug)
    found = get_object_or_404(_own(request.user, table), ref=ref)
    try:
        plan = flows.preview(found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("action-intake-new", slug=table.slug)
    form = _form(request.POST or None, table, plan)
    if form.is_valid():
        try:
            made = flows.take_over(found, form.owners(), seen=form.cleaned_data["seen"], by=request.user)
            messages.success(request, _told(len(made)))
            return redirect("table-actions", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "table": table,
        "intake": found,
        "plan": plan,
        "form": form,
        # Looked at again: the next press is about what stands here now.
        "seen": plan.fingerprint(),
        "discard": DiscardForm(auto_id="weg_%s"),
        "most_remarks": MOST_REMARKS,
    }
    return render(request, "tables/action_intakes/detail.html", context, status=409 if form.is_bound else 200)


@require_POST
@handled_once
def action_intake_discard(request, slug: str, ref) -> HttpResponse:
    """Throw a list away without taking it over."""
    table = _table(request, slug)
    found = get_object_or_404(_own(request.user, table), ref=ref)
    try:
        intakes.discard(found, by=request.user)
        messages.success(request, "De lijst is weg. Er is niets overgenomen.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("action-intake-new", slug=table.slug)


@require_safe
def action_intake_template(request, slug: str) -> HttpResponse:
    """The empty list."""
    _table(request, slug)
    return spreadsheets.download(spreadsheets.write_workbook(lists.template()), "acties-sjabloon.xlsx")


@require_safe
def action_intake_example(request, slug: str) -> HttpResponse:
    """The list with a few invented actions."""
    people = flows.people_of(_table(request, slug))
    sheets = lists.example(people, timezone.localdate())
    return spreadsheets.download(spreadsheets.write_workbook(sheets), "acties-voorbeeld.xlsx")


def _table(request, slug: str) -> Table:
    """The table, for who turns its round. Raises Http404 and PermissionDenied."""
    table = get_object_or_404(
        Table.objects.visible_to(request.user).select_related("theme__clm_contact", "chair", "clm_contact"), slug=slug
    )
    require(request.user, Permission.CYCLE_TURN, table)
    return table


def _own(user, table: Table):
    return Intake.objects.visible_to(user).of_actions(table).select_related("file", "table__theme")


def _form(data, table: Table, plan: lists.Plan) -> TakeOverForm:
    return TakeOverForm(data, plan=plan, people=flows.people_of(table), stands_in=flows.stands_in(table))


def _told(count: int) -> str:
    said = "Eén actie staat" if count == 1 else f"{count} acties staan"
    return f"{said} op de lijst. Wie er een heeft, hoort het in de mail van vandaag of morgen."
