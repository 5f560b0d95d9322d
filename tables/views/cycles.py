"""The running round, how it turns, and the rounds before it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import gates, history, openness, ways
from tables.flows import carry_over, cycles
from tables.forms.actions import ActionForm
from tables.forms.cycles import AdvanceForm, CloseForm, ReflectionForm, StepBackForm
from tables.forms.landing_places import LandingPlaceForm
from tables.forms.working_agreements import WorkingAgreementForm
from tables.models import Cycle, Landing, Openness, Phase, Reflection, Table

FOR_WHO_SITS_THERE = (
    "De ronde van deze tafel lees je als je er aan tafel zit of haar begeleidt. "
    "Wat iedereen met een account mag lezen, staat bij de rondes van de tafel."
)


@login_not_required
@require_safe
def gates_explained(request) -> HttpResponse:
    """How a round goes: the four phases, and what must be there before each next one."""
    steps = [
        {
            "phase": Phase(phase),
            "asks": gates.ASKS[phase],
            "next": Phase(to).label if to else "een nieuwe ronde",
            "kinds": [(kind.label, [one.sentence for one in conditions if kind in one.kinds]) for kind in Table.Kind],
        }
        for (phase, to), conditions in gates.GATES.items()
    ]
    return render(request, "tables/cycles/gates.html", {"steps": steps})


@require_safe
def cycle(request, slug: str) -> HttpResponse:
    """The running round: what this phase asks, what is there, and what is missing."""
    return show(request, running_round(request, slug))


@require_POST
@handled_once
def cycle_advance(request, slug: str) -> HttpResponse:
    """Bring the round into its next phase."""
    found = round_to_turn(request, slug)
    form = AdvanceForm(request.POST, missing=bool(gates.missing(found)), auto_id="verder-%s")
    if form.is_valid():
        try:
            to, reason = form.cleaned_data["to"], form.cleaned_data.get("reason", "")
            turned = cycles.advance(found, to=to, reason=reason, by=request.user)
            messages.success(request, f"De ronde is nu in de fase {turned.get_phase_display()}.")
            return redirect("cycle", slug=slug)
        except ValidationError as error:
            add_refusal(form, error)
    return show(request, found, advance=form)


@require_POST
@handled_once
def cycle_step_back(request, slug: str) -> HttpResponse:
    """Bring the round back to the phase before."""
    found = round_to_turn(request, slug)
    form = StepBackForm(request.POST, auto_id="terug-%s")
    if form.is_valid():
        try:
            turned = cycles.step_back(found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"De ronde is terug in de fase {turned.get_phase_display()}.")
            return redirect("cycle", slug=slug)
        except ValidationError as error:
            add_refusal(form, error)
    return show(request, found, step_back=form)


@require_http_methods(["GET", "POST"])
@handled_once
def reflection(request, slug: str) -> HttpResponse:
    """Look back: three questions, which may be kept half done."""
    found = round_to_turn(request, slug)
    written = Reflection.objects.filter(cycle=found).first() or Reflection(cycle=found)
    form = ReflectionForm(request.POST or None, instance=written)
    if form.is_valid():
        try:
            texts = {name: form.cleaned_data[name] for name in ("learned", "behaviour", "agreements")}
            kept = cycles.reflect(found, by=request.user, **texts)
            messages.success(request, "De reflectie is klaar." if kept.is_complete() else "Je concept is bewaard.")
            return redirect("cycle-close" if kept.is_complete() else "reflection", slug=slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "table": found.table,
        "cycle": found,
        "form": form,
        "agreements": carry_over.open_agreements(found.table),
    }
    return render(request, "tables/cycles/reflection.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def cycle_close(request, slug: str) -> HttpResponse:
    """Close the round, after saying what goes along and to how many."""
    found = round_to_turn(request, slug)
    checked = gates.checked(found)
    form = CloseForm(request.POST or None, missing=not all(met for _one, met in checked))
    if request.method == "POST" and form.is_valid():
        try:
            following = cycles.close(found, reason=form.cleaned_data.get("reason", ""), by=request.user)
            messages.success(request, f"Ronde {found.number} is afgesloten. Ronde {following.number} is begonnen.")
            return redirect("cycle", slug=slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {
        "table": found.table,
        "cycle": found,
        "form": form,
        "checked": ways.beside(checked, ways.OF_A_ROUND, found.table, request.user),
        "foreseen": carry_over.foresee(found),
        "may_close": found.phase == Phase.REFLECT,
    }
    return render(request, "tables/cycles/close.html", context)


@require_safe
def cycle_list(request, slug: str) -> HttpResponse:
    """Every round of the table as a timeline."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    levels = openness.seen_by(request.user, table)
    context = {
        "table": table,
        "events": history.of(table),
        "reads_answers": may(request.user, Permission.CYCLE_TURN, table),
        "reads_reflection": Openness.TABLE in levels,
        "agreements": table.working_agreements.filter(openness__in=levels),
        "left": carry_over.open_actions(table).visible_to(request.user) if table.state == Table.State.ENDED else [],
    }
    return render(request, "tables/cycles/list.html", context)


