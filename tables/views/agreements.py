"""The five agreements of a table's first meetings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables.flows import agreements as flows
from tables.forms.agreements import AgreementForm
from tables.models import OpeningAgreement, Table

KIND = OpeningAgreement.Kind
# What an agreement is called in an address.
WORDS = {
    KIND.INTENTIONS: "intenties",
    KIND.INVOLVEMENT: "betrokkenheid",
    KIND.INPUT: "inbreng",
    KIND.MINUTES: "verslag",
    KIND.COFFEE: "koffie",
}
KINDS = {word: kind for kind, word in WORDS.items()}


@require_safe
def opening_agreements(request, slug: str) -> HttpResponse:
    """All five, with what they ask; what was agreed only for who may read it."""
    table = _table(request.user, slug)
    found = {one.kind: one for one in OpeningAgreement.objects.visible_to(request.user).filter(table=table)}
    hidden = set(table.opening_agreements.values_list("kind", flat=True)) - set(found)
    rows = [
        {
            "kind": kind,
            "word": WORDS[kind],
            "label": kind.label,
            "asks": OpeningAgreement.QUESTIONS[kind],
            "agreement": found.get(kind),
            "hidden": kind in hidden,
        }
        for kind in KIND
    ]
    context = {"table": table, "rows": rows, "can_edit": may(request.user, Permission.AGREEMENT_EDIT, table)}
    return render(request, "tables/agreements/list.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def opening_agreement(request, slug: str, word: str) -> HttpResponse:
    """Record one of the five, or say it anew."""
    table, kind = _table(request.user, slug), _kind(word)
    require(request.user, Permission.AGREEMENT_EDIT, table)
    found = table.opening_agreements.select_related("table").filter(kind=kind).first()
    form = AgreementForm(request.POST or None, table=table, kind=kind, agreement=found)
    if form.is_valid():
        try:
            _record(table, kind, form.cleaned_data, by=request.user)
            guard.note_kept(form, on=table, by=request.user)
            messages.success(request, "De afspraak is vastgelegd.")
            return redirect("opening-agreements", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"table": table, "form": form, "label": KIND(kind).label, "word": word, "agreement": found}
    return render(request, "tables/agreements/edit.html", context)


def _record(table: Table, kind: str, cleaned: dict, *, by) -> None:
    wish = {"text": cleaned["text"], "level": cleaned["openness"], "agreed_on": cleaned["agreed_on"]}
    flows.record(table, kind, **wish, by=by)


def _table(user, slug: str) -> Table:
    return get_object_or_404(Table.objects.visible_to(user).select_related("theme"), slug=slug)


def _kind(word: str) -> str:
    if word not in KINDS:
        raise Http404
    return KINDS[word]
