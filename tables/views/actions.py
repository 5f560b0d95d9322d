"""Actions on the page of a round: noting one, and saying that it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables.flows import actions
from tables.forms.actions import ActionForm
from tables.models import Action
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


@require_POST
@handled_once
def action_done(request, ref) -> HttpResponse:
    """Say that an action is done, or with `opnieuw` that it is not: for whose it is, and who turns the round."""
    action = get_object_or_404(Action.objects.visible_to(request.user).select_related("table", "owner"), ref=ref)
    if action.owner is None or action.owner.user_id != request.user.pk:
        require(request.user, Permission.CYCLE_TURN, action.table)
    try:
        settle = actions.reopen if "opnieuw" in request.POST else actions.tick_off
        settle(action, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("cycle" if action.table.running_cycle() else "cycle-list", slug=action.table.slug)
