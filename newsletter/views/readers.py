"""Who reads the newsletter, and why they may be sent it: the list, the proof of one, and taking in a list."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import keyset
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, require
from newsletter.flows import readers
from newsletter.forms.subscriptions import TakeInForm
from newsletter.models import Subscriber, Suppression
from newsletter.views.editions import press

PAGES = "newsletter/readers"
HELD = "tegengehouden"


@require_safe
def reader_list(request) -> HttpResponse:
    """Every address, or those in one state (`?staat=`)."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    state, rows = request.GET.get("staat", ""), Subscriber.objects.all()
    if state in Subscriber.State.values:
        rows = rows.filter(state=state)
    elif state == HELD:
        rows = rows.filter(email__in=Suppression.objects.values("email"))
    context = {
        "page": keyset.page_of(rows, request.GET, newest="made_at"),
        "chosen": state,
        "states": [*Subscriber.State.choices, (HELD, HELD)],
        "receiving": Subscriber.objects.receiving().count(),
    }
    return render(request, f"{PAGES}/list.html", context)


@require_safe
def reader(request, ref) -> HttpResponse:
    """One address: since when, to what its owner agreed and where, and whether it is held back."""
    found = _reader(request, ref)
    context = {
        "reader": found,
        "consents": found.consents.all(),
        "held": Suppression.objects.filter(email=found.email).first(),
        "press": PressForm(auto_id=False),
    }
    return render(request, f"{PAGES}/detail.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def reader_take_in(request) -> HttpResponse:
    """Take in who agreed elsewhere."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    form = TakeInForm(request.POST or None)
    if form.is_valid():
        proof = {name: form.cleaned_data[name] for name in ("text", "source", "on")}
        done = readers.take_in(form.cleaned_data["addresses"], **proof, by=request.user)
        messages.success(request, _in_words(done))
        return redirect("reader-list")
    return render(request, f"{PAGES}/take_in.html", {"form": form})


def _in_words(done: dict[str, int]) -> str:
    left_out = [
        f"{done[what]} {words}"
        for what, words in (
            ("already", "stond er al op"),
            ("stopped", "had zich uitgeschreven en blijft dat"),
            ("held", "wordt tegengehouden"),
        )
        if done[what]
    ]
    return f"Ingeschreven: {done['new']}." + (f" Overgeslagen: {'; '.join(left_out)}." if left_out else "")


@require_POST
@handled_once
def reader_suppress(request, ref) -> HttpResponse:
    """Hold an address back after a complaint."""
    found = _reader(request, ref)
    to = reverse("reader", args=[ref])
    told = "Dit adres krijgt geen nieuwsbrief meer."
    return press(request, lambda: readers.suppress(found, by=request.user), told, to)


def _reader(request, ref) -> Subscriber:
    require(request.user, Permission.NEWSLETTER_EDIT)
    return get_object_or_404(Subscriber, ref=ref)
