"""How far something may travel: publiek > netwerk > tafel > besloten.

Whatever is made at a table inherits the table's openness and may only be narrower; making it wider is a deed of its own
(`tables/flows/openness.py`).
"""

from django import forms

from tables.models import Openness, Table
from tables.models.openness import EVERYWHERE

# From the widest to the narrowest.
ORDER = list(Openness)
READERS = {
    Openness.PUBLIC: "iedereen, ook zonder account",
    Openness.NETWORK: "iedereen met een account",
    Openness.TABLE: "wie aan de tafel zit, en wie haar begeleidt",
    Openness.CLOSED: "de voorzitter, de begeleider, CLM en het regiobureau",
}


def seen_by(user, table: Table) -> list[Openness]:
    """The openness levels of which `user` reads what belongs to `table`."""
    if not user.is_authenticated:
        return ORDER[:1]
    if user.roles() & EVERYWHERE or table.roles_of(user):
        return ORDER
    return ORDER[:3] if Table.objects.with_chair_of(user).filter(pk=table.pk).exists() else ORDER[:2]


def is_wider(one: str, other: str) -> bool:
    """Whether `one` travels further than `other`."""
    return ORDER.index(Openness(one)) < ORDER.index(Openness(other))


def narrowest(*levels: str) -> Openness:
    """The one of several that travels least far."""
    return max((Openness(level) for level in levels), key=ORDER.index)


def narrower_than(openness: str) -> list[tuple[str, str]]:
    """The choices for something under a parent of this openness: never wider than it, each with who then reads it."""
    return [(one.value, in_words(one)) for one in ORDER if not is_wider(one, openness)]


def in_words(openness: str) -> str:
    """An openness with who reads it."""
    return f"{Openness(openness).label}: {READERS[Openness(openness)]}"


def parent_of(item) -> Openness:
    """The widest that `item` may be: its table's openness; for a table itself, publiek."""
    return Openness.PUBLIC if isinstance(item, Table) else Openness(item.table.openness)


class OpennessField(forms.ChoiceField):
    """Choosing an openness under a parent; in a form: `OpennessField(table.openness)`, or `choices` set in its `__init__`."""

    def __init__(self, parent: str = Openness.PUBLIC, **kwargs) -> None:
        wider = "Dit kan niet opener zijn dan de tafel. Kies een van de genoemde mogelijkheden."
        defaults = {
            "label": "Mate van openheid",
            "help_text": "Wie mag dit lezen? Opener dan de tafel kan niet.",
            "widget": forms.RadioSelect,
            "initial": parent,
            "error_messages": {"required": "Kies wie dit mag lezen.", "invalid_choice": wider},
        }
        super().__init__(choices=narrower_than(parent), **defaults | kwargs)


def narrowing_only(item, *, label: str = "Mate van openheid") -> OpennessField:
    """The field for something that is there: as it is, or narrower; wider asks for `flows.openness.widen`."""
    hint = "Je kunt dit hier alleen beperken. Opener maken is een aparte stap."
    return OpennessField(narrowest(item.openness, parent_of(item)), label=label, help_text=hint, initial=item.openness)
