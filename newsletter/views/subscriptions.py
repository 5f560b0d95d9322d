"""Asking for the newsletter, confirming by a link, and stopping by a link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leerlandschap.commons import passages, tickets
from leerlandschap.commons.addresses import canonical
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.models import Organisation
from newsletter import consent
from newsletter.flows import subscriptions
from newsletter.forms.subscriptions import PreferencesForm, SubscribeForm
from newsletter.models import Edition, Subscriber

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
    return render(request, f"{PAGES}/unsubscribe.html", {"subscriber": subscriber, "token": token})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request, token: str) -> HttpResponse:
    """What to read of, and as whom, by the link in each newsletter."""
    try:
        subscriber = subscriptions.holder(token)
    except tickets.TicketRefused as refusal:
        return _refused(request, refusal)
    form = PreferencesForm(request.POST or None, subscriber=subscriber)
    context = {"subscriber": subscriber, "form": form, "token": token}
    if form.is_valid():
        subscriptions.prefer(subscriber, **form.chosen())
        context["saved"] = True
    return render(request, f"{PAGES}/preferences.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def my_newsletter(request) -> HttpResponse:
    """An account holder's own subscription, at the address of the account: begin, choose, stop."""
    address = canonical(request.user.email)
    found = Subscriber.objects.filter(email=address).first()
    gets = found is not None and found.state == Subscriber.State.SUBSCRIBED
    form = PreferencesForm(request.POST or None if gets else None, subscriber=found or Subscriber(email=address))
    if request.method == "POST" and (told := _own_deed(request, found if gets else None, form)):
        messages.success(request, told)
        return redirect("my-newsletter")
    context = {"address": address, "gets": gets, "form": form, "press": PressForm(auto_id=False), "subscriber": found}
    return render(request, f"{PAGES}/mine.html", context | {"consent_text": consent.CURRENT})


def _own_deed(request, subscriber: Subscriber | None, form: PreferencesForm) -> str:
    """Begin, stop or choose, as the button says. Gives what to say of it; empty when nothing was done."""
    if subscriber is None:
        text = consent.TEXTS.get(request.POST.get("text_version", ""))
        if text is None:
            return ""
        subscriptions.join(request.user.email, consent_text=text, form_path=request.path, by=request.user)
        return "Je krijgt voortaan de nieuwsbrief."
    if "stop" in request.POST:
        subscriptions.leave(subscriber, by=request.user)
        return "Je krijgt geen nieuwsbrief meer."
    if form.is_valid():
        subscriptions.prefer(subscriber, **form.chosen(), by=request.user)
        return "Je keuze is bewaard."
    return ""


def _refused(request, refusal: tickets.TicketRefused) -> HttpResponse:
    return render(request, f"{PAGES}/refused.html", {"reason": str(refusal)}, status=410)
