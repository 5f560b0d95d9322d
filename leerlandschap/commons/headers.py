"""Headers that every answer carries, errors and files among them."""

from django.utils.cache import add_never_cache_headers, patch_cache_control

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "interest-cohort")
)


class HeadersMiddleware:
    """Closes what the portal never uses, and keeps pages behind sign-in out of every cache."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and "Cache-Control" not in response.headers:
            self._keep_private(request, response)
        return response

    @staticmethod
    def _keep_private(request, response) -> None:
        """A signed-in page is stored nowhere; a visitor's page may be shown again only after asking whether it changed."""
        if request.user.is_authenticated or request.method not in {"GET", "HEAD"}:
            add_never_cache_headers(response)
            patch_cache_control(response, no_store=True, private=True)
        else:
            patch_cache_control(response, no_cache=True)
