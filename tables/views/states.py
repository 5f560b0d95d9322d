"""Starting a table, letting it rest, letting it go on, and ending it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables.flows import carry_over, states
from tables.forms.signups import PressForm
from tables.forms.states import EndForm, PauseForm, StartForm
from tables.models import Seat, Table


@require_http_methods(["GET", "POST"])
@handled_once
def table_start(request, slug: str) -> HttpResponse:
    """Start a table that was being set up."""
    table = _table(request, slug)
    missing = states.steps_missing(table)
    form = StartForm(request.POST or None, missing=bool(missing))
    if request.method == "POST" and form.is_valid():
        try:
            states.start(table, reason=form.cleaned_data.get("reason", ""), by=request.user)
            messages.success(request, f"{table} loopt. De eerste ronde is begonnen.")
            return redirect("cycle", slug=slug)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/states/start.html", {"table": table, "missing": missing, "form": form})


@require_safe
def table_state(request, slug: str) -> HttpResponse:
    """Where a table rests, goes on and ends."""
    return _show(request, _table(request, slug))


@require_POST
@handled_once
def table_pause(request, slug: str) -> HttpResponse:
    """Let a table rest."""
    table = _table(request, slug)
    form = PauseForm(request.POST, auto_id="pauze-%s")
    return _changed(request, table, form, states.pause, "De tafel pauzeert. De leden krijgen bericht.", pause=form)


@require_POST
@handled_once
def table_resume(request, slug: str) -> HttpResponse:
    """Let a table that rested go on."""
    table = _table(request, slug)
    form = PressForm(request.POST, auto_id="verder-%s")
    return _changed(request, table, form, states.resume, "De tafel gaat verder. De leden krijgen bericht.", resume=form)


@require_POST
@handled_once
def table_end(request, slug: str) -> HttpResponse:
    """End a table."""
    table = _table(request, slug)
    form = EndForm(request.POST, auto_id="einde-%s")
    return _changed(request, table, form, states.end, "De tafel is gestopt. Iedereen krijgt bericht.", end=form)


def _changed(request, table: Table, form, change, told: str, **refused) -> HttpResponse:
    if form.is_valid():
        try:
            change(table, by=request.user, **{name: text for name, text in form.cleaned_data.items() if name != "once"})
            messages.success(request, told)
            return redirect("cycle-list", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _show(request, table, **refused)


def _table(request, slug: str) -> Table:
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    require(request.user, Permission.TABLE_STATE, table)
    return table


def _show(request, table: Table, **refused) -> HttpResponse:
    for form in refused.values():
        form.summed_up = True
    context = {
        "table": table,
        "seats": Seat.objects.at(table).current().count(),
        "actions": carry_over.open_actions(table).count(),
        "pause": refused.get("pause") or PauseForm(auto_id="pauze-%s"),
        "resume": refused.get("resume") or PressForm(auto_id="verder-%s"),
        "end": refused.get("end") or EndForm(auto_id="einde-%s"),
        "refused": next(iter(refused.values()), None),
    }
    return render(request, "tables/states/detail.html", context, status=409 if refused else 200)
