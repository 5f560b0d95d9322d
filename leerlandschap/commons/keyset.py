"""Leafing through a long list by where one is, not by how many came before: as quick on the last page as on the first.

The address names the row where a page begins or ends by its `ref`; a row that is gone, or was never there, leads to the
first page. Newest first, or with `oldest_first` the other way round.
"""

import uuid
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

AFTER, BEFORE, LAST = "na", "voor", "laatste"
SIZE = 50
# Counting further than this costs more than it tells.
COUNT_TO = 1_000


@dataclass(frozen=True)
class Page:
    """A page of a list, with the addresses of those around it (empty where there is none)."""

    counted: QuerySet | int
    rows: list[Model] = field(default_factory=list)
    previous: str = ""
    next: str = ""
    last: str = ""
    # What is counted: one of it, and several.
    nouns: tuple[str, str] = ("", "")
    count_to: int = COUNT_TO

    @cached_property
    def count(self) -> str:
        """How many there are on all pages, in words; asked of the database only by a page that says so."""
        count, (one, several) = count_of(self.counted, self.count_to), self.nouns
        return f"{count} {one if count == 'één' else several}".rstrip()


def page_of(
    rows: QuerySet,
    address: QueryDict,
    *,
    newest: str,
    size: int = SIZE,
    oldest_first: bool = False,
    count_to: int = COUNT_TO,
    counted: int | None = None,
) -> Page:
    """The page of `rows` that `address` asks for, newest first by the field `newest`; what else it asks is kept.

    When the page says how many there are, they are counted no further than `count_to`, unless they are `counted` already.
    """
    countable = rows if counted is None else counted
    found, backwards, at_the_edge = _asked(rows, address, newest, oldest_first)
    some = list(_ordered(found, newest, later=backwards != oldest_first)[: size + 1])
    more, some = len(some) > size, some[:size]
    if backwards:
        some.reverse()
    if not some:
        return Page(countable, count_to=count_to)
    ahead, behind = oldest_first, not oldest_first
    begins_later = more if backwards else not at_the_edge and _is_any(rows, some[0], newest, later=behind)
    goes_on = not at_the_edge and _is_any(rows, some[-1], newest, later=ahead) if backwards else more
    return Page(
        countable,
        some,
        previous=_link(address, BEFORE, some[0].ref) if begins_later else "",
        next=_link(address, AFTER, some[-1].ref) if goes_on else "",
        last=_link(address, LAST, "ja") if goes_on else "",
        count_to=count_to,
    )


def _asked(rows: QuerySet, address: QueryDict, newest: str, oldest_first: bool) -> tuple[QuerySet, bool, bool]:
    """The rows from where the address says on, whether they are asked for backwards, and whether that is from an end of all."""
    if address.get(LAST):
        return rows, True, True
    for name, backwards in ((AFTER, False), (BEFORE, True)):
        row = _row(rows, address.get(name, ""))
        if row is not None:
            return _beyond(rows, row, newest, later=backwards != oldest_first), backwards, False
    return rows, False, True


def _row(rows: QuerySet, ref: str) -> Model | None:
    try:
        return rows.model._default_manager.filter(ref=uuid.UUID(ref)).first()
    except ValueError:
        return None


def _beyond(rows: QuerySet, row: Model, newest: str, *, later: bool) -> QuerySet:
    side, at = "gt" if later else "lt", getattr(row, newest)
    # Said twice, so that an index can be entered at the right place: a choice between two conditions does not do that.
    rows = rows.filter(**{f"{newest}__{side}e": at})
    return rows.filter(Q(**{f"{newest}__{side}": at}) | Q(**{newest: at, f"pk__{side}": row.pk}))


def _ordered(rows: QuerySet, newest: str, *, later: bool) -> QuerySet:
    """From one end on: the oldest first when what is `later` follows, or the newest."""
    return rows.order_by(newest, "pk") if later else rows.order_by(f"-{newest}", "-pk")


def _is_any(rows: QuerySet, row: Model, newest: str, *, later: bool) -> bool:
    """Whether any of `rows` stands beyond `row`. Asked in their order: with a plan that is made once for all values, PostgreSQL
    takes one without order to be found soon by reading the whole table, though it is at the end of it."""
    beyond = _ordered(_beyond(rows, row, newest, later=later), newest, later=later)
    return bool(beyond.values_list("pk")[:1])


def _link(address: QueryDict, name: str, value) -> str:
    asked = address.copy()
    for one in (AFTER, BEFORE, LAST):
        asked.pop(one, None)
    asked[name] = str(value)
    return f"?{asked.urlencode()}"


def count_of(rows: QuerySet | int, up_to: int = COUNT_TO) -> str:
    """How many there are (or were counted), in words; not further than it is worth counting."""
    count = rows if isinstance(rows, int) else rows.order_by()[: up_to + 1].count()
    if count > up_to:
        return f"meer dan {up_to:,}".replace(",", ".")
    return {0: "geen", 1: "één"}.get(count, str(count))
