"""The links of a table: what it feeds, what feeds it, and with which it shares a question."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables.flows import links
from tables.forms.links import LinkForm
from tables.forms.signups import PressForm
from tables.models import Table, TableLink

LAID = "De verbinding ligt er. Je ziet haar op de pagina van de tafel en op de kaart."
PROPOSED = "Je voorstel staat klaar. De verbinding ligt er zodra {table} of het regiobureau ja zegt."


@require_http_methods(["GET", "POST"])
@handled_once
def link_list(request, slug: str) -> HttpResponse:
    """The links that lie there, and a form to lay another; the overlap radar says with which table (`?naar=`)."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.TABLE_LINK, table)
    form = LinkForm(request.POST or None, table=table, by=request.user, other=request.GET.get("naar", ""))
    if form.is_valid():
        try:
            made = links.link(*form.ends(), kind=form.link_kind(), note=form.cleaned_data["note"], by=request.user)
            messages.success(request, PROPOSED.format(table=made.waits_for) if made.waits_for else LAID)
            return redirect("link-list", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    laid = [(one, *one.read_at(table)) for one in TableLink.objects.between_visible_to(request.user).of(table)]
    context = {
        "table": table,
        "form": form,
        "links": [row for row in laid if row[0].waits_for_id is None],
        "asked_here": [row for row in laid if row[0].waits_for_id == table.pk],
        "asked_there": [row for row in laid if row[0].waits_for_id not in {None, table.pk}],
        "press": PressForm(auto_id=False),
        # CLM and the regional office speak for every table.
        "everywhere": may(request.user, Permission.TABLE_LINK),
    }
    return render(request, "tables/links/list.html", context)


@require_POST
@handled_once
def link_accept(request, slug: str, ref) -> HttpResponse:
    """Say yes to a link that another table proposed."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.TABLE_LINK, table)
    found = get_object_or_404(TableLink.objects.between_visible_to(request.user).of(table), ref=ref)
    if found.waits_for_id and found.waits_for_id != table.pk:
        require(request.user, Permission.TABLE_LINK, found.waits_for)
    try:
        links.accept(found, by=request.user)
        messages.success(request, LAID)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("link-list", slug=table.slug)


@require_POST
@handled_once
def link_remove(request, slug: str, ref) -> HttpResponse:
    """Take a link away."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    found = get_object_or_404(TableLink.objects.between_visible_to(request.user).of(table), ref=ref)
    require(request.user, Permission.TABLE_LINK, table)
    links.unlink(found, by=request.user)
    messages.success(request, "Het voorstel is weg." if found.waits_for_id else "De verbinding is weg.")
    return redirect("link-list", slug=table.slug)
