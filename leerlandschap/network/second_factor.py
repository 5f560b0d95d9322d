"""Who can reach much of the portal proves twice who they are: until then, only the pages to do that open."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

# Recovery codes alone are no second factor: they only stand in for one.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
ALWAYS_OPEN = {"account_logout"}
# Where one is set up; allauth asks for the password first, and then finishes there what was asked before.
SETS_UP = {"mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "mfa_index"}
# Where a session that was made with a password only shows the factor that is there.
PROVES = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
WHY_SET_UP = "Met je rol kun je bij veel gegevens. Stel daarom eerst een tweede stap in; daarna kun je verder."


def has_second_factor(user) -> bool:
    return get_adapter().is_mfa_enabled(user, types=FACTORS)


def is_proved(request: HttpRequest) -> bool:
    """Whether a second factor was shown, or set up, in this very session."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def mark_proved(request: HttpRequest) -> None:
    record_authentication(request, request.user, "mfa", type="enrolled")


class SecondFactorMiddleware:
    """Leads somebody whose role needs a second factor to where it is set up, or shown."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.enrols = False
        response = self.get_response(request)
        # Whoever had none and has just set one up has shown it by that; their other sessions have not.
        if request.enrols and response.status_code == 302 and has_second_factor(request.user):
            mark_proved(request)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        if not request.user.is_authenticated or not request.user.needs_second_factor():
            return None
        name = request.resolver_match.view_name or ""
        if name in ALWAYS_OPEN:
            return None
        if not has_second_factor(request.user):
            request.enrols = name in SETS_UP and request.method == "POST"
            if name in SETS_UP:
                return None
            messages.info(request, WHY_SET_UP)
            return _lead_to("mfa_activate_totp", request)
        if is_proved(request):
            return None
        return None if name in PROVES else _lead_to(_proving_page(request.user), request)


def _proving_page(user) -> str:
    has_code = get_adapter().is_mfa_enabled(user, types=[Authenticator.Type.TOTP])
    return "mfa_reauthenticate" if has_code else "mfa_reauthenticate_webauthn"


def _lead_to(name: str, request: HttpRequest) -> HttpResponseRedirect:
    """To a page of allauth, and from there on to where they were going."""
    onwards = request.get_full_path() if request.method == "GET" else reverse("my-landscape")
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': onwards})}")
