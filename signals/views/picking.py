"""Which experiences somebody picked from the list: their refs stand in the address, and then in the form."""

import uuid

from signals.models import Experience

PICKED = "kies"
MOST = 50


def picked(request) -> list[Experience]:
    """Those picked that this person may know of, as the list has them; what is no ref says nothing."""
    values = (request.POST if request.method == "POST" else request.GET).getlist(PICKED)[:MOST]
    refs = [ref for ref in map(_ref, values) if ref]
    found = Experience.objects.visible_to(request.user).filter(ref__in=refs)
    return list(found.select_related("theme", "sender", "handler__person"))


def _ref(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
