"""The links of a table: what it feeds, what feeds it, and with which it shares a question."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from tables.flows import links
from tables.forms.links import LinkForm
from tables.forms.signups import PressForm
from tables.models import Table, TableLink


@require_http_methods(["GET", "POST"])
@handled_once
def link_list(request, slug: str) -> HttpResponse:
    """The links that lie there, and a form to lay another; the overlap radar says with which table (`?naar=`)."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.TABLE_LINK, table)
    form = LinkForm(request.POST or None, table=table, by=request.user, other=request.GET.get("naar", ""))
    if form.is_valid():
        try:
            links.link(*form.ends(), kind=form.link_kind(), note=form.cleaned_data["note"], by=request.user)
            messages.success(request, "De verbinding ligt er. Je ziet haar op de pagina van de tafel en op de kaart.")
            return redirect("link-list", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    laid = TableLink.objects.visible_to(request.user).of(table)
    context = {
        "table": table,
        "form": form,
        "links": [(one, *one.read_at(table)) for one in laid],
        "press": PressForm(auto_id=False),
    }
    return render(request, "tables/links/list.html", context)


@require_POST
@handled_once
def link_remove(request, slug: str, ref) -> HttpResponse:
    """Take a link away."""
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    found = get_object_or_404(TableLink.objects.visible_to(request.user).of(table), ref=ref)
    require(request.user, Permission.TABLE_LINK, table)
    links.unlink(found, by=request.user)
    messages.success(request, "De verbinding is weg.")
    return redirect("link-list", slug=table.slug)
