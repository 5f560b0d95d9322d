"""Adding to the thread of an experience, sealed in its own row."""

from django.utils import timezone

from leerlandschap.network.models import User
from signals.models import Experience, Happening, Message


def say(
    experience: Experience, kind: str, text: str, *, by: User | None, happening: Happening | None = None
) -> Message:
    """Add a message to the thread."""
    message = Message(experience=experience, kind=kind, by=by, at=timezone.now(), happening=happening)
    message.seal(text=text.strip())
    message.save(force_insert=True)
    return message
