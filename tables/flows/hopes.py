"""Whether a round brought somebody what they hoped for: said once, at the close, in one line."""

from django.core.exceptions import ValidationError
from django.db import transaction

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import User
from tables.models import Seat

STILL_RUNS = "Deze ronde loopt nog. Aan het eind vragen we of je vond wat je hoopte."


@transaction.atomic
def say(seat: Seat, *, met: str, met_line: str, by: User | None) -> Seat:
    """Keep whether somebody found what they hoped for. Raises ValidationError while the round runs."""
    if seat.cycle.ended_on is None:
        raise ValidationError(STILL_RUNS)
    seat.met, seat.met_line = met, met_line.strip()
    seat.save(update_fields=["met", "met_line"])
    notices.no_longer_waits(f"seat:{seat.ref}:met")
    audit.record(by, "seat.found", on=seat.table, who=str(seat.person))
    return seat
