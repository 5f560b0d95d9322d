"""The personal intention of somebody at a table."""

from django.core.exceptions import ValidationError
from django.db import transaction

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import Seat

NO_CHAIR = "Je kunt een intentie opschrijven zolang je een plek aan deze tafel hebt."


@transaction.atomic
def intend(seat: Seat, *, intention: str, by: User | None) -> Seat:
    """Keep (or empty) what somebody means to do at the table. Raises ValidationError when the chair ended."""
    if not seat.is_current():
        raise ValidationError(NO_CHAIR)
    seat.intention = intention.strip()
    Seat.objects.filter(pk=seat.pk).update(intention=seat.intention)
    audit.record(by, "seat.intention", on=seat.table)
    return seat
