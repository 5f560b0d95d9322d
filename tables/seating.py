"""The rule of the chairs: who gets one that is free. Nothing here asks the database.

A chair that comes free is offered to whoever waits longest. Chairs of the seating plan that are kept for a perspective, or
for one organisation, go to the first who waits of that perspective; the others are for everybody. So nobody is passed by
who waits, except for a chair that is not kept for them.
"""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class Sitter(Protocol):
    """Whoever sits, asks or waits: the perspective they bring, and for which organisation."""

    perspective: str
    organisation_id: int | None


class Kept(Protocol):
    """Chairs that are kept: how many, for which perspective, or for which organisation alone."""

    perspective: str
    organisation_id: int | None
    chairs: int


class Asker(NamedTuple):
    """Somebody who has no chair yet."""

    perspective: str
    organisation_id: int | None


def is_for(kept: Kept, sitter: Sitter) -> bool:
    """Whether `sitter` may take a chair of this group."""
    if kept.organisation_id:
        return kept.organisation_id == sitter.organisation_id
    return kept.perspective == sitter.perspective


class Seating:
    """A table seen from above: its chairs, those kept now, and who sits."""

    def __init__(self, chairs: int, kept: Iterable[Kept], taken: int, sitting: Iterable[Sitter] = ()) -> None:
        """`sitting` are those who take the `taken` chairs; without kept chairs nobody needs to know who they are."""
        self.free = chairs - taken
        # A chair for one organisation is filled before one for its whole perspective: so the most people fit.
        self._groups = sorted(kept, key=lambda group: not group.organisation_id)
        self._empty = [group.chairs for group in self._groups]
        for sitter in sitting:
            self._fill(sitter)

    @property
    def kept(self) -> int:
        """How many of the free chairs are kept."""
        return min(max(self.free, 0), sum(self._empty))

    @property
    def empty(self) -> list[tuple[Kept, int]]:
        """The groups with an empty chair, each with how many."""
        return [(group, empty) for group, empty in zip(self._groups, self._empty, strict=True) if empty]

    def has_room_for(self, asker: Sitter) -> bool:
        """Whether there is a chair for `asker`: one for everybody, or one that is kept for who they are."""
        return self.free > self.kept or (self.free > 0 and self._place_for(asker) is not None)

    def offers(self, waiting: Iterable[Sitter]) -> list[Sitter]:
        """Of those who wait, in the order of the list, who gets a chair; they sit from now on."""
        chosen = []
        for sitter in waiting:
            if self.free <= 0:
                break
            if self.has_room_for(sitter):
                self._fill(sitter)
                self.free -= 1
                chosen.append(sitter)
        return chosen

    def _fill(self, sitter: Sitter) -> None:
        place = self._place_for(sitter)
        if place is not None:
            self._empty[place] -= 1

    def _place_for(self, sitter: Sitter) -> int | None:
        """The first group with an empty chair for `sitter`."""
        return next((at for at, group in enumerate(self._groups) if self._empty[at] and is_for(group, sitter)), None)
