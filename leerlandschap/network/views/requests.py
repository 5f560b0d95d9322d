"""Asking for an account, and answering who asks."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.network.flows import organisations, requests
from leerlandschap.network.forms.requests import ApprovalForm, RequestForm
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.models import AccountRequest
from leerlandschap.network.roles import Permission, require

MOST_SHOWN = 50


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@limited("account-request")
@handled_once
def account_request(request) -> HttpResponse:
    """Ask for an account; the answer is the same for every address."""
    form = RequestForm(request.POST or None)
    if form.is_valid():
        requests.ask(**form.asked())
        return redirect("account-request-sent")
    return render(request, "network/requests/ask.html", {"form": form})


@login_not_required
@require_safe
def account_request_sent(request) -> HttpResponse:
    """What happens next."""
    return render(request, "network/requests/sent.html")


@require_safe
def account_request_list(request) -> HttpResponse:
    """Who asks for an account, and what was decided before."""
    require(request.user, Permission.ACCOUNT_APPROVE)
    visible = AccountRequest.objects.visible_to(request.user)
    decided = visible.exclude(state=AccountRequest.State.OPEN).order_by("-decided_at", "-pk")
    context = {"open": visible.open(), "decided": decided.select_related("decided_by__person")[:MOST_SHOWN]}
    return render(request, "network/requests/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def account_request_decide(request, ref) -> HttpResponse:
    """One request: let them in for an organisation, or not."""
    require(request.user, Permission.ACCOUNT_APPROVE)
    asked = get_object_or_404(AccountRequest.objects.visible_to(request.user), ref=ref)
    form = ApprovalForm(request.POST or None, by=request.user, request=asked)
    if form.is_valid():
        try:
            _let_in(asked, form, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"{asked.name} krijgt een uitnodiging op {asked.email}.")
            return redirect("account-request-list")
    return render(
        request, "network/requests/decide.html", {"asked": asked, "form": form, "press": PressForm(auto_id=False)}
    )


@require_POST
@handled_once
def account_request_decline(request, ref) -> HttpResponse:
    """Say no."""
    require(request.user, Permission.ACCOUNT_APPROVE)
    asked = get_object_or_404(AccountRequest.objects.visible_to(request.user), ref=ref)
    try:
        requests.decline(asked, by=request.user)
        messages.success(request, f"{asked.name} krijgt bericht dat er nu geen account komt.")
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("account-request-list")


@transaction.atomic
def _let_in(asked: AccountRequest, form: ApprovalForm, *, by) -> None:
    """With the new organisation, or not at all."""
    organisation = form.cleaned_data["organisation"]
    if new := form.new_organisation():
        require(by, Permission.ORGANISATION_EDIT)
        organisation = organisations.add(new, by=by)
    requests.approve(asked, organisation=organisation, role=form.cleaned_data["role"], by=by)
