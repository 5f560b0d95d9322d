"""What lies on a table already and looks like what somebody types: in a handler's words, as far as its reader may see it."""

from leerlandschap.commons import search
from signals.models import Bundle
from tables.models import Theme

KIND, MOST = "bundle", 3
# Less than the radar of the tables asks: here an offer that does not fit costs one look.
ALIKE = 0.02
# From so many sides it is said how many, and then in fives.
FEWEST, STEP = 5, 5


def like(user, text: str, theme: Theme | None) -> list[Bundle]:
    """At most three, those that speak of the same first, then the newest of the theme. What is typed is not kept."""
    found = (
        [one.thing for one in search.alike(user, text, kinds=[KIND], limit=MOST, least=ALIKE)] if text.strip() else []
    )
    if theme is not None and len(found) < MOST:
        rest = Bundle.objects.shown_to(user).about(theme).exclude(pk__in=[one.pk for one in found])
        found += list(rest.select_related("table")[: MOST - len(found)])
    return found


def at_least(sides: int) -> int:
    """How many is said aloud: none below five, then down to the five before."""
    return sides - sides % STEP if sides >= FEWEST else 0
