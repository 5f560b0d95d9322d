"""The one place where an audit row is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.db.models import Model
from django.utils import timezone

from leerlandschap.commons.days import start_of_day
from leerlandschap.commons.models.audit import AuditEvent
from leerlandschap.commons.writes import Insert

TRAIL = Insert(AuditEvent)
PORTAL = "het portaal"
_overheard: ContextVar[list[dict] | None] = ContextVar("overheard", default=None)


def record(by, code: str, *, on: Model, called: str = "", **details) -> None:
    """Add to the trail that `by` (a user, or None for the portal itself) did `code` to `on`.

    `called` gives `on` another name than its own name, where that is content which not every reader of the trail may read.
    `details` holds names, states and counts, never content; it must be JSON. Call it in the transaction of the deed.
    """
    event = AuditEvent(
        at=_moment(by, on),
        actor_id=getattr(by, "pk", None),
        actor_name=str(by)[:200] if getattr(by, "pk", None) else PORTAL,
        code=code,
        object_label=on._meta.label_lower,
        object_id=str(on.pk),
        object_name=(called or str(on))[:200],
        details=details,
    )
    TRAIL.add_along(event)
    if (heard := _overheard.get()) is not None:
        heard.append({"by": by, "on": on, "called": called})


def _moment(by, on: Model) -> datetime:
    """Now, or the day when nobody did it to what says to be `dated_by_day`."""
    now = timezone.now()
    return start_of_day(now) if by is None and getattr(on, "dated_by_day", False) else now


@contextmanager
def overheard() -> Iterator[list[dict]]:
    """Within, a list of who did something to what, and what that is called: as `record` takes them."""
    token = _overheard.set(heard := [])
    try:
        yield heard
    finally:
        _overheard.reset(token)
