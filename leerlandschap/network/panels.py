"""What waits for people of the network on their own page."""

from django.urls import reverse

from leerlandschap.commons.panels import Line, Panel
from leerlandschap.commons.registry import panels
from leerlandschap.network.models import AccountRequest
from leerlandschap.network.questions import QuestionOf

MOST = 5
WAITING = QuestionOf(lambda user: AccountRequest.objects.visible_to(user).open()[:MOST])


@panels.register
def account_requests(user) -> list[Panel]:
    """Who asks for an account, for who decides."""
    lines = [
        Line(f"{one.name}, {one.organisation_name}", reverse("account-request-decide", args=[one.ref]))
        for one in WAITING.ask(user)
    ]
    return [Panel("Wil een account", lines, more_url=reverse("account-request-list"), more_text="Alle aanvragen")]
