"""How often forms that anybody can send are taken: enough for a whole office behind one address, too little for a machine.

Counted per sender (IP address) and per mail address that was typed, known or not: the answer tells nothing about either.
Whoever is signed in is known and is not counted.
"""

from functools import wraps

from allauth.core.internal import ratelimit
from django.shortcuts import render

PER_SENDER = "40/h/ip"
PER_ADDRESS = "20/h/key"
SECONDS = 60 * 60


def limited(action: str, *, address: str = "email"):
    """Decorator for a view with a form for visitors: a POST too many gets a page that says to wait.

    `action` names the form, `address` the field in which a mail address is typed. Stands outside `handled_once`.
    """

    def decorate(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            if (
                request.method == "POST"
                and not request.user.is_authenticated
                and not _may_send(request, action, address)
            ):
                response = render(request, "429.html", status=429)
                response.headers["Retry-After"] = str(SECONDS)
                return response
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def _may_send(request, action: str, field: str) -> bool:
    """Count this sending; whether it is still within what is allowed. Who types no address shares no count with others."""
    typed = request.POST.get(field, "").strip().lower()
    if not _counts(request, f"{action}:sender", PER_SENDER):
        return False
    return not typed or _counts(request, f"{action}:address", PER_ADDRESS, key=typed)


def _counts(request, what: str, rate: str, **key) -> bool:
    return ratelimit.consume(request, app="leerlandschap", action=what, config={what: rate}, **key) is not None
