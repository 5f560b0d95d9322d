"""What of ervaringen can be found: what was brought to a table, in a handler's words. Never the text of a sender."""

from leerlandschap.commons.registry import search
from leerlandschap.commons.search import Findable
from signals.known import KIND
from signals.models import Bundle

search.register(
    Findable(
        kind=KIND,
        model=Bundle,
        title=lambda bundle: bundle.title,
        text=lambda bundle: bundle.text,
        visible=lambda user: Bundle.objects.shown_to(user).select_related("table"),
        label=lambda bundle: "Ligt op een tafel",
        summary=lambda bundle: bundle.text,
        url=lambda bundle: bundle.shown_at_url(),
    )
)
