"""Looking back at a meeting: once a person; saying it again takes the place of what was said."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.network.models import Person
from tables.models import Meeting, WrapUp

NOT_YET = "Deze bijeenkomst is nog niet voorbij. Kijk terug als ze geweest is."
# Fewer answers than this are only counted: nobody may be guessed from them.
FEWEST = 5


@transaction.atomic
def answer(
    meeting: Meeting, person: Person, role: str, *, gave: str = "", words: str = "", missing: str = ""
) -> WrapUp:
    """Keep what somebody says of a meeting. Raises ValidationError before its end."""
    if meeting.ends_at > timezone.now():
        raise ValidationError(NOT_YET)
    said = {"role": role, "gave": gave, "words": words.strip(), "missing": missing.strip()}
    found, _made = WrapUp.objects.update_or_create(
        meeting=meeting, person=person, defaults={**said, "answered_at": timezone.now()}
    )
    return found


def results(meeting: Meeting) -> dict:
    """What members said together: how many, and from five on how often what; no names, and no words of fewer."""
    given = list(meeting.wrap_ups.filter(role=WrapUp.Role.MEMBER).order_by("words"))
    if len(given) < FEWEST:
        return {"count": len(given), "gave": [], "words": []}
    gave = [(label, sum(one.gave == value for one in given)) for value, label in WrapUp.Gave.choices]
    return {"count": len(given), "gave": gave, "words": [one.words for one in given if one.words]}
