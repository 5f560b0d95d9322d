"""Inviting people, and accepting an invitation."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.flows import invitations
from leerlandschap.network.forms.invitations import InvitationForm, PasswordForm
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.models import Invitation, Organisation
from leerlandschap.network.roles import Permission, refusal, require

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def invitation_add(request) -> HttpResponse:
    """Invite somebody; below it, whom was invited and how that stands."""
    organisations = Organisation.objects.where_may_invite(request.user, timezone.localdate())
    if not organisations:
        raise PermissionDenied(refusal(Permission.PEOPLE_INVITE))
    form = InvitationForm(
        request.POST or None, by=request.user, organisations=organisations, initial=_asked_for(request, organisations)
    )
    if form.is_valid():
        asked = {field: form.cleaned_data[field] for field in ("name", "email", "organisation", "function", "role")}
        try:
            invitation = invitations.invite(**asked, by=request.user)
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, f"De uitnodiging voor {invitation.name} is onderweg naar {invitation.email}.")
            return redirect("invitation-add")
    return render(request, "network/invitations/add.html", {"form": form, **_sent(request.user)})


@require_POST
@handled_once
def invitation_revoke(request, ref) -> HttpResponse:
    """Take an invitation back."""
    return _press(request, ref, invitations.revoke, "De uitnodiging voor {name} is ingetrokken.")


@require_POST
@handled_once
def invitation_renew(request, ref) -> HttpResponse:
    """Send a new link."""
    return _press(
        request, ref, invitations.renew, "Er is een nieuwe link gestuurd naar {name}. De vorige werkt niet meer."
    )


@sensitive_post_parameters()
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@handled_once
def invitation(request, token: str) -> HttpResponse:
    """What the link in an invitation opens: choose a password, or join with the account that is there."""
    try:
        found = invitations.find(token)
        if request.user.is_authenticated:
            return _join(request, found, token)
        if invitations.has_account(found):
            return render(request, "network/invitations/sign_in.html", {"invitation": found})
        return _accept(request, found, token)
    except TicketRefused as refused:
        return render(request, "network/invitations/refused.html", {"sentence": str(refused)}, status=410)


def _accept(request, found: Invitation, token: str) -> HttpResponse:
    form = PasswordForm(request.POST or None, email=found.email)
    if form.is_valid():
        try:
            user = invitations.accept(found, token=token, password=form.cleaned_data["password"])
        except ValidationError as error:
            add_refusal(form, error)
        else:
            # The password was typed a moment ago: setting up a second factor need not ask for it again.
            record_authentication(request, user, method="password", email=user.email, reauthenticated=True)
            return perform_login(request, user, email=user.email, redirect_url=reverse("my-landscape"))
    return render(request, "network/invitations/accept.html", {"invitation": found, "form": form})


def _join(request, found: Invitation, token: str) -> HttpResponse:
    if not invitations.is_for(found, request.user):
        return render(request, "network/invitations/other_account.html", {"invitation": found})
    form = PressForm(request.POST if request.method == "POST" else None, auto_id=False)
    if form.is_valid():
        invitations.join(found, token=token, by=request.user)
        messages.success(request, f"Je doet nu ook mee voor {found.organisation}.")
        return redirect("my-landscape")
    return render(request, "network/invitations/join.html", {"invitation": found, "form": form})


def _press(request, ref, deed, done: str) -> HttpResponse:
    found = get_object_or_404(Invitation.objects.visible_to(request.user), ref=ref)
    require(request.user, Permission.PEOPLE_INVITE, found.organisation)
    try:
        deed(found, by=request.user)
        messages.success(request, done.format(name=found.name))
    except ValidationError as error:
        messages.error(request, error.message)
    return redirect("invitation-add")


def _asked_for(request, organisations) -> dict:
    """The organisation that the link to this page came from, or the only one there is."""
    if len(organisations) == 1:
        return {"organisation": organisations[0]}
    wanted = request.GET.get("organisatie", "")
    return {"organisation": next((one for one in organisations if str(one.ref) == wanted), None)}


def _sent(user) -> dict:
    visible = Invitation.objects.visible_to(user).select_related("organisation", "made_by__person")
    latest = list(visible[:MOST_SHOWN])
    return {
        "open": [one for one in latest if one.is_open],
        "settled": [one for one in latest if not one.is_open],
        "press": PressForm(auto_id=False),
        "most_shown": MOST_SHOWN if len(latest) == MOST_SHOWN else 0,
    }
