"""Keeping the library of werkvormen."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables.models import Method

WORDS = ("name", "purpose", "group_min", "group_max", "minutes", "steps")
TWICE = "Er is al een werkvorm met deze naam. Kies een andere naam, of wijzig de werkvorm die er is."


@transaction.atomic
def add(method: Method, *, by: User) -> Method:
    """Put `method`, which is not saved yet, in the library. Raises ValidationError when its name is there already."""
    _refuse_twice(method)
    method.edited, method.edited_at = True, timezone.now()
    method.save(force_insert=True)
    audit.record(by, "method.added", on=method)
    return method


@transaction.atomic
def change(method: Method, *, by: User) -> Method:
    """Save the words as they stand on `method`; items it was picked for keep their own minutes. Raises ValidationError."""
    Method.objects.select_for_update().get(pk=method.pk)
    _refuse_twice(method)
    _write(method, **{name: getattr(method, name) for name in WORDS})
    audit.record(by, "method.changed", on=method)
    return method


@transaction.atomic
def set_retired(method: Method, *, retired: bool, by: User) -> Method:
    """Let it no longer be picked, or again; where it was picked it stays."""
    _write(method, retired_at=timezone.now() if retired else None)
    audit.record(by, "method.retired" if retired else "method.put_back", on=method)
    return method


def _refuse_twice(method: Method) -> None:
    if Method.objects.filter(name__iexact=method.name).exclude(pk=method.pk).exists():
        raise ValidationError({"name": TWICE})


def _write(method: Method, **fields) -> None:
    fields |= {"edited": True, "edited_at": timezone.now()}
    Method.objects.filter(pk=method.pk).update(**fields, version=F("version") + 1)
    method.refresh_from_db()
