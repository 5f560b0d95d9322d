"""Which experiences somebody picked from the list: their refs stand in the address, and then in the form."""

import uuid

from django.http import QueryDict

from signals.models import Experience

PICKED = "kies"
MOST = 50


def picked(request) -> list[Experience]:
    """Those picked that this person may know of, as the list has them."""
    wanted = refs(request.POST if request.method == "POST" else request.GET, most=MOST)
    found = Experience.objects.visible_to(request.user).filter(ref__in=wanted)
    return list(found.select_related("theme", "sender", "handler__person"))


def refs(data: QueryDict, *, most: int) -> list[uuid.UUID]:
    """The refs that were picked, so many at most; what is no ref says nothing."""
    return [ref for ref in map(_ref, data.getlist(PICKED)[:most]) if ref]


def _ref(value: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(value)
    except ValueError:
        return None
