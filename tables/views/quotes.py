"""The opgave in quotes from the monitoring documents."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.once import handled_once
from tables.flows import quotes as flows
from tables.forms.quotes import MoveForm, QuoteForm
from tables.forms.signups import PressForm
from tables.models import ChallengeQuote
from tables.views.setup import table_to_set_up


@require_http_methods(["GET", "POST"])
@handled_once
def quotes(request, slug: str) -> HttpResponse:
    """The quotes in their order; a POST adds one."""
    table = table_to_set_up(request, slug)
    form = QuoteForm(request.POST or None, instance=ChallengeQuote(table=table))
    if form.is_valid():
        flows.add(form.instance, by=request.user)
        messages.success(request, "Het citaat staat bij de opgave.")
        return redirect("quotes", slug=table.slug)
    context = {"table": table, "quotes": table.quotes.all(), "form": form, "press": PressForm(auto_id=False)}
    return render(request, "tables/quotes/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def quote(request, slug: str, ref) -> HttpResponse:
    """Change one quote."""
    table = table_to_set_up(request, slug)
    form = QuoteForm(request.POST or None, instance=get_object_or_404(table.quotes.select_related("table"), ref=ref))
    if form.is_valid():
        flows.change(form.instance, by=request.user)
        messages.success(request, "Het citaat is bijgewerkt.")
        return redirect("quotes", slug=table.slug)
    return render(request, "tables/quotes/edit.html", {"table": table, "form": form})


@require_POST
@handled_once
def quote_remove(request, slug: str, ref) -> HttpResponse:
    """Take a quote away."""
    table = table_to_set_up(request, slug)
    flows.remove(get_object_or_404(table.quotes.select_related("table"), ref=ref), by=request.user)
    messages.success(request, "Het citaat is weg. Vragen die erbij hoorden, horen nu bij de opgave als geheel.")
    return redirect("quotes", slug=table.slug)


@require_POST
@handled_once
def quote_move(request, slug: str, ref) -> HttpResponse:
    """Move a quote up or down."""
    table = table_to_set_up(request, slug)
    found = get_object_or_404(table.quotes.select_related("table"), ref=ref)
    form = MoveForm(request.POST)
    if form.is_valid():
        flows.move(found, up=form.cleaned_data["direction"] == "omhoog", by=request.user)
    return redirect("quotes", slug=table.slug)
