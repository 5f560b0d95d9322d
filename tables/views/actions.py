"""One action: noting it on the page of a round, and everything that can be done with it on its own page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Person
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.flows import actions, postponements
from tables.forms.actions import ActionForm, DecideForm, ExplainForm, HandOverForm, PostponeForm
from tables.forms.signups import PressForm
from tables.models import Action, AgendaItem, Openness
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
    return show(request, _found(request, ref))


@require_POST
@handled_once
def action_done(request, ref) -> HttpResponse:
    """Say that an action is done, or with `opnieuw` that it is not: for whose it is, and who turns the round."""
    found = _mine_or_guided(request, ref)
    try:
        settle = actions.reopen if "opnieuw" in request.POST else actions.tick_off
        settle(found, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_back(request, found))


@require_POST
@handled_once
def action_explain(request, ref) -> HttpResponse:
    """Write a line on how an action stands."""
    found = _mine_or_guided(request, ref)
    form = ExplainForm(request.POST, auto_id="toelichting-%s")
    told = "Je toelichting staat bij de actie."
    return _done(request, found, "explain", form, lambda said: actions.explain(found, by=request.user, **said), told)


@require_POST
@handled_once
def action_postpone(request, ref) -> HttpResponse:
    """Ask for another day; who guides the table gives it at once."""
    found = _mine_or_guided(request, ref)
    form = PostponeForm(request.POST, auto_id="uitstel-%s")
    if may(request.user, Permission.CYCLE_TURN, found.table):
        do, told = postponements.postpone, "De actie heeft een nieuwe dag."
    else:
        do, told = postponements.ask, "Je vraag is verstuurd. De voorzitter besluit of de dag verschuift."
    return _done(request, found, "postpone", form, lambda said: do(found, by=request.user, **said), told)


@require_POST
@handled_once
def postponement_decide(request, ref, request_ref) -> HttpResponse:
    """Give the other day that was asked, or refuse it with a reason."""
    found = _found(request, ref)
    require(request.user, Permission.CYCLE_TURN, found.table)
    asked = get_object_or_404(found.postponements.select_related("action"), ref=request_ref)
    form = DecideForm(request.POST, auto_id="besluit-%s")
    grants = request.POST.get("besluit") != DecideForm.REFUSE
    do = postponements.grant if grants else postponements.refuse
    told = "De actie heeft een nieuwe dag." if grants else "De dag blijft staan. Wie de actie heeft, leest je reden."
    return _done(request, found, "decide", form, lambda said: do(asked, by=request.user, **said), told)


@require_POST
@handled_once
def action_hand_over(request, ref) -> HttpResponse:
    """Give an action to somebody else."""
    found = _mine_or_guided(request, ref)
    form = HandOverForm(request.POST, people=_may_get(request.user, found), auto_id="overdragen-%s")
    told = "De actie is overgedragen. De ander hoort het in de mail van vandaag of morgen."
    hand = lambda said: actions.hand_over(found, by=request.user, **said)  # noqa: E731
    return _done(request, found, "hand_over", form, hand, told, to=reverse("my-actions"))


@require_POST
@handled_once
def action_nudge(request, ref) -> HttpResponse:
    """Remind who has an action of it."""
    found = _found(request, ref)
    require(request.user, Permission.CYCLE_TURN, found.table)
    try:
        actions.nudge(found, by=request.user)
        messages.success(request, f"{found.owner.name} krijgt een herinnering in de mail van vandaag of morgen.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(_back(request, found))


def show(request, found: Action, *, status: int = 200, **refused) -> HttpResponse:
    """The page of an action; with a form that was refused (by the name of what it does) as it was sent."""
    user = request.user
    for form in refused.values():
        form.summed_up = True
    guides, is_own = may(user, Permission.CYCLE_TURN, found.table), is_owned_by(user, found)
    cycle = found.table.running_cycle() if reads_round(user, found) else None
    items = AgendaItem.objects.visible_to(user).select_related("meeting")
    context = {
        "action": found,
        "item": items.filter(pk=found.item_id).first() if found.item_id else None,
        "notes": found.notes.select_related("made_by__person"),
        "postponements": found.postponements.select_related("asked_by__person", "decided_by__person"),
        "guides": guides,
        "is_own": is_own,
        "can_settle": is_own or guides,
        "open": found.done_at is None and found.table.state != "ended",
        "round_url": cycle.get_absolute_url() if cycle else "",
        "press": PressForm(auto_id=False),
        "forms": {**_forms(user, found), **refused} if is_own or guides else {},
        "refused": next(iter(refused.values()), None),
    }
    return render(request, "tables/actions/detail.html", context, status=status)


def is_owned_by(user, found: Action) -> bool:
    return found.owner is not None and found.owner.user_id == user.pk


def reads_round(user, found: Action) -> bool:
    """Whether somebody may read the round and the list of actions of its table."""
    return not found.table.has_fixed_chairs or Openness.TABLE in openness.seen_by(user, found.table)


def _forms(user, found: Action) -> dict:
    return {
        "explain": ExplainForm(auto_id="toelichting-%s"),
        "postpone": PostponeForm(auto_id="uitstel-%s"),
        "decide": DecideForm(auto_id="besluit-%s"),
        "hand_over": HandOverForm(people=_may_get(user, found), auto_id="overdragen-%s"),
    }


def _may_get(user, found: Action):
    """To whom `user` can give it; only who has it themselves sees the names of all their colleagues."""
    people = actions.may_get(found)
    if not is_owned_by(user, found):
        cycle = found.table.running_cycle()
        people = cycle.company() if cycle else Person.objects.none()
    return people.exclude(pk=found.owner_id).order_by("name")


def _found(request, ref) -> Action:
    seen = Action.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("table__theme", "owner", "organisation"), ref=ref)


def _mine_or_guided(request, ref) -> Action:
    """The action, for whose it is and who guides its table. Raises Http404 and PermissionDenied."""
    found = _found(request, ref)
    if not is_owned_by(request.user, found):
        require(request.user, Permission.CYCLE_TURN, found.table)
    return found


def _done(request, found: Action, name: str, form, do, told: str, *, to: str = "") -> HttpResponse:
    """Carry out what a form of the page asks; when it is refused, the page says why, with what was typed."""
    if form.is_valid():
        try:
            do({key: value for key, value in form.cleaned_data.items() if key != "once"})
            messages.success(request, told)
            return redirect(to or found)
        except ValidationError as error:
            add_refusal(form, error)
    return show(request, found, status=409, **{name: form})


def _back(request, found: Action) -> str:
    """Where the button was pressed: a list of actions says so itself; or else the round, or the action's own page."""
    asked = request.POST.get("terug", "")
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    if not reads_round(request.user, found):
        return found.get_absolute_url()
    return reverse("cycle" if found.table.running_cycle() else "cycle-list", args=[found.table.slug])
