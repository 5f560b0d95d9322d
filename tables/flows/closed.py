"""Keeping the calendar of closed days."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.commons.models import ClosedPeriod
from leerlandschap.network.models import User

WORDS = ("name", "kind", "first_day", "last_day", "region", "source")
TWICE = "Deze dagen staan er al: “{name}”. Wijzig die regel als er iets niet klopt."


@transaction.atomic
def add(period: ClosedPeriod, *, by: User) -> ClosedPeriod:
    """Close the days of `period`, which is not saved yet. Raises ValidationError when the same days stand there already."""
    _refuse_twice(period)
    period.edited, period.edited_at, period.edited_by = True, timezone.now(), by
    period.save(force_insert=True)
    audit.record(by, "closed.added", on=period, **_days(period))
    return period


@transaction.atomic
def change(period: ClosedPeriod, *, by: User) -> ClosedPeriod:
    """Save the words and days as they stand on `period`. Raises ValidationError when another row says the same."""
    _refuse_twice(period)
    before = _days(ClosedPeriod.objects.select_for_update().get(pk=period.pk))
    _write(period, by=by, **{name: getattr(period, name) for name in WORDS})
    audit.record(by, "closed.changed", on=period, before=before, **_days(period))
    return period


@transaction.atomic
def set_removed(period: ClosedPeriod, *, removed: bool, by: User) -> ClosedPeriod:
    """Open the days again, or close them after all. The row stays, so that a next shipment does not bring it back."""
    if not removed:
        _refuse_twice(period)
    _write(period, by=by, removed=removed)
    audit.record(by, "closed.removed" if removed else "closed.put_back", on=period, **_days(period))
    return period


def _refuse_twice(period: ClosedPeriod) -> None:
    same = {"kind": period.kind, "region": period.region, "first_day": period.first_day, "last_day": period.last_day}
    if twin := ClosedPeriod.objects.standing().filter(**same).exclude(pk=period.pk).first():
        raise ValidationError(TWICE.format(name=twin.name))


def _write(period: ClosedPeriod, *, by: User, **fields) -> None:
    fields |= {"edited": True, "edited_at": timezone.now(), "edited_by": by}
    ClosedPeriod.objects.filter(pk=period.pk).update(**fields, version=F("version") + 1)
    period.refresh_from_db()


def _days(period: ClosedPeriod) -> dict[str, str]:
    return {"since": period.first_day.isoformat(), "until": period.last_day.isoformat()}
