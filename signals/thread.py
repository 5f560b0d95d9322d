"""De draad back from a table: that an agenda item, or what was noted there, came from experiences; never from whose."""

from collections import Counter

from leerlandschap.commons.registry import thread
from leerlandschap.commons.thread import Edge
from leerlandschap.network.roles import Permission, may
from signals.models import Bundle
from tables.models import AgendaItem

# Fewer than this are not counted aloud: somebody at the table might guess who it was.
FEWEST = 5
MANY = "{count} ervaringen die mensen stuurden"
FEW = "ervaringen die mensen stuurden"


@thread.register
def experiences(thing, user) -> list[Edge]:
    """For who may read the item: that it came from experiences. Who handles them follows it to the bundle."""
    item = thing if isinstance(thing, AgendaItem) else getattr(thing, "item", None)
    if not isinstance(item, AgendaItem) or not AgendaItem.objects.visible_to(user).filter(pk=item.pk).exists():
        return []
    follows = user.is_authenticated and may(user, Permission.EXPERIENCE_HANDLE)
    return [
        Edge(_in_words(bundle), bundle.get_absolute_url() if follows else "")
        for bundle in Bundle.objects.filter(item__in=_stem(item))
    ]


def _in_words(bundle: Bundle) -> str:
    told = list(bundle.senders_told().counted().values_list("pk", "sender"))
    return MANY.format(count=len(told)) if _people(told) >= FEWEST else FEW


def _people(told: list[tuple[int, int | None]]) -> int:
    """How many people these (an experience, its sender) came from: who sent more under their name is one."""
    senders = Counter(sender for _pk, sender in told)
    return senders.pop(None, 0) + len(senders)


def _stem(item: AgendaItem) -> list[AgendaItem]:
    """The item with those it goes on with, back to where it began."""
    stem = [item]
    while (before := stem[-1].goes_on_with) is not None and before not in stem:
        stem.append(before)
    return stem
