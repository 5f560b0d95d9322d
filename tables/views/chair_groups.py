"""The seating plan: the table from above, the same in words, and the way to change it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from tables import seating_plan as plans
from tables.flows import chair_groups as flows
from tables.forms.chair_groups import ChairGroupForm
from tables.forms.signups import PressForm
from tables.models import ChairGroup, Table
from tables.views.setup import table_to_set_up


@require_http_methods(["GET", "POST"])
@handled_once
def seating_plan(request, slug: str) -> HttpResponse:
    """The plan as it stands; a POST adds a group of chairs."""
    table = table_to_set_up(request, slug)
    form = ChairGroupForm(request.POST or None, instance=ChairGroup(table=table))
    if form.is_valid():
        try:
            group = flows.add(form.instance, by=request.user)
            messages.success(request, f"{group} staat in het stoelenplan.")
            return redirect("seating-plan", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _plan(request, table, form)


@require_POST
@handled_once
def seating_plan_propose(request, slug: str) -> HttpResponse:
    """Take over what is proposed."""
    table = table_to_set_up(request, slug)
    try:
        added = flows.take_over_proposal(table, by=request.user)
    except ValidationError as error:
        form = ChairGroupForm(instance=ChairGroup(table=table))
        return _plan(request, table, form, refused=_refused(request, error), status=409)
    messages.success(request, f"{len(added)} regels staan in het stoelenplan. Pas ze gerust aan.")
    return redirect("seating-plan", slug=table.slug)


@require_http_methods(["GET", "POST"])
@handled_once
def chair_group(request, slug: str, ref) -> HttpResponse:
    """Change one group of chairs."""
    table = table_to_set_up(request, slug)
    group = get_object_or_404(table.chair_groups.select_related("organisation", "table"), ref=ref)
    form = ChairGroupForm(request.POST or None, instance=group)
    if form.is_valid():
        try:
            flows.change(form.instance, by=request.user)
            messages.success(request, "Het stoelenplan is bijgewerkt.")
            return redirect("seating-plan", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"table": table, "form": form, "group": get_object_or_404(ChairGroup, pk=group.pk)}
    return render(request, "tables/chair_groups/edit.html", context)


@require_POST
@handled_once
def chair_group_remove(request, slug: str, ref) -> HttpResponse:
    """Take a group of chairs out of the plan."""
    table = table_to_set_up(request, slug)
    group = get_object_or_404(table.chair_groups.select_related("organisation", "table"), ref=ref)
    flows.remove(group, by=request.user)
    messages.success(request, f"{group} staat niet meer in het stoelenplan.")
    return redirect("seating-plan", slug=table.slug)


def _plan(request, table: Table, form: ChairGroupForm, *, refused=None, status: int = 200) -> HttpResponse:
    plan = plans.plan_of(table)
    context = {
        "table": table,
        "plan": plan,
        "drawing": plan.drawing(),
        "proposal": flows.proposal(table),
        "form": form,
        "press": PressForm(auto_id=False),
        "refused": refused,
    }
    return render(request, "tables/chair_groups/plan.html", context, status=status)


def _refused(request, error: ValidationError) -> PressForm:
    form = PressForm(request.POST)
    form.is_valid()
    add_refusal(form, error)
    return form
