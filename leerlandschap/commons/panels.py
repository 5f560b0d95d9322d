"""What waits for somebody: short lists that each app puts on their own page."""

from dataclasses import dataclass, field

from leerlandschap.commons.registry import panels


@dataclass(frozen=True)
class Line:
    """One thing in a panel: a text that leads somewhere, a word on how it stands, and a sentence more where that helps."""

    text: str
    url: str
    state: str = ""
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """A heading, what waits under it, and where to find the rest."""

    title: str
    lines: list[Line] = field(default_factory=list)
    empty: str = ""
    more_url: str = ""
    more_text: str = ""
    # About oneself: on one's own page only, not among the work.
    personal: bool = False


def for_user(user) -> list[Panel]:
    """Every app's panels for this person, empty ones with nothing to say left out."""
    found = [panel for source in panels for panel in source(user)]
    return [panel for panel in found if panel.lines or panel.empty]


def for_work(user) -> list[Panel]:
    """The panels that are work, for the work page."""
    return [panel for panel in for_user(user) if not panel.personal]
