"""Finding experiences in the inbox: by the neutral title a handler gave and by what is known of them, never by a sender's words.

What a sender wrote is sealed, and no index of it is made. The title, the kind, the theme and the municipalities are kept as
stems in the row, so that Dutch forms match as they do in the search of the whole portal.
"""

import re
import uuid
from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet

from leerlandschap.commons import dutch, search, search_store
from signals.models import Experience

TABLE = Experience._meta.db_table
lay = partial(search_store.lay_on, table=TABLE)
lift = partial(search_store.lift_from, table=TABLE)
# The eight signs by which people who talk about one mean the same (`Experience.short_ref`).
SHORT_REF = re.compile(r"[0-9a-f]{8}")
LONGEST = 100
AT_ONCE = 500


def renew(experiences: Iterable[Experience]) -> None:
    """Note by which words they are found now. Call it in the transaction of the deed that changed one of those."""
    held = list(experiences)
    for one, words in zip(held, search.stems_of_all([_said_of(one) for one in held]), strict=True):
        if one.words != words:
            one.words = words
            Experience.objects.filter(pk=one.pk).update(words=words)


def renew_all(rows: QuerySet[Experience]) -> None:
    """The same for as many rows as there are, some at a time."""
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(numbers), AT_ONCE):
        some = Experience.objects.filter(pk__in=numbers[at : at + AT_ONCE]).select_related("theme")
        renew(some.prefetch_related("municipalities"))


def narrowed(rows: QuerySet[Experience], text: str) -> QuerySet[Experience]:
    """Those of `rows` that speak of all of `text`, or whose reference it is; all of them when it says nothing."""
    asked = _asked(text)
    if SHORT_REF.fullmatch(asked):
        return rows.filter(ref__range=(_end_of(asked, "0"), _end_of(asked, "f")))
    found = search.within(rows, asked) if asked else None
    return rows if found is None else found


def looked_up(rows: QuerySet[Experience], many: int) -> tuple[QuerySet[Experience], int]:
    """The same rows, and how many they are, counted one further than `many`.

    Rows that are few are named by their numbers. PostgreSQL takes words that are each common to be found together soon, and
    reads day after day back to the first where they never stand together.
    """
    numbers = list(rows.order_by().values_list("pk", flat=True)[: many + 1])
    return (rows if len(numbers) > many else rows.filter(pk__in=numbers)), len(numbers)


def says_something(text: str) -> bool:
    """Whether anything can be found by `text`; of “de” and “met” nothing can."""
    asked = _asked(text)
    return bool(SHORT_REF.fullmatch(asked) or dutch.words(asked))


def _asked(text: str) -> str:
    return " ".join(text.lower().split())[:LONGEST]


def _said_of(experience: Experience) -> str:
    towns = (town.name for town in experience.municipalities.all())
    return "\n".join([experience.title, experience.get_kind_display(), experience.theme.name, *towns])


def _end_of(short: str, sign: str) -> uuid.UUID:
    return uuid.UUID(short.ljust(32, sign))
