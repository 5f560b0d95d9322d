"""Good examples: the list, one of them, telling one and changing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Person
from leerlandschap.network.roles import Permission, may
from tables import openness, registers
from tables.deeds import Deed
from tables.flows import examples as flows
from tables.forms.examples import ExampleForm
from tables.models import GoodExample, Openness, Table

NOT_YOURS = "Een voorbeeld wijzigt wie het vertelde, of wie de tafel begeleidt waar het verteld is."
NOT_HERE = "Bij deze tafel vertelt een voorbeeld wie er aan tafel zit of haar begeleidt. Los van een tafel kan het wel."


@login_not_required
@require_safe
def example_list(request) -> HttpResponse:
    """Every good example that this person may read, filtered in the address by words, table and theme."""
    picked = registers.chosen(request.GET, "tafel", "thema")
    seen = GoodExample.objects.visible_to(request.user)
    rows = registers.narrowed(seen, request.user, picked, kind="example")
    rows = rows.select_related("table", "theme", "organisation")
    page = registers.page(rows, request.GET, "goed voorbeeld", "goede voorbeelden")
    context = {
        "page": page,
        "chosen": picked,
        "filtered": any(picked.values()),
        "tables": registers.tables_of(seen),
        "themes": registers.themes_of(seen),
    }
    return render(request, "tables/examples/list.html", context)


@login_not_required
@require_safe
def example(request, ref) -> HttpResponse:
    """One good example."""
    found = _readable(request.user, ref)
    deeds = [Deed("Wijzig", reverse("example-edit", args=[ref]))] if _keeps(request.user, found) else []
    if may(request.user, Permission.OPENNESS_WIDEN, found):
        deeds.append(Deed("Mate van openheid", reverse("example-openness", args=[ref])))
    context = {
        "example": found,
        "table": _table(found, request.user),
        "contact": found.contact if request.user.is_authenticated else None,
        "reads_contact": _reads_contact(found, request.user),
        "openness": openness.in_words(found.openness, loose=openness.is_loose(found)),
        "deeds": deeds,
    }
    return render(request, "tables/examples/detail.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def example_new(request) -> HttpResponse:
    """Tell a good example, at the table that the address names or at none."""
    table = _told_at(request)
    initial = {"theme": table.theme_id if table else None, "openness": openness.Openness.NETWORK}
    form = ExampleForm(request.POST or None, instance=GoodExample(table=table), initial=initial, by=request.user)
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in form._meta.fields}
            made = flows.record(table, organisation_agrees=form.cleaned_data["agrees"], by=request.user, **wish)
            guard.note_kept(form, on=made, by=request.user)
            messages.success(request, "Het voorbeeld staat erbij. Dank je wel.")
            return redirect(made)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/examples/edit.html", {"form": form, "table": table, "is_new": True})


@require_http_methods(["GET", "POST"])
@handled_once
def example_edit(request, ref) -> HttpResponse:
    """Change a good example."""
    found = _readable(request.user, ref)
    if not _keeps(request.user, found):
        raise PermissionDenied(NOT_YOURS)
    form = ExampleForm(request.POST or None, instance=found, by=request.user)
    if form.is_valid():
        try:
            agrees = form.cleaned_data["agrees"]
            flows.revise(form.instance, changed=form.changed_fields(), organisation_agrees=agrees, by=request.user)
            guard.note_kept(form, on=found, by=request.user)
            messages.success(request, "Het voorbeeld is bijgewerkt.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/examples/edit.html", {"form": form, "example": _readable(request.user, ref)})


def _readable(user, ref) -> GoodExample:
    rows = GoodExample.objects.visible_to(user).select_related("table", "theme", "organisation", "contact")
    return get_object_or_404(rows, ref=ref)


def _keeps(user, found: GoodExample) -> bool:
    own = user.is_authenticated and found.made_by_id == user.pk
    return own or may(user, Permission.INSIGHT_KEEP, found)


def _table(found: GoodExample, user) -> Table | None:
    return found.table if found.table and Table.objects.visible_to(user).filter(pk=found.table_id).exists() else None


def _reads_contact(found: GoodExample, user) -> bool:
    """Whether there is a page of the contact to lead to."""
    if not user.is_authenticated or found.contact is None:
        return False
    return Person.objects.visible_to(user).filter(pk=found.contact_id).exists()


def _told_at(request) -> Table | None:
    """The table that the address names. Raises Http404, and PermissionDenied for who only reads there."""
    slug = request.GET.get("tafel", "").replace("\0", "")
    if not slug:
        return None
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    sits = Openness.TABLE in openness.seen_by(request.user, table)
    if not (sits or may(request.user, Permission.INSIGHT_KEEP, table)):
        raise PermissionDenied(NOT_HERE)
    return table
