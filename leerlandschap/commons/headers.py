"""Headers that every answer carries, errors and files among them."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.utils.cache import patch_cache_control

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "interest-cohort")
)

NEVER_KEPT = "no-store, private, max-age=0, no-cache, must-revalidate"

# Django's own middleware sets these too, but not on what is refused before it is asked.
ALWAYS = {
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}


class HeadersMiddleware:
    """Closes what the portal never uses, and keeps pages behind sign-in or a secret link out of every cache."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if getattr(request, "user", None) is not None and "Cache-Control" not in response.headers:
            self._keep_private(request, response)
        return response

    @staticmethod
    def _keep_private(request, response) -> None:
        """A signed-in page is stored nowhere; a visitor's page may be shown again only after asking whether it changed."""
        by_secret_link = request.resolver_match is not None and "token" in request.resolver_match.kwargs
        if request.user.is_authenticated or by_secret_link or request.method not in {"GET", "HEAD"}:
            response.headers["Cache-Control"] = NEVER_KEPT
        else:
            patch_cache_control(response, no_cache=True)


class PolicyMiddleware(CSPMiddleware):
    """django-csp's, which puts a policy together for each answer: the one that nearly all have is put together once.

    An answer with a policy of its own (`csp_replace` and the like mark it) is left to it. The portal has no nonces.
    """

    def process_request(self, request) -> None:
        """Nothing to lay ready."""

    def process_response(self, request, response):
        if any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._policy)
        return response

    @cached_property
    def _policy(self) -> str:
        return build_policy()
