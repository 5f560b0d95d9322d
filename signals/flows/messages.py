"""Adding to the thread of an experience, sealed in its own row."""

from datetime import datetime

from django.utils import timezone

from leerlandschap.network.models import User
from signals.models import Experience, Happening, Message


def say(
    experience: Experience, kind: str, text: str, *, by: User | None, happening: Happening | None = None
) -> Message:
    """Add a message to the thread."""
    message = Message(experience=experience, kind=kind, by=by, at=_moment(experience, kind), happening=happening)
    message.seal(text=text.strip())
    message.save(force_insert=True)
    return message


def _moment(experience: Experience, kind: str) -> datetime:
    """Now; of who has no name the day, though never before what they answer."""
    if kind != Message.Kind.REPLY or not experience.dated_by_day:
        return timezone.now()
    before = experience.messages.order_by("at", "pk").last()
    return max(experience.moment_of_sender(), before.at if before else experience.received_at)
