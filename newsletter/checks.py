"""What must be in order before an edition may go."""

from dataclasses import dataclass

from django.urls import Resolver404, resolve

from newsletter import rich_text
from newsletter.models import Edition, Item
from newsletter.proposals import no_longer_public


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way: a sentence that says what to do, and the item it is about (None: the edition)."""

    text: str
    item: Item | None = None


def problems(edition: Edition) -> list[Problem]:
    """Everything that stands in the way of sending; empty when the edition can go."""
    items = list(edition.items.select_related("picture"))
    return [*_of_edition(edition, items), *_narrowed(items), *(one for item in items for one in _of_item(item))]


def _of_edition(edition: Edition, items: list[Item]) -> list[Problem]:
    found = []
    if not edition.subject:
        found.append(Problem("De editie heeft nog geen onderwerp. Vul er een in."))
    if not items:
        found.append(Problem("Er staat nog geen bericht in. Kies er een, of schrijf er zelf een."))
    found += [Problem(f"De opening: {words}") for words in _wrong_links(rich_text.links(edition.opening))]
    return found


def _narrowed(items: list[Item]) -> list[Problem]:
    words = "Dit is intussen niet meer openbaar. Haal het eruit."
    return [Problem(words, item) for item in no_longer_public(items)]


def _of_item(item: Item) -> list[Problem]:
    links = [*rich_text.links(item.text), *([item.link] if item.link else [])]
    found = [Problem(words, item) for words in _wrong_links(links)]
    if hasattr(item, "picture") and not item.picture.alt:
        found.append(Problem("De afbeelding heeft nog geen woorden. Schrijf wat erop te zien is.", item))
    return found


def _wrong_links(links: list[str]) -> list[str]:
    """Of each link that leads nowhere, a sentence. What lies outside the portal is not fetched, only read."""
    return [f"De link {link or 'zonder adres'} leidt nergens heen. Verbeter hem." for link in links if not _leads(link)]


def _leads(link: str) -> bool:
    if not link.startswith("/"):
        return link.startswith(("https://", "http://", "mailto:")) and "." in link and " " not in link
    try:
        resolve(link.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return True
