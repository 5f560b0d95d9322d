"""The list of tables, and a table's own page."""

from functools import cache, partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import kept, versions
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.kept import kept_per_version
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.questions import Question
from leerlandschap.network.questions import QuestionOf
from leerlandschap.network.roles import Permission, may, require
from tables import deeds, gates, rhythm, value
from tables.flows import chairs, tables
from tables.forms.tables import TableForm
from tables.models import (
    Calibration,
    Insight,
    OpeningAgreement,
    Openness,
    ResearchQuestion,
    Seat,
    Table,
    TableLink,
    Theme,
    bundles,
)

# On the page of a table; the rest stands on its timeline.
ROUNDS_SHOWN = YIELD_SHOWN = 3

PUBLIC = Question(lambda: versions.totals(Table.objects.visible_to(AnonymousUser())))
PAGE = Question(lambda slug: bundles.versions_of(Table.objects.visible_to(AnonymousUser()).filter(slug=slug)), "-")

SEEN = QuestionOf(lambda user: Table.objects.visible_to(user).order_by("pk").values_list("pk", "version"))
CALIBRATIONS = QuestionOf(
    lambda user, table: (
        Calibration.objects.visible_to(user).filter(table=table).select_related("table").order_by("-pk")
    ),
    -1,
)
SEATS = QuestionOf(lambda user, table: Seat.objects.at(table).current().visible_to(user).for_list(), -1)


INNER = [Openness.TABLE, Openness.CLOSED]
QUESTIONS_WITHIN = QuestionOf(
    lambda user, table: ResearchQuestion.objects.visible_to(user).taken_up().filter(table_id=table, openness__in=INNER),
    -1,
)
AGREEMENTS_WITHIN = QuestionOf(
    lambda user, table: OpeningAgreement.objects.visible_to(user).filter(table_id=table, openness__in=INNER), -1
)

INSIGHTS_WITHIN = QuestionOf(
    lambda user, table: (
        Insight.objects.visible_to(user).standing().filter(table_id=table, openness__in=INNER)[:YIELD_SHOWN]
    ),
    -1,
)


def list_version(request) -> str:
    """Changes with any table that visitors see."""
    return versions.as_key(PUBLIC.ask())


def page_version(request, slug: str) -> str:
    """Changes with the table, and with the name or address of its people."""
    return versions.as_key(PAGE.ask(slug))


@login_not_required
@require_safe
@kept_per_version(list_version)
def table_list(request) -> HttpResponse:
    """Every table by theme, filtered by kind, theme and state in the address."""
    chosen = {name: request.GET.get(name, "") for name in ("soort", "thema", "staat")}
    # Whoever sees the same tables sees the same list.
    version = (*SEEN.ask(request.user), *chosen.values())
    listed = kept.part("tables/tables/_list.html", version, partial(_listed, request.user, chosen))
    can_start = may(request.user, Permission.TABLE_START)
    return render(request, "tables/tables/list.html", {"list": listed, "can_start": can_start})


def _listed(user, chosen: dict) -> dict:
    return {
        "tables": bundles.for_landscape(Table.objects.visible_to(user).chosen(**chosen), timezone.now()),
        "chosen": chosen,
        "kinds": Table.Kind.choices,
        "states": [choice for choice in Table.State.choices if choice[0] != Table.State.ENDED],
        "themes": Theme.objects.filter(tables__isnull=False).distinct(),
    }


@login_not_required
@require_safe
@kept_per_version(page_version)
def table_detail(request, slug: str) -> HttpResponse:
    """One table: what it is, what happens next, who, how to join."""
    version, table = _table(request.user, slug)
    if request.path != table.get_absolute_url():
        return redirect(table, permanent=True)
    seats = _seats(table, request.user)
    context = {
        "table": table,
        **_parts(table, version, request.user),
        **seats,
        **_within(table, request.user, seats["own_seat"]),
        **_rhythm(table, request.user),
        **_calibrations(table, request.user),
        "deeds": deeds.offered(table, request.user, seats["own_seat"]),
    }
    return render(request, "tables/tables/detail.html", context)


