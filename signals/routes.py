"""Reading a route out of a text of the website: a situation, where to be, by when, and whom to ring.

The regional office writes a route as plain text. A line that begins with `Waar:`, `Bel:` or `Termijn:` gets a place of its
own on the card; everything else is the explanation.
"""

import re
from dataclasses import dataclass

from leerlandschap.commons.models import Passage

FACT = re.compile(r"^(Waar|Bel|Termijn):\s*(\S.*)$", re.IGNORECASE)
PHONE = re.compile(r"[0-9][0-9 \-]{1,18}")
# What is done at once, before anything else; and what the portal itself is for. The rest is a list in between.
URGENT = {"route-112", "route-veilig-thuis"}
OWN = {"route-leren"}


@dataclass(frozen=True)
class Route:
    """What to do in one situation."""

    key: str
    situation: str
    where: str
    phone: str
    term: str
    explanation: list[str]
    link: str
    link_label: str

    @property
    def dial(self) -> str:
        """The number as a telephone takes it; empty when it is no number."""
        return re.sub(r"\D", "", self.phone) if PHONE.fullmatch(self.phone) else ""


@dataclass(frozen=True)
class Guide:
    """The routes in three kinds: at once, elsewhere, and here."""

    urgent: list[Route]
    elsewhere: list[Route]
    own: list[Route]


def guide(passages: list[Passage]) -> Guide:
    """The routes that these texts describe, in their order."""
    routes = [read(passage) for passage in passages]
    return Guide(
        urgent=[route for route in routes if route.key in URGENT],
        elsewhere=[route for route in routes if route.key not in URGENT | OWN],
        own=[route for route in routes if route.key in OWN],
    )


def read(passage: Passage) -> Route:
    """The route that one text describes; a text without any such line is all explanation."""
    facts, explanation = {}, []
    for line in filter(None, map(str.strip, passage.body.splitlines())):
        if (found := FACT.match(line)) and found[1].lower() not in facts:
            facts[found[1].lower()] = found[2].strip()
        else:
            explanation.append(line)
    return Route(
        key=passage.key,
        situation=passage.title,
        where=facts.get("waar", ""),
        phone=facts.get("bel", ""),
        term=facts.get("termijn", ""),
        explanation=explanation,
        link=passage.link,
        link_label=passage.link_label.removeprefix("www."),
    )
