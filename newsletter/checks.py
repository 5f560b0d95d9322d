"""What must be in order before an edition may go."""

from collections.abc import Iterator
from dataclasses import dataclass

from newsletter import links, rich_text
from newsletter.models import Edition, Item
from newsletter.proposals import no_longer_public

NARROWED = "Dit is intussen niet meer openbaar. Haal het eruit."
NO_WORDS = "De afbeelding heeft nog geen woorden. Schrijf wat erop te zien is."
MOST_LINKS = 60
TOO_MANY = (
    f"Er staan meer dan {MOST_LINKS} links in. Zoveel leest niemand, en zoveel kijkt het portaal niet na: haal er weg."
)


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way: a sentence that says what to do, and the item it is about (None: the edition)."""

    text: str
    item: Item | None = None


def problems(edition: Edition, *, freshly: bool = False) -> list[Problem]:
    """Everything that stands in the way of sending; empty when the edition can go.

    A link that led somewhere minutes ago is taken to do so still, unless they are looked at `freshly`.
    """
    items = list(edition.items.select_related("picture"))
    narrowed = no_longer_public(items)
    return [
        *_of_edition(edition, items),
        *(Problem(NARROWED, item) for item in narrowed),
        *_wrong_links(edition, [item for item in items if item not in narrowed], freshly=freshly),
        *(Problem(NO_WORDS, item) for item in items if hasattr(item, "picture") and not item.picture.alt),
    ]


def links_elsewhere(edition: Edition, items: list[Item]) -> list[str]:
    """Each address outside the portal, once: the portal does not fetch them, an editor opens them."""
    found = dict.fromkeys(link for _item, link in _links(edition, items) if not links.is_ours(link))
    return [link for link in found if link.startswith(("https://", "http://"))]


def _of_edition(edition: Edition, items: list[Item]) -> list[Problem]:
    found = []
    if not edition.subject:
        found.append(Problem("De editie heeft nog geen onderwerp. Vul er een in."))
    if not items:
        found.append(Problem("Er staat nog geen bericht in. Kies er een, of schrijf er zelf een."))
    return found


def _wrong_links(edition: Edition, items: list[Item], *, freshly: bool) -> list[Problem]:
    """Of each link that leads nowhere, a sentence; as many are tried as any edition needs."""
    found, known = [], {}
    for item, link in _links(edition, items):
        if link not in known and len(known) == MOST_LINKS:
            return [*found, Problem(TOO_MANY)]
        if link not in known:
            known[link] = links.fault(link, freshly=freshly)
        if known[link]:
            found.append(Problem(known[link] if item else f"De opening: {known[link]}", item))
    return found


def _links(edition: Edition, items: list[Item]) -> Iterator[tuple[Item | None, str]]:
    yield from ((None, link) for link in rich_text.links(edition.opening))
    for item in items:
        yield from ((item, link) for link in rich_text.links(item.text))
        if item.link:
            yield item, item.link
