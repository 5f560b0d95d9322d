"""Putting everything that lies sealed under the newest key, while the portal runs.

What lies sealed each app says in a file `seals.py`. It is done in batches: a batch is one transaction that holds its rows, so
that nobody changes one meanwhile, and that is done whole or not at all. Only what lies under an old key is taken, so that a
second run goes on where the first one ended. What cannot be opened stays as it is, and is named.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, QuerySet

from leerlandschap.commons import cipher, scope
from leerlandschap.commons.registry import seals

AT_ONCE = 200


class Sealed:
    """Something that lies sealed; the base of each kind of it."""

    label = ""

    def rows(self) -> QuerySet:
        """Those that may lie under an old key."""
        raise NotImplementedError

    def is_old(self, row: Model) -> bool:
        """Whether it does lie under an old key. Raises OSError for a file that is gone."""
        return True

    def renew(self, row: Model) -> None:
        """Put it under the newest key. Raises cipher.Unreadable and OSError, and then changes nothing."""
        raise NotImplementedError


class SealedColumn(Sealed):
    """A column of text; `bound` says what that of a row is bound to."""

    def __init__(self, model: type[Model], column: str, bound: Callable[[Model], str]) -> None:
        self.model, self.column, self._bound = model, column, bound
        self.label = f"{model._meta.label_lower}.{column}"

    def rows(self) -> QuerySet:
        under_newest = {f"{self.column}__startswith": cipher.newest()}
        return self.model._base_manager.exclude(**{self.column: ""}).exclude(**under_newest)

    def renew(self, row: Model) -> None:
        sealed = cipher.reseal(getattr(row, self.column), bound_to=self._bound(row))
        self.model._base_manager.filter(pk=row.pk).update(**{self.column: sealed})


@dataclass
class Outcome:
    """What became of one kind: how many were put under the newest key, and the rows that could not be."""

    sealed: Sealed
    renewed: int = 0
    unreadable: list[int] = field(default_factory=list)

    @property
    def left(self) -> int:
        """How many lie under an old key now, whoever put them there."""
        with scope.of(system=True):
            return sum(_is_left(self.sealed, row) for row in self.sealed.rows().iterator(chunk_size=AT_ONCE))


def renew_all() -> Iterator[Outcome]:
    """Put everything under the newest key, one kind after the other."""
    for sealed in seals:
        outcome, after = Outcome(sealed), 0
        while (last := _renew_some(outcome, after)) is not None:
            after = last
        yield outcome


def _renew_some(outcome: Outcome, after: int) -> int | None:
    """One batch beyond the row `after`. Gives the last row of it, or None when there was none."""
    renewed, unreadable = 0, []
    with scope.of(system=True), transaction.atomic():
        beyond = outcome.sealed.rows().filter(pk__gt=after).order_by("pk")
        rows = list(beyond.select_for_update()[:AT_ONCE])
        for row in rows:
            try:
                if outcome.sealed.is_old(row):
                    outcome.sealed.renew(row)
                    renewed += 1
            except (cipher.Unreadable, OSError):
                unreadable.append(row.pk)
    outcome.renewed += renewed
    outcome.unreadable += unreadable
    return rows[-1].pk if rows else None


def _is_left(sealed: Sealed, row: Model) -> bool:
    try:
        return sealed.is_old(row)
    except OSError:
        return True
