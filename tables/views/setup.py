"""Setting up a table: beginning one, and its three steps, which can be left and taken up again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness, setup_conditions, ways
from tables.flows import setup as flows
from tables.forms.setup import FORMS, OwnerForm, StartForm
from tables.forms.signups import PressForm
from tables.models import SetupStep, Table

KIND = SetupStep.Kind
# What a step is called in an address.
WORDS = {KIND.ARRANGE: "schikken", KIND.PREPARE: "dekken", KIND.MANNERS: "manieren"}
KINDS = {word: kind for kind, word in WORDS.items()}
LEADS = {
    KIND.ARRANGE: "Waarom deze tafel, met wie, en waar landt wat we leren?",
    KIND.PREPARE: "Waar gaat het over, wat willen we weten, en hoe komen we bij elkaar?",
    KIND.MANNERS: "Hoe gaan we met elkaar om, hoe open is de tafel, en wie begeleidt haar?",
}


@require_http_methods(["GET", "POST"])
@handled_once
def table_new(request) -> HttpResponse:
    """Begin a table; it is there at once, to be set up."""
    require(request.user, Permission.TABLE_START)
    form = StartForm(request.POST or None)
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in ("name", "kind", "theme", "occasion")}
            table = flows.start_table(**wish, by=request.user)
            messages.success(request, f"{table.name} staat op de kaart als tafel die wordt ingericht.")
            return redirect("setup", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/setup/start.html", {"form": form})


@require_safe
def setup(request, slug: str) -> HttpResponse:
    """The three steps of a table: what is done, what is missing, who does it."""
    table = table_to_set_up(request, slug)
    return render(request, "tables/setup/overview.html", _overview(request, table))


@require_http_methods(["GET", "POST"])
@handled_once
def setup_step(request, slug: str, step: str) -> HttpResponse:
    """One step: its form keeps what is filled in, without asking for the rest."""
    table, kind = table_to_set_up(request, slug), _kind(step)
    found = flows.of(table)
    form = FORMS[kind](request.POST or None, instance=found, table=table, by=request.user)
    if form.is_valid():
        try:
            flows.fill_in(table, words=form.words(), of_table=form.table_words(), by=request.user)
            messages.success(request, "Bewaard. Je kunt verder, of het later afmaken.")
            return redirect("setup-step", slug=table.slug, step=step)
        except ValidationError as error:
            add_refusal(form, error)
    # The form fills its instance with what was typed: what is missing is told of what is kept.
    context = {"form": form, "lead": LEADS[kind], **_step(table, flows.of(table), kind, request.user)}
    return render(request, f"tables/setup/{kind}.html", context)


@require_POST
@handled_once
def setup_owner(request, slug: str, step: str) -> HttpResponse:
    """Say who sees to a step."""
    table, kind = table_to_set_up(request, slug), _kind(step)
    form = OwnerForm(request.POST, by=request.user, now=_owner(table, kind))
    if form.is_valid():
        return _done(request, table, lambda: flows.assign(table, kind, to=form.cleaned_data["owner"], by=request.user))
    return render(request, "tables/setup/overview.html", _overview(request, table, refused=form), status=409)


@require_POST
@handled_once
def setup_done(request, slug: str, step: str) -> HttpResponse:
    """Say that a step is done; the answer names what it still misses."""
    table, kind = table_to_set_up(request, slug), _kind(step)
    return _done(request, table, lambda: flows.finish(table, kind, by=request.user))


@require_POST
@handled_once
def setup_reopen(request, slug: str, step: str) -> HttpResponse:
    """Take a step up again."""
    table, kind = table_to_set_up(request, slug), _kind(step)
    return _done(request, table, lambda: flows.reopen(table, kind, by=request.user))


def table_to_set_up(request, slug: str, permission: str = Permission.TABLE_SETUP) -> Table:
    """The table, for who may set it up. Raises Http404 or PermissionDenied."""
    tables = Table.objects.visible_to(request.user).select_related("theme", "facilitator", "clm_contact", "chair")
    table = get_object_or_404(tables, slug=slug)
    require(request.user, permission, table)
    return table


def _done(request, table: Table, deed) -> HttpResponse:
    """Carry a deed out and go back to the three steps; a refusal is told there."""
    try:
        deed()
    except ValidationError as error:
        form = PressForm(request.POST)
        form.is_valid()
        add_refusal(form, error)
        return render(request, "tables/setup/overview.html", _overview(request, table, refused=form), status=409)
    return redirect("setup", slug=table.slug)


def _kind(step: str) -> str:
    if step not in KINDS:
        raise Http404
    return KINDS[step]


def _owner(table: Table, kind: str):
    step = SetupStep.objects.filter(table=table, kind=kind).select_related("owner").first()
    return step and step.owner


def _step(table: Table, found, kind: str, user) -> dict:
    """What the page of one step says of it."""
    facts = setup_conditions.facts_of(table, found)
    return {
        "table": table,
        "setup": found,
        "facts": facts,
        "kind": kind,
        "word": WORDS[kind],
        "title": KIND(kind).label.capitalize(),
        "conditions": ways.beside(setup_conditions.checked(kind, facts), ways.OF_SETTING_UP, table, user),
        "openness": openness.in_words(table.openness),
    }


def _overview(request, table: Table, *, refused=None) -> dict:
    found = flows.of(table)
    facts = setup_conditions.facts_of(table, found)
    rows = {step.kind: step for step in table.steps.select_related("owner", "done_by__person")}
    steps = [_row(request.user, kind, rows.get(kind) or SetupStep(table=table, kind=kind), facts) for kind in KIND]
    following = next((row for row in steps if not row["step"].done_at), None)
    if following:
        following["is_next"] = True
    return {
        "table": table,
        "steps": steps,
        "refused": refused,
        "press": PressForm(auto_id=False),
        "all_done": all(row["step"].done_at for row in steps),
        "can_start": may(request.user, Permission.TABLE_STATE, table),
    }


def _row(user, kind: str, step: SetupStep, facts) -> dict:
    """A step as the overview shows it; one of them is next."""
    return {
        "is_next": False,
        "kind": kind,
        "word": WORDS[kind],
        "title": KIND(kind).label.capitalize(),
        "lead": LEADS[kind],
        "step": step,
        "conditions": ways.beside(setup_conditions.checked(kind, facts), ways.OF_SETTING_UP, step.table, user),
        "missing": setup_conditions.missing(kind, facts),
        "form": OwnerForm(by=user, now=step.owner, prefix=None, auto_id=f"{kind}-%s"),
    }