# --- shared with the views of what stands on the round's page ---------------------------------------------------------


def running_round(request, slug: str) -> Cycle:
    """The running round of a table, for who may read it. Raises Http404 and PermissionDenied."""
    tables = Table.objects.visible_to(request.user).select_related("theme", "chair", "facilitator", "clm_contact")
    table = get_object_or_404(tables, slug=slug)
    # At a thematafel nobody has a fixed chair: its rounds are everybody's.
    if table.has_fixed_chairs and Openness.TABLE not in openness.seen_by(request.user, table):
        raise PermissionDenied(FOR_WHO_SITS_THERE)
    found = table.running_cycle()
    if found is None:
        raise Http404
    found.table = table
    return found


def round_to_turn(request, slug: str) -> Cycle:
    """The running round of a table, for who may turn it. Raises Http404 and PermissionDenied."""
    found = running_round(request, slug)
    require(request.user, Permission.CYCLE_TURN, found.table)
    return found


def show(request, found: Cycle, **refused) -> HttpResponse:
    """The page of a round; with a form that was refused (by the name of what it does) as it was sent."""
    table, levels = found.table, openness.seen_by(request.user, found.table)
    for form in refused.values():
        form.summed_up = True
    turns = may(request.user, Permission.CYCLE_TURN, table)
    context = {
        "table": table,
        "cycle": found,
        "asks": gates.ASKS[found.phase],
        "checked": ways.beside(gates.checked(found), ways.OF_A_ROUND, table, request.user),
        "next": gates.NEXT[found.phase],
        "next_label": dict(Phase.choices).get(gates.NEXT[found.phase], ""),
        "questions": found.questions.filter(openness__in=levels).order_by("state", "position"),
        "actions": found.actions.not_walled_from(request.user)
        .select_related("owner")
        .order_by("done_at", "due_on", "number"),
        "agreements": found.working_agreements.filter(openness__in=levels),
        "places": found.landing_places.select_related("owner"),
        "landings": Landing.objects.visible_to(request.user).filter(insight__cycle=found).select_related("insight"),
        "changes": found.phase_changes.all(),
        "turns": turns,
        "person": getattr(request.user, "person", None),
        "forms": _forms(found, refused) if turns else {},
        "refused": next(iter(refused.values()), None),
    }
    return render(request, "tables/cycles/detail.html", context, status=409 if refused else 200)


def _forms(found: Cycle, refused: dict) -> dict:
    """The forms on the page, by what they do."""
    company = found.company().order_by("name")
    lacking = bool(gates.missing(found))
    forms = {
        "advance": lambda: AdvanceForm(initial={"to": gates.NEXT[found.phase]}, missing=lacking, auto_id="verder-%s"),
        "step_back": lambda: StepBackForm(auto_id="terug-%s"),
        "action": lambda: ActionForm(company=company, auto_id="actie-%s"),
        "place": lambda: LandingPlaceForm(company=company, auto_id="plek-%s"),
        "agreement": lambda: WorkingAgreementForm(table=found.table, auto_id="afspraak-%s"),
    }
    return {name: refused.get(name) or make() for name, make in forms.items()}
