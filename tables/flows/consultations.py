"""Keeping the consultations that others organise."""

from itertools import count

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import Consultation

MEANWHILE = "Iemand anders zette op hetzelfde moment ook een overleg op de kaart. Bewaar nog een keer."


@transaction.atomic
def add(consultation: Consultation, *, by: User) -> Consultation:
    """Put `consultation`, which is not saved yet, on the map at the first free place. Raises ValidationError."""
    consultation.slot, consultation.edited, consultation.edited_at = _free_slot(), True, timezone.now()
    try:
        with transaction.atomic():
            consultation.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(MEANWHILE) from None
    audit.record(by, "consultation.added", on=consultation)
    return consultation


@transaction.atomic
def revise(consultation: Consultation, *, changed: list[str], by: User) -> Consultation:
    """Save the fields named in `changed` as they stand on `consultation`."""
    _write(consultation, **{name: getattr(consultation, name) for name in changed})
    audit.record(by, "consultation.revised", on=consultation, fields=sorted(changed))
    return consultation


@transaction.atomic
def set_ended(consultation: Consultation, *, ended: bool, by: User) -> Consultation:
    """Take it off the map, where its place comes free; or put it back at the first free place. Raises ValidationError."""
    held = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if (held.ended_on is not None) == ended:
        raise ValidationError("Dit overleg was al gestopt." if ended else "Dit overleg stond al op de kaart.")
    place = {"ended_on": timezone.localdate(), "slot": None} if ended else {"ended_on": None, "slot": _free_slot()}
    try:
        with transaction.atomic():
            _write(consultation, **place)
    except IntegrityError:
        raise ValidationError(MEANWHILE) from None
    audit.record(by, "consultation.ended" if ended else "consultation.resumed", on=consultation)
    return consultation


def _free_slot() -> int:
    taken = set(Consultation.objects.standing().values_list("slot", flat=True))
    return next(slot for slot in count() if slot not in taken)


def _write(consultation: Consultation, **fields) -> None:
    fields |= {"edited": True, "edited_at": timezone.now()}
    Consultation.objects.filter(pk=consultation.pk).update(**fields, version=F("version") + 1)
    consultation.refresh_from_db()
