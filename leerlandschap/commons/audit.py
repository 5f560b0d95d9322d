"""The one place where an audit row is written."""

from django.db.models import Model
from django.utils import timezone

from leerlandschap.commons.models.audit import AuditEvent

PORTAL = "het portaal"


def record(by, code: str, *, on: Model, **details) -> AuditEvent:
    """Add to the trail that `by` (a user, or None for the portal itself) did `code` to `on`.

    `details` holds names, states and counts, never content; it must be JSON. Call it in the transaction of the deed.
    """
    return AuditEvent.objects.create(
        at=timezone.now(),
        actor_id=getattr(by, "pk", None),
        actor_name=str(by)[:200] if getattr(by, "pk", None) else PORTAL,
        code=code,
        object_label=on._meta.label_lower,
        object_id=str(on.pk),
        object_name=str(on)[:200],
        details=details,
    )
