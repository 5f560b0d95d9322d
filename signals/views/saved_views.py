"""One's own views of the inbox: keeping one, beginning with it, and taking it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, require
from signals import inbox
from signals.flows import saved_views as flows
from signals.forms.saved_views import ViewForm
from signals.inbox import Asked
from signals.models import SavedView

KEPT = "De weergave staat boven je lijst."
DEEDS = {
    "verwijder": (lambda view, by: flows.remove(view, by=by), "De weergave is verwijderd."),
    "begin": (lambda view, by: flows.begin_with(view, by=by, yes=True), "Je lijst opent voortaan hiermee."),
    "begin-niet": (lambda view, by: flows.begin_with(view, by=by, yes=False), "Je lijst opent weer met alles."),
}


@require_http_methods(["GET", "POST"])
@handled_once
def saved_views(request) -> HttpResponse:
    """One's own views, and keeping what the address asks as one more."""
    require(request.user, Permission.EXPERIENCE_LIST)
    asked = Asked.of(request.GET)
    form = ViewForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (view := _kept(request, form, asked)):
        messages.success(request, KEPT)
        return redirect(view)
    page = {"form": form, "asked": asked.address, "said": inbox.in_words(asked), "views": _own(request.user)}
    return render(request, "signals/saved_views/list.html", page)


def _kept(request, form: ViewForm, asked: Asked) -> SavedView | None:
    try:
        with transaction.atomic():
            name, is_first = form.cleaned_data["name"], form.cleaned_data["is_first"]
            view = flows.keep(request.user, name=name, asked=asked, is_first=is_first)
            guard.note_kept(form, on=view, by=request.user)
            return view
    except ValidationError as error:
        add_refusal(form, error)
        return None


@require_POST
def saved_view_deed(request, ref, deed: str) -> HttpResponse:
    """Begin with one's own view or not, or take it away."""
    require(request.user, Permission.EXPERIENCE_LIST)
    if deed not in DEEDS:
        raise Http404
    flow, done = DEEDS[deed]
    flow(get_object_or_404(SavedView, ref=ref, user=request.user), request.user)
    messages.success(request, done)
    return redirect("handling-views")


def _own(user) -> list[tuple[SavedView, list[str]]]:
    """Each with what it asks, in words."""
    return [(view, inbox.in_words(Asked.kept(view.address))) for view in user.inbox_views.all()]
