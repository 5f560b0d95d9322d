"""The door without a password: a link by mail, behind which somebody sends and reads what they sent."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from signals.flows import senders
from signals.forms.experiences import LinkForm
from signals.models import Experience, SenderAddress
from signals.views.experiences import GONE, SENT, form_for, form_page, is_gone, own_page, sent


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("experience-link")
@handled_once
def sender_link(request) -> HttpResponse:
    """Ask for a link by mail."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        senders.ask_link(form.cleaned_data["email"])
        return redirect("sender-link-asked")
    return render(request, "signals/links/ask.html", {"form": form})


@login_not_required
@require_safe
def sender_link_asked(request) -> HttpResponse:
    """The same for every address."""
    return render(request, "signals/links/asked.html")


@login_not_required
@require_safe
def sender_home(request, token: str) -> HttpResponse:
    """What was sent from the address, and the way to send more."""
    try:
        own = _own(senders.address_behind(token)).select_related("theme")
    except TicketRefused as error:
        return _refused(request, error)
    return render(request, "signals/links/home.html", {"experiences": own[:200], "token": token})


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def sender_new(request, token: str) -> HttpResponse:
    """Send an experience from the address."""
    try:
        address = senders.address_behind(token)
    except TicketRefused as error:
        return _refused(request, error)
    form = form_for(request, known_sender=False)
    if form.is_valid():
        try:
            experience = sent(form, sender=senders.person_for(address), by=request.user)
            messages.success(request, SENT)
            return redirect("sender-experience", token=token, ref=experience.ref)
        except ValidationError as error:
            add_refusal(form, error)
    return form_page(request, form, token=token)


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def sender_experience(request, token: str, ref) -> HttpResponse:
    """One of the experiences sent from the address."""
    if is_gone(ref):
        return render(request, GONE, status=410)
    try:
        address = senders.address_behind(token)
    except TicketRefused as error:
        return _refused(request, error)
    found = get_object_or_404(_own(address).select_related("theme"), ref=ref)
    return own_page(
        request, found, "signals/links/detail.html", token=token,
        door=lambda one: reverse("sender-attachment", args=[token, one.ref]),
    )  # fmt: skip


def _own(address: SenderAddress):
    person = senders.person_at(address)
    return Experience.objects.filter(sender=person) if person else Experience.objects.none()


def _refused(request, error: Exception) -> HttpResponse:
    return render(request, "signals/links/refused.html", {"sentence": str(error)}, status=410)
