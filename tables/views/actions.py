"""Actions: noting one on the page of a round, one on its own, and saying that it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.flows import actions
from tables.forms.actions import ActionForm
from tables.forms.signups import PressForm
from tables.models import Action, Openness
from tables.views import cycles


@require_POST
@handled_once
def action_add(request, slug: str) -> HttpResponse:
    """Note an action in the running round."""
    found = cycles.round_to_turn(request, slug)
    form = ActionForm(request.POST, company=found.company(), auto_id="actie-%s")
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in ("text", "owner", "due_on")}
            action = actions.add(found.table, by=request.user, **wish)
            messages.success(request, f"Actie {action.number} staat op de lijst.")
            return redirect(f"{found.get_absolute_url()}#acties")
        except ValidationError as error:
            add_refusal(form, error)
    return cycles.show(request, found, action=form)


@require_safe
def action(request, ref) -> HttpResponse:
    """One action: also for whoever promised it and sits at the table no more."""
    found = get_object_or_404(Action.objects.visible_to(request.user).select_related("table", "owner"), ref=ref)
    cycle = found.table.running_cycle() if _reads_round(request.user, found) else None
    context = {
        "action": found,
        "can_settle": _is_own(request.user, found) or may(request.user, Permission.CYCLE_TURN, found.table),
        "round_url": cycle.get_absolute_url() if cycle else "",
        "press": PressForm(auto_id=False),
    }
    return render(request, "tables/actions/detail.html", context)


@require_POST
@handled_once
def action_done(request, ref) -> HttpResponse:
    """Say that an action is done, or with `opnieuw` that it is not: for whose it is, and who turns the round."""
    found = get_object_or_404(Action.objects.visible_to(request.user).select_related("table", "owner"), ref=ref)
    if not _is_own(request.user, found):
        require(request.user, Permission.CYCLE_TURN, found.table)
    try:
        settle = actions.reopen if "opnieuw" in request.POST else actions.tick_off
        settle(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if not _reads_round(request.user, found):
        return redirect(found)
    return redirect("cycle" if found.table.running_cycle() else "cycle-list", slug=found.table.slug)


def _is_own(user, found: Action) -> bool:
    return found.owner is not None and found.owner.user_id == user.pk


def _reads_round(user, found: Action) -> bool:
    return not found.table.has_fixed_chairs or Openness.TABLE in openness.seen_by(user, found.table)
