"""Keeping the ijkpunten of the region's year."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import Milestone

WORDS = ("name", "lane", "first_day", "last_day", "source", "openness")
TWICE = "Dit ijkpunt staat er al op deze dagen: “{name}”. Wijzig dat als er iets niet klopt."


@transaction.atomic
def add(milestone: Milestone, *, by: User) -> Milestone:
    """Put `milestone`, which is not saved yet, in the calendar. Raises ValidationError when the same stands there already."""
    _refuse_twice(milestone)
    milestone.edited, milestone.edited_at, milestone.edited_by = True, timezone.now(), by
    milestone.save(force_insert=True)
    audit.record(by, "milestone.added", on=milestone, **_days(milestone))
    return milestone


@transaction.atomic
def change(milestone: Milestone, *, by: User) -> Milestone:
    """Save the words and days as they stand on `milestone`. Raises ValidationError when another row says the same."""
    _refuse_twice(milestone)
    before = _days(Milestone.objects.select_for_update().get(pk=milestone.pk))
    _write(milestone, by=by, **{name: getattr(milestone, name) for name in WORDS})
    audit.record(by, "milestone.changed", on=milestone, before=before, **_days(milestone))
    return milestone


@transaction.atomic
def set_removed(milestone: Milestone, *, removed: bool, by: User) -> Milestone:
    """Take it out of the calendar, or put it back. The row stays, so that a next shipment does not bring it back."""
    if not removed:
        _refuse_twice(milestone)
    _write(milestone, by=by, removed=removed)
    audit.record(by, "milestone.removed" if removed else "milestone.put_back", on=milestone, **_days(milestone))
    return milestone


def _refuse_twice(milestone: Milestone) -> None:
    same = {name: getattr(milestone, name) for name in ("name", "lane", "first_day", "last_day")}
    if Milestone.objects.standing().filter(**same).exclude(pk=milestone.pk).exists():
        raise ValidationError(TWICE.format(name=milestone.name))


def _write(milestone: Milestone, *, by: User, **fields) -> None:
    fields |= {"edited": True, "edited_at": timezone.now(), "edited_by": by}
    Milestone.objects.filter(pk=milestone.pk).update(**fields, version=F("version") + 1)
    milestone.refresh_from_db()


def _days(milestone: Milestone) -> dict[str, str]:
    return {"since": milestone.first_day.isoformat(), "until": milestone.last_day.isoformat()}
