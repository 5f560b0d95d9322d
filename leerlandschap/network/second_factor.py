"""Who can reach much of the portal proves twice who they are: until then, only the pages to set that up open."""

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect
from django.urls import reverse

ALWAYS_OPEN = {"account_logout", "account_reauthenticate", "mfa_reauthenticate"}


class SecondFactorMiddleware:
    """Leads somebody whose role needs a second factor, and who has none yet, to the page where it is set up."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not request.user.needs_second_factor():
            return None
        name = request.resolver_match.url_name or ""
        if name in ALWAYS_OPEN or name.startswith("mfa_") or is_mfa_enabled(request.user):
            return None
        return redirect(reverse("mfa_activate_totp"))
