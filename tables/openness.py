"""How far something may travel: publiek > netwerk > tafel > besloten.

Whatever is made at a table inherits the table's openness and may only be narrower; making it wider is a deed of its own
(`tables/flows/openness.py`).
"""

from django import forms
from django.core.exceptions import ValidationError

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
OF_NO_TABLE = "wie het vertelde, CLM en het regiobureau"


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


def hold_within(openness: str, table: Table, item=None, *, refusal: str) -> None:
    """Hold what is made at `table`, and at `item` of its agenda, to their openness.

    Raises ValidationError on the field `openness` with `refusal`, in which `parent` becomes what is narrower.
    """
    if is_wider(openness, table.openness):
        raise ValidationError({"openness": refusal.format(parent="de tafel")})
    if item is not None and is_wider(openness, item.openness):
        raise ValidationError({"openness": refusal.format(parent="het agendapunt")})


def narrower_than(openness: str) -> list[tuple[str, str]]:
    """The choices for something under a parent of this openness: never wider than it, each with who then reads it."""
    return [(one.value, in_words(one)) for one in ORDER if not is_wider(one, openness)]


def in_words(openness: str, *, loose: bool = False) -> str:
    """An openness with who reads it; of what is of no table nobody leads the table."""
    readers = OF_NO_TABLE if loose and openness == Openness.CLOSED else READERS[Openness(openness)]
    return f"{Openness(openness).label}: {readers}"


def parent_of(item) -> Openness:
    """The widest that `item` may be: its table's openness; for a table itself, and what is of no table, publiek."""
    return Openness.PUBLIC if isinstance(item, Table) or item.table is None else Openness(item.table.openness)


class OpennessField(forms.ChoiceField):
    """Choosing an openness under a parent; in a form: `OpennessField(table.openness)`, or `choices` set in its `__init__`.

    For what is `loose`, of no table, there is no keeping it to a table.
    """

    def __init__(self, parent: str = Openness.PUBLIC, *, loose: bool = False, **kwargs) -> None:
        wider = "Dit kan niet opener zijn dan de tafel. Kies een van de genoemde mogelijkheden."
        defaults = {
            "label": "Mate van openheid",
            "help_text": "Wie mag dit lezen? Opener dan de tafel kan niet.",
            "widget": forms.RadioSelect,
            "initial": parent,
            "error_messages": {"required": "Kies wie dit mag lezen.", "invalid_choice": wider},
        }
        choices = narrower_than(parent)
        if loose:
            choices = [(level, in_words(level, loose=True)) for level, _words in choices if level != Openness.TABLE]
        super().__init__(choices=choices, **defaults | kwargs)


def narrowing_only(item, *, label: str = "Mate van openheid") -> OpennessField:
    """The field for something that is there: as it is, or narrower; wider asks for `flows.openness.widen`."""
    hint = "Je kunt dit hier alleen beperken. Opener maken is een aparte stap."
    widest = narrowest(item.openness, parent_of(item))
    return OpennessField(widest, loose=is_loose(item), label=label, help_text=hint, initial=item.openness)


def is_loose(item) -> bool:
    """Whether `item` is of no table, so that there is no table to keep it to."""
    return not isinstance(item, Table) and item.table is None
