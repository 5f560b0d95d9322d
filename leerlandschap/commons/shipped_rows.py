"""Rows with days that a shipment brings and people keep: added, changed, taken away and put back, each once and on the trail.

What the row is and who may change it is the affair of the flow that uses this.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit


@dataclass(frozen=True)
class ShippedRows:
    """How one kind of such rows is kept.

    `code` begins the words of the trail; `words` are the fields that people write; two rows with the same `same` are
    one, which the sentence `twice` says. Each verb is called within a transaction.
    """

    code: str
    words: tuple[str, ...]
    same: tuple[str, ...]
    twice: str

    def add(self, row: models.Model, *, by) -> None:
        """Keep a row that is not saved yet. Raises ValidationError when the same stands there already."""
        self._refuse_twice(row)
        row.edited, row.edited_at, row.edited_by = True, timezone.now(), by
        row.save(force_insert=True)
        audit.record(by, f"{self.code}.added", on=row, **_days(row))

    def change(self, row: models.Model, *, by) -> None:
        """Save the words and days as they stand on the row. Raises ValidationError when another row says the same."""
        self._refuse_twice(row)
        before = _days(type(row).objects.select_for_update().get(pk=row.pk))
        _write(row, by=by, **{name: getattr(row, name) for name in self.words})
        audit.record(by, f"{self.code}.changed", on=row, before=before, **_days(row))

    def set_removed(self, row: models.Model, *, removed: bool, by) -> None:
        """Take a row away, or put it back. It stays in the database, so that a next shipment does not bring it back."""
        if not removed:
            self._refuse_twice(row)
        _write(row, by=by, removed=removed)
        audit.record(by, f"{self.code}.removed" if removed else f"{self.code}.put_back", on=row, **_days(row))

    def _refuse_twice(self, row: models.Model) -> None:
        same = {name: getattr(row, name) for name in self.same}
        if twin := type(row).objects.standing().filter(**same).exclude(pk=row.pk).first():
            raise ValidationError(self.twice.format(name=twin.name))


def _write(row: models.Model, *, by, **fields) -> None:
    fields |= {"edited": True, "edited_at": timezone.now(), "edited_by": by}
    type(row).objects.filter(pk=row.pk).update(**fields, version=F("version") + 1)
    row.refresh_from_db()


def _days(row: models.Model) -> dict[str, str]:
    return {"since": row.first_day.isoformat(), "until": row.last_day.isoformat()}
