"""Writing to a whole table, and reading what was written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.flows import messages as flows
from tables.forms.messages import TableMessageForm
from tables.models import Openness, Table

READERS = "Dit bericht is voor wie aan deze tafel zit of haar leidt."


@require_http_methods(["GET", "POST"])
@handled_once
def table_message_new(request, slug: str) -> HttpResponse:
    """Write to everybody at a table; says beforehand to how many."""
    table = _table(request, slug)
    require(request.user, Permission.CYCLE_TURN, table)
    form = TableMessageForm(request.POST or None)
    if form.is_valid():
        try:
            made = flows.send(table, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, f"Je bericht staat klaar. Zoveel mensen krijgen nu een mail: {made.told}.")
            return redirect(made)
        except ValidationError as error:
            add_refusal(form, error)
    people, without = flows.readers(table)
    context = {
        "table": table,
        "form": form,
        "reaches": sum(person.user_id != request.user.pk for person in people),
        "without": without,
    }
    return render(request, "tables/messages/new.html", context, status=409 if form.is_bound else 200)


@require_safe
def table_message(request, slug: str, ref) -> HttpResponse:
    """One message, for who sits at the table or leads it."""
    table = _table(request, slug)
    if Openness.TABLE not in openness.seen_by(request.user, table):
        raise PermissionDenied(READERS)
    found = get_object_or_404(table.messages.select_related("made_by__person"), ref=ref)
    guides = may(request.user, Permission.CYCLE_TURN, table)
    context = {"table": table, "message": found, "guides": guides, "others": table.messages.exclude(pk=found.pk)[:10]}
    return render(request, "tables/messages/detail.html", context)


def _table(request, slug: str) -> Table:
    return get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
