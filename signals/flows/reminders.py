"""Reminding who handles an experience of a promise that has passed; in the one mail a day, and never when it was kept."""

from django.utils import timezone

from leerlandschap.commons import notices, workdays
from leerlandschap.commons.notices import Telling
from signals.flows import sender_letters
from signals.flows.handlers import handlers
from signals.models import Experience

MOST = 500


def remind_late() -> int:
    """Once for each promise that has passed, on a working day. Gives how many were reminded."""
    today = timezone.localdate()
    if workdays.on_or_before(today) != today:
        return 0
    everybody = list(handlers())
    late = Experience.objects.late(today).select_related("handler__person").order_by("answer_due", "pk")[:MOST]
    return notices.tell_all([one for experience in late for one in _reminders(experience, everybody)])


def _reminders(experience: Experience, everybody: list) -> list[Telling]:
    """To who handles it, or as long as nobody does to everybody who may."""
    own = getattr(experience.handler, "person", None)
    due = experience.reaction_due if experience.reacted_at is None else experience.answer_due
    path = sender_letters.path_for_handler(experience)
    key = f"experience:{experience.ref}:late:{due.isoformat()}"
    people = [own] if own else everybody
    return [Telling(one.pk, "experience.late", f"{key}:{one.pk}", path, {}, bundled=True) for one in people]
