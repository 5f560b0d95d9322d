"""Bringing old reports along to a table: choose documents, read over what becomes of each, take it over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.documents.taken_in import Words
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.templatetags.ui import day
from leerlandschap.network.roles import Permission, require
from tables import year_ahead
from tables.flows import intakes
from tables.flows import minutes_intakes as flows
from tables.forms.intakes import DiscardForm
from tables.forms.minutes_intakes import ReportForm, UploadForm
from tables.intake import reports
from tables.models import Intake, Table


@require_http_methods(["GET", "POST"])
@handled_once
def minutes_intake_new(request, slug: str) -> HttpResponse:
    """Choose the documents; the first of them is read over at once."""
    table = _table(request, slug)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            return redirect(flows.bring_in(table, form.cleaned_data["documents"], by=request.user)[0])
        except ValidationError as error:
            form.add_error("documents", error)
    context = {"table": table, "form": form, "waiting": _waiting(request.user, table)}
    return render(request, "tables/minutes_intakes/new.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def minutes_intake(request, slug: str, ref) -> HttpResponse:
    """What was read in a document, to read over and to take over."""
    table = _table(request, slug)
    found = get_object_or_404(_own(request.user, table), ref=ref)
    try:
        words = flows.read(found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("minutes-intake-new", slug=table.slug)
    form = _form(request, table, found, words)
    if form.is_valid():
        try:
            return _take_over(request, table, found, form)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "table": table,
        "intake": found,
        "form": form,
        "left_out": words.left_out,
        "others": _waiting(request.user, table).exclude(pk=found.pk).count(),
        "discard": DiscardForm(auto_id="weg_%s"),
    }
    return render(request, "tables/minutes_intakes/detail.html", context, status=409 if form.is_bound else 200)


@require_POST
@handled_once
def minutes_intake_discard(request, slug: str, ref) -> HttpResponse:
    """Throw a document away without taking it over."""
    table = _table(request, slug)
    found = get_object_or_404(_own(request.user, table), ref=ref)
    try:
        intakes.discard(found, by=request.user)
        messages.success(request, "Het document is weg. Er is niets overgenomen.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _next(request, table)


def _table(request, slug: str) -> Table:
    """The table, for who makes its minutes. Raises Http404 and PermissionDenied."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    require(request.user, Permission.MINUTES_TAKE, table)
    return table


def _own(user, table: Table):
    return Intake.objects.visible_to(user).of_minutes(table).select_related("file", "table")


def _waiting(user, table: Table):
    return _own(user, table).waiting().order_by("made_at", "pk")


def _form(request, table: Table, found: Intake, words: Words) -> ReportForm:
    habit = year_ahead.habit_of(table, list(table.meetings.standing().regular()))
    when = reports.day_of(found.file_name, words, today=timezone.localdate())
    initial = {"day": when, "begins": habit.begins, "ends": habit.ends}
    return ReportForm(
        request.POST or None, table=table, parts=reports.parts_of(words), by=request.user, initial=initial
    )


@transaction.atomic
def _take_over(request, table: Table, found: Intake, form: ReportForm) -> HttpResponse:
    made = flows.take_over(found, form.report(), by=request.user)
    form.note_kept(on=table, by=request.user)
    messages.success(request, f"Het verslag van {day(made.meeting.starts_at)} staat bij de tafel.")
    return _next(request, table, otherwise=made)


def _next(request, table: Table, *, otherwise=None) -> HttpResponse:
    """On to the next document that waits."""
    following = _waiting(request.user, table).first()
    return redirect(
        following or otherwise or "minutes-intake-new", **({} if following or otherwise else {"slug": table.slug})
    )
