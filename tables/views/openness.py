"""Making a table, or something of it, more open or less: a page of its own, so that it never happens by the way."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables import openness
from tables.flows import openness as flows
from tables.forms.openness import OpennessForm
from tables.models import AgendaItem, GoodExample, Insight, OpeningAgreement, ResearchQuestion, Table, WorkingAgreement
from tables.views.agreements import KINDS

# What the page is called that one comes from.
CRUMBS = {
    Table: "Tafelmanieren",
    ResearchQuestion: "Onderzoeksvraag",
    AgendaItem: "Agendapunt",
    Insight: "Inzicht",
    WorkingAgreement: "Werkafspraak",
    GoodExample: "Goed voorbeeld",
}
SAY_SO = "Zet een vinkje: zo weten we zeker dat dit opener mag worden."


@require_http_methods(["GET", "POST"])
@handled_once
def table_openness(request, slug: str) -> HttpResponse:
    """The openness of a table: everything of it is at most as open."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    return _change(request, table, table, "de tafel", reverse("setup-step", args=[slug, "manieren"]))


@require_http_methods(["GET", "POST"])
@handled_once
def question_openness(request, ref) -> HttpResponse:
    """The openness of one research question."""
    found = get_object_or_404(ResearchQuestion.objects.legible_to(request.user).select_related("table"), ref=ref)
    return _change(request, found, found.table, "deze onderzoeksvraag", reverse("question", args=[ref]))


@require_http_methods(["GET", "POST"])
@handled_once
def agreement_openness(request, slug: str, word: str) -> HttpResponse:
    """The openness of one of the five agreements."""
    readable = OpeningAgreement.objects.visible_to(request.user).select_related("table")
    found = get_object_or_404(readable, table__slug=slug, kind=KINDS.get(word))
    return _change(request, found, found.table, f"de afspraak “{found}”", reverse("opening-agreements", args=[slug]))


@require_http_methods(["GET", "POST"])
@handled_once
def item_openness(request, ref) -> HttpResponse:
    """The openness of one item of an agenda."""
    found = get_object_or_404(AgendaItem.objects.visible_to(request.user).select_related("table"), ref=ref)
    return _change(request, found, found.table, "dit agendapunt", reverse("agenda-item", args=[ref]))


@require_http_methods(["GET", "POST"])
@handled_once
def insight_openness(request, ref) -> HttpResponse:
    """The openness of one insight."""
    found = get_object_or_404(Insight.objects.visible_to(request.user).select_related("table"), ref=ref)
    return _change(request, found, found.table, "dit inzicht", found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@handled_once
def working_agreement_openness(request, ref) -> HttpResponse:
    """The openness of one working agreement."""
    found = get_object_or_404(WorkingAgreement.objects.visible_to(request.user).select_related("table"), ref=ref)
    return _change(request, found, found.table, "deze werkafspraak", found.get_absolute_url())


@require_http_methods(["GET", "POST"])
@handled_once
def example_openness(request, ref) -> HttpResponse:
    """The openness of one good example."""
    found = get_object_or_404(GoodExample.objects.visible_to(request.user).select_related("table"), ref=ref)
    return _change(request, found, found.table, "dit goede voorbeeld", found.get_absolute_url())


def _change(request, item, table: Table | None, what: str, back: str) -> HttpResponse:
    """Show who reads `item`; a POST widens or narrows it, widening only when it was said to be meant."""
    require(request.user, Permission.OPENNESS_WIDEN, table)
    now = item.openness
    loose = openness.is_loose(item)
    form = OpennessForm(request.POST or None, parent=openness.parent_of(item), now=now, loose=loose)
    if form.is_valid():
        try:
            _move(item, now, form.cleaned_data, by=request.user)
            messages.success(request, f"Dit leest nu: {openness.READERS[openness.Openness(item.openness)]}.")
            return redirect(back)
        except ValidationError as error:
            add_refusal(form, error)
    crumb = CRUMBS.get(type(item), "Afspraken")
    context = {"form": form, "table": table, "what": what, "now": openness.in_words(now), "back": back, "crumb": crumb}
    return render(request, "tables/openness/change.html", context | {"is_table": item is table})


def _move(item, now: str, cleaned: dict, *, by) -> None:
    to = cleaned["openness"]
    if openness.is_wider(to, now):
        if not cleaned["meant"]:
            raise ValidationError({"meant": SAY_SO})
        flows.widen(item, to, by=by)
    elif to != now:
        flows.narrow(item, to, by=by)
