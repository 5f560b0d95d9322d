"""What waits for people of the network on their own page."""

from django.urls import reverse

from leerlandschap.commons.panels import Line, Panel
from leerlandschap.commons.registry import panels
from leerlandschap.network.models import AccountRequest

MOST = 5


@panels.register
def account_requests(user) -> list[Panel]:
    """Who asks for an account, for who decides."""
    waiting = AccountRequest.objects.visible_to(user).open()[:MOST]
    lines = [
        Line(f"{one.name}, {one.organisation_name}", reverse("account-request-decide", args=[one.ref]))
        for one in waiting
    ]
    return [Panel("Wil een account", lines, more_url=reverse("account-request-list"), more_text="Alle aanvragen")]
