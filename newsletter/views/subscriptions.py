"""Asking for the newsletter, confirming by a link, and stopping by a link."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import passages, tickets
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Organisation
from newsletter.flows import subscriptions
from newsletter.forms.subscriptions import SubscribeForm
from newsletter.models import Edition

PAGES = "newsletter/subscriptions"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("newsletter")
@handled_once
def subscribe(request) -> HttpResponse:
    """The form; its answer is the same for every address, so that nobody learns here who is on the list."""
    initial = {"email": getattr(request.user, "email", "")}
    form = SubscribeForm(request.POST or None, initial=initial, known_domains=_domains_that_are_no_secret())
    if form.is_valid():
        subscriptions.ask(form.cleaned_data["email"], consent_text=form.consent_text, form_path=request.path)
        return redirect("newsletter-asked")
    went_out = Edition.objects.visible_to(request.user).exists()
    context = {"form": form, "texts": passages.texts("nieuwsbrief"), "went_out": went_out}
    return render(request, f"{PAGES}/subscribe.html", context)


def _domains_that_are_no_secret():
    """Of public bodies only: guessing at a provider's domain would tell a visitor that it takes part."""
    return Organisation.objects.active().public_domains()


@login_not_required
@require_safe
def asked(request) -> HttpResponse:
    """What happens next, whoever asked."""
    return render(request, f"{PAGES}/asked.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, token: str) -> HttpResponse:
    """The page behind the link in the mail: looking changes nothing, its one button does."""
    try:
        if request.method == "POST":
            subscriptions.confirm(token)
            return redirect("newsletter-confirmed")
        tickets.look(subscriptions.CONFIRM, token)
    except tickets.TicketRefused as refusal:
        return _refused(request, refusal)
    return render(request, f"{PAGES}/confirm.html")


@login_not_required
@require_safe
def confirmed(request) -> HttpResponse:
    """Welcome."""
    return render(request, f"{PAGES}/confirmed.html")


@login_not_required
@csrf_exempt  # a mail program that stops for its reader (RFC 8058) has no cookie; the secret in the address is the proof
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token: str) -> HttpResponse:
    """How the subscription stands, with one button to stop. A POST answers without leading elsewhere (RFC 8058, 3.2)."""
    try:
        if request.method == "POST":
            one_click = request.POST.get("List-Unsubscribe") == "One-Click"
            subscriber = subscriptions.unsubscribe(token, one_click=one_click)
        else:
            subscriber = subscriptions.holder(token)
    except tickets.TicketRefused as refusal:
        return _refused(request, refusal)
    return render(request, f"{PAGES}/unsubscribe.html", {"subscriber": subscriber})


def _refused(request, refusal: tickets.TicketRefused) -> HttpResponse:
    return render(request, f"{PAGES}/refused.html", {"reason": str(refusal)}, status=410)
