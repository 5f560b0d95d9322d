"""What joins the tables on the map: links that were laid, and, for who is signed in, the people they share."""

from collections import Counter
from itertools import combinations

from leerlandschap.commons.drawing import Bridge
from leerlandschap.commons.registry import bridges
from tables.models import Seat, Table, TableLink
from tables.parcels import key_of

# Fewer than this is chance, and would tell who sits where.
ENOUGH_MEMBERS = 3


@bridges.register
def links(user) -> list[Bridge]:
    """The links between tables that `user` may see."""
    laid = TableLink.objects.visible_to(user).values_list("from_table", "to_table", "kind")
    return [_link(*one) for one in laid]


@bridges.register
def shared_members(user) -> list[Bridge]:
    """Tables with members in common, as a number without names; nothing for a visitor."""
    if not user.is_authenticated:
        return []
    return [_members(*pair, count) for pair, count in shared(user).items() if count >= ENOUGH_MEMBERS]


def shared(user) -> Counter:
    """How many people hold a chair at both tables of a pair (keys in order), for tables that `user` may see."""
    tables = Table.objects.visible_to(user).exclude(state=Table.State.ENDED)
    seats = Seat.objects.accepted().filter(cycle__ended_on=None, cycle__table__in=tables)
    by_person: dict[int, set[int]] = {}
    for person, table in seats.order_by().values_list("person", "cycle__table"):
        by_person.setdefault(person, set()).add(table)
    return Counter(pair for places in by_person.values() for pair in combinations(sorted(places), 2))


def _link(from_pk: int, to_pk: int, kind: str) -> Bridge:
    word = TableLink.Kind(kind)
    return Bridge(key_of(from_pk), key_of(to_pk), kind, word.said_from(False), word.said_from(True))


def _members(one: int, other: int, count: int) -> Bridge:
    words = f"deelt {count} leden met"
    return Bridge(key_of(one), key_of(other), "shares_members", words, words)
