"""What every page knows: the way round, and whether this is a trial."""

from django.conf import settings

from leerlandschap.commons.paths import path_of


def portal(request) -> dict:
    """The navigation (only what is there, and only what this person may open) and the mode of the portal."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated)
    entries = [entry for entry in settings.NAVIGATION if entry.for_whom(user if signed_in else None)]
    return {
        "navigation": [_entry(entry, request.path) for entry in entries],
        "embedded": settings.EMBEDDED,
        "site_name": "Het leerlandschap",
    }


def _entry(entry, path: str) -> dict:
    url = path_of(entry.url_name)
    return {"label": entry.label, "url": url, "current": path == url or (url != "/" and path.startswith(url))}
