"""De draad: where something came from, told by the app that knows; what knows nothing of it only shows the words."""

from dataclasses import dataclass

from leerlandschap.commons.registry import thread


@dataclass(frozen=True)
class Edge:
    """Something that another thing came from, in words; with a link for who may follow it."""

    words: str
    url: str = ""


def came_from(thing, user) -> list[Edge]:
    """What `thing` came from, as far as `user` may know."""
    return [edge for source in thread for edge in source(thing, user)]
