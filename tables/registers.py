"""What the registers of what the tables bring forth share: filters in the address, search by words, and leafing."""

from dataclasses import replace

from django.db.models import QuerySet
from django.http import QueryDict

from leerlandschap.commons import keyset, search
from leerlandschap.commons.keyset import Page
from tables.models import Table, Theme

ON_A_PAGE = 25
# Of a search so many of the best are kept; the list itself goes by date.
MOST_FOUND = 100
WORDS = "zoek"


def chosen(address: QueryDict, *names: str) -> dict[str, str]:
    """What the filters in the address say, by their names."""
    return {name: address.get(name, "")[:80].replace("\0", "").strip() for name in (WORDS, *names)}


def narrowed(rows: QuerySet, user, picked: dict[str, str], *, kind: str) -> QuerySet:
    """The rows at the table, of the theme and speaking of the words that were picked; nothing picked says nothing."""
    if picked.get("tafel"):
        rows = rows.filter(table__slug=picked["tafel"])
    if picked.get("thema"):
        rows = rows.filter(theme__slug=picked["thema"])
    if picked[WORDS]:
        found = search.find(user, picked[WORDS], kinds=[kind], limit=MOST_FOUND)
        rows = rows.filter(pk__in=[one.thing.pk for one in found])
    return rows


def page(rows: QuerySet, address: QueryDict, one: str, several: str) -> Page:
    """The page of a register that the address asks for; its count names what is counted, `one` or `several` of it."""
    found = keyset.page_of(rows, address, newest="made_at", size=ON_A_PAGE)
    return replace(found, nouns=(one, several))


def tables_of(seen: QuerySet) -> QuerySet[Table]:
    """The tables of rows that somebody sees: what the filter offers gives away no other."""
    return Table.objects.filter(pk__in=seen.order_by().values("table"))


def themes_of(seen: QuerySet, through: str = "theme") -> QuerySet[Theme]:
    """Their themes, likewise."""
    return Theme.objects.filter(pk__in=seen.order_by().values(through))