def _table(user, slug: str) -> tuple[tuple, Table]:
    """The table with its people, and their version. Public tables are the same for everybody, and kept. Raises Http404."""
    if found := PAGE.ask(slug):
        everybody = bundles.for_page(Table.objects.visible_to(AnonymousUser()))
        return found[0], kept.thing(("table", found[0]), lambda: everybody.get(slug=slug))
    own = Table.objects.visible_to(user).filter(slug=slug)
    return bundles.versions_of(own).first() or (), get_object_or_404(bundles.for_page(own))


def _parts(table: Table, version: tuple, user) -> dict:
    """What a visitor, and what everybody who is signed in, reads alike of a table."""
    facts = cache(partial(_facts, table, user))
    names = ("head", "body", "aside")
    version = (*version, user.is_authenticated)
    return {name: kept.part(f"tables/tables/_{name}.html", version, facts) for name in names}


def _facts(table: Table, user) -> dict:
    bundles.complete(table, timezone.now())
    return {
        "table": table,
        "cycle": table.running_cycle(),
        "kept": chairs.kept_empty(table),
        "questions": table.questions.taken_up().shared(signed_in=user.is_authenticated),
        "links": [
            (*one.read_at(table), one.note)
            for one in TableLink.objects.of(table).shared(signed_in=user.is_authenticated)
        ],
        "agreements": table.opening_agreements.shared(signed_in=user.is_authenticated),
        "insights": value.shown(_shared(table.insights.standing().for_list(), user)),
        "working_agreements": _shared(table.working_agreements.valid_on(timezone.localdate()).order_by("-pk"), user),
        "examples": _shared(table.examples.all(), user),
        "rounds": table.cycles.order_by("-number")[:ROUNDS_SHOWN],
        "changes": table.state_changes.all(),
        "conditions": [] if table.has_fixed_chairs else gates.all_asked_of(table),
        "signed_in": user.is_authenticated,
    }


def _shared(rows, user):
    """The newest of what everybody reads, or everybody who is signed in."""
    return rows.shared(signed_in=user.is_authenticated)[:YIELD_SHOWN]


def _seats(table: Table, user) -> dict:
    """One's own chair, and who else sits there for who may see that; a visitor sees neither."""
    if not user.is_authenticated:
        return {"own_seat": None, "company": []}
    seats = SEATS.ask(user, table.pk)
    own = next((seat for seat in seats if seat.person_id == user.person.pk), None)
    return {"own_seat": own, "company": [seat for seat in seats if seat.state == Seat.State.ACCEPTED]}


def _within(table: Table, user, own_seat: Seat | None) -> dict:
    """What only who sits at the table, leads it or oversees all tables reads; nobody else is asked for it."""
    sits = own_seat is not None and own_seat.state == Seat.State.ACCEPTED
    if not (sits or may(user, Permission.SEAT_LIST, table)):
        return {}
    return {
        "inner_questions": QUESTIONS_WITHIN.ask(user, table.pk),
        "inner_agreements": AGREEMENTS_WITHIN.ask(user, table.pk),
        "inner_insights": INSIGHTS_WITHIN.ask(user, table.pk),
    }


def _rhythm(table: Table, user) -> dict:
    """How the table keeps its rhythm, for who may plan its meetings."""
    can_plan = may(user, Permission.MEETING_PLAN, table)
    return {"can_plan": can_plan, "verdict": rhythm.of(table) if can_plan else rhythm.STEADY}


def _calibrations(table: Table, user) -> dict:
    """Which calibration waits, for who answers it, and those that were done, for who sits there."""
    found = CALIBRATIONS.ask(user, table.pk)
    waits = [one for one in found if not one.is_done() and may(user, Permission.CALIBRATE, table)]
    running = table.state == Table.State.RUNNING
    return {"to_calibrate": waits[:1] if running else [], "calibrated": [one for one in found if one.is_done()]}


@require_http_methods(["GET", "POST"])
@handled_once
def table_edit(request, slug: str) -> HttpResponse:
    """Change what the table's page says."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.TABLE_EDIT, table)
    form = TableForm(request.POST or None, instance=table, by=request.user)
    if form.is_valid():
        try:
            tables.revise(form.instance, changed=form.changed_fields(), by=request.user)
            messages.success(request, "De pagina van de tafel is bijgewerkt.")
            return redirect(table)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/tables/edit.html", {"table": table, "form": form})
