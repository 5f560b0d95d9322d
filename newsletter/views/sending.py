"""Letting an edition go: read along, plan, take back, pause; and who gets it, or got it."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import keyset
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.once import handled_once
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, require
from newsletter import mail_log
from newsletter.checks import problems
from newsletter.flows import sending
from newsletter.forms.editions import PlanForm, SettleForm
from newsletter.models import Delivery, Subscriber
from newsletter.views.editions import edition_to_make, press

PAGES = "newsletter/editions"


@require_POST
@handled_once
def edition_approve(request, ref) -> HttpResponse:
    """Agree, as a second person."""
    edition = edition_to_make(request, ref)
    told = "Je hebt akkoord gegeven. De editie kan worden verstuurd."
    return press(request, lambda: sending.approve(edition, by=request.user), told, edition.work_url)


@require_http_methods(["GET", "POST"])
@handled_once
def edition_send(request, ref) -> HttpResponse:
    """To how many it goes, and when; then it stands ready."""
    edition = edition_to_make(request, ref)
    if not edition.is_draft:
        return redirect(edition.work_url)
    form = PlanForm(request.POST or None)
    if form.is_valid():
        try:
            sending.plan(edition, starts_at=form.starts_at(), by=request.user)
            messages.success(request, "De editie staat klaar. Tot ze begint kun je haar terughalen.")
            return redirect(edition.work_url)
        except ValidationError as error:
            add_refusal(form, error)
    receiving = Subscriber.objects.receiving().count()
    context = {
        "edition": edition,
        "form": form,
        "problems": problems(edition),
        "receiving": receiving,
        "needs_reader": settings.NEWSLETTER_SECOND_PERSON and not edition.approved_at,
    }
    return render(request, f"{PAGES}/send.html", context)


@require_POST
@handled_once
def edition_take_back(request, ref) -> HttpResponse:
    """Make it a draft again."""
    edition = edition_to_make(request, ref)
    told = "De editie is weer een concept. Er is niets verstuurd."
    return press(request, lambda: sending.take_back(edition, by=request.user), told, edition.work_url)


@require_POST
@handled_once
def edition_pause(request, ref) -> HttpResponse:
    """Hold what did not go yet."""
    edition = edition_to_make(request, ref)
    told = "Het versturen staat stil. Wie de nieuwsbrief nog niet had, krijgt hem pas als je verdergaat."
    return press(request, lambda: sending.pause(edition, by=request.user), told, edition.work_url)


@require_POST
@handled_once
def edition_resume(request, ref) -> HttpResponse:
    """Go on."""
    edition = edition_to_make(request, ref)
    return press(request, lambda: sending.resume(edition, by=request.user), "Het gaat verder.", edition.work_url)


@require_safe
def edition_recipients(request, ref) -> HttpResponse:
    """Of a draft who would get it now; of one that goes or went who got it, who did not, and why (`?staat=`)."""
    edition = edition_to_make(request, ref)
    if not edition.is_out:
        rows = Subscriber.objects.receiving()
        page = keyset.page_of(rows, request.GET, newest="made_at", oldest_first=True)
        return render(request, f"{PAGES}/receiving.html", {"edition": edition, "page": page, "count": rows.count()})
    state = request.GET.get("staat", "")
    rows = edition.deliveries.to_subscribers().select_related("subscriber")
    if state in LedgerState.values:
        rows = rows.filter(state=state)
    page = keyset.page_of(rows, request.GET, newest="made_at", oldest_first=True)
    context = {
        "edition": edition,
        "page": page,
        "mail_log": _with_what_the_log_says(page.rows),
        "chosen": state,
        "states": LedgerState.choices,
        "press": PressForm(auto_id=False),
    }
    return render(request, f"{PAGES}/recipients.html", context)


def _with_what_the_log_says(rows: list[Delivery]) -> mail_log.Log | None:
    """Look the uncertain ones of `rows` up in the log of the mail server: `row.said` is its last word. None without a log."""
    uncertain = [row for row in rows if row.state == LedgerState.UNCERTAIN]
    found = mail_log.of(uncertain) if uncertain else None
    for row in uncertain:
        row.said = found.said.get(row.ref) if found else None
    return found


@require_POST
@handled_once
def delivery_settle(request, ref) -> HttpResponse:
    """Say of an uncertain mail that it arrived, or send it again."""
    require(request.user, Permission.NEWSLETTER_EDIT)
    delivery = get_object_or_404(Delivery.objects.select_related("edition"), ref=ref)
    form, to = SettleForm(request.POST), reverse("edition-recipients", args=[delivery.edition.ref])
    if not form.is_valid():
        return redirect(to)
    arrived = form.cleaned_data["arrived"]
    told = "Genoteerd." if arrived else "De mail gaat opnieuw."
    return press(request, lambda: sending.settle_uncertain(delivery, arrived=arrived, by=request.user), told, to)
