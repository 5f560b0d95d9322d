"""How much two texts speak of the same: by the concepts they share, each with its weight.

A concept is a word, or a group of words that mean the same. What nearly every text here holds (jeugd, gemeente, samenwerken)
weighs little, and so does what many entries of the index hold.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, cached_property
from math import exp, log, prod

from leerlandschap.commons.dutch import Word, stem
from leerlandschap.commons.dutch.lists import BROAD, COMMON

Stems = frozenset[str]

# A concept that weighs less says too little to begin with.
STRONG = 0.28
WEIGHT_OF_COMMON, WEIGHT_OF_BROAD = 0.2, 0.35
# Part of an expression that says something of its own: speciaal onderwijs is onderwijs too, but not two things.
IN_A_LONGER = 0.5
# The least that is left of a word's weight when every entry holds it.
LEAST, STEEPNESS = 0.2, 0.8
# Said in another word of the group, or in a word that only looks like it.
IN_OTHER_WORDS = 0.9
# Little in common is a coincidence more often than much: from about this weight on it is by design.
ENOUGH = 1.2
# Of what the weightiest thing in common has above the next, so much does not count: a single word is shared by chance.
LEANS_ON_ONE = 0.35
# From a text as long as this, more words do not ask for more in common (they would drown what is).
LONG_TEXT = 12.0
# In an entry with more stems than usual, more are shared by chance; of those that share as much, the shorter is likelier.
USUAL_ENTRY, SHORTEST_ENTRY, HOLD_OF_LENGTH = 14, 7, 0.2
# A small index says little of how common a word is.
SMALL_INDEX = 300


@dataclass(frozen=True)
class Concept:
    """What a text speaks of: the stems it says it with (each set is one way), other ways to say it, and what it weighs."""

    said: tuple[Stems, ...]
    otherwise: tuple[Stems, ...]
    weight: float

    @property
    def strong(self) -> bool:
        return self.weight >= STRONG

    def found_in(self, stems: AbstractSet[str]) -> float:
        """How surely it is spoken of where these stems stand: 1, less in other words, 0 when it is not."""
        if self._said.any_in(stems):
            return 1.0
        return IN_OTHER_WORDS if self._otherwise.any_in(stems) else 0.0

    @cached_property
    def _said(self) -> "_Ways":
        return _Ways(self.said)

    @cached_property
    def _otherwise(self) -> "_Ways":
        return _Ways(self.otherwise)


class _Ways:
    """Ways sorted out, since hundreds of entries are held against each: of a single stem, and longer ones by their first."""

    def __init__(self, ways: Iterable[Stems]) -> None:
        self._single: set[str] = set()
        self._longer: dict[str, list[Stems]] = {}
        for way in ways:
            if len(way) == 1:
                self._single |= way
            else:
                self._longer.setdefault(min(way), []).append(way)

    def any_in(self, stems: AbstractSet[str]) -> bool:
        """Whether something is said in one of these ways where these stems stand."""
        if not self._single.isdisjoint(stems):
            return True
        return any(way <= stems for first in self._longer.keys() & stems for way in self._longer[first])


class Synonyms:
    """Groups of ways to say one thing, found by the stems in them."""

    def __init__(self, groups: Iterable[tuple[Stems, ...]]) -> None:
        self._groups = [tuple(way for way in group if not says_little(way)) or group for group in groups]
        self._by_stem: dict[str, set[int]] = {}
        for number, group in enumerate(self._groups):
            for one in frozenset().union(*group):
                self._by_stem.setdefault(one, set()).add(number)

    def said_in(self, stems: Stems) -> Iterator[tuple[tuple[Stems, ...], tuple[Stems, ...]]]:
        """Per group of which something stands in these stems: the ways that do, and the other ones."""
        for number in sorted(set().union(*(self._by_stem.get(one, ()) for one in stems))):
            group = self._groups[number]
            if said := tuple(way for way in group if way <= stems):
                yield said, tuple(way for way in group if way not in said)


@cache
def field_weights() -> dict[str, float]:
    """What the stems weigh of words that nearly every text in this field holds, or many."""
    broad = {stem(word): WEIGHT_OF_BROAD for word in BROAD}
    return broad | {stem(word): WEIGHT_OF_COMMON for word in COMMON}


def says_little(way: Stems) -> bool:
    """Whether this is a word of nearly every text of this field."""
    return len(way) == 1 and all(field_weights().get(one) == WEIGHT_OF_COMMON for one in way)


def weight_of(one: str, counts: Mapping[str, int], total: int) -> float:
    """What a stem says: less when it is common in this field, or when many of all (`total`) entries hold it."""
    size = max(total, SMALL_INDEX)
    rarity = max(0.0, log((size + 1) / (counts.get(one, 0) + 1)) / log(size + 1)) ** STEEPNESS
    return field_weights().get(one, 1.0) * (LEAST + (1 - LEAST) * rarity)


def weight_of_way(way: Stems, counts: Mapping[str, int], total: int) -> float:
    """What a word or expression says: one of several words says more than each of them, and never more than 1."""
    return 1 - prod(1 - weight_of(one, counts, total) for one in way)


def concepts(words: list[Word], synonyms: Synonyms, counts: Mapping[str, int], total: int) -> list[Concept]:
    """What a text speaks of, each thing once, whatever the word; `counts` of all (`total`) entries hold a stem."""
    words = [word for word in words if not word.idle]
    groups = list(synonyms.said_in(frozenset().union(*(word.stems for word in words))))
    reach = {way: _reach(way, words) for said, _otherwise in groups for way in said}
    whole = {frozenset(word.parts): word.stem for word in words}
    found, used = [], set().union(*reach.values())
    for said, otherwise in groups:
        weight = max(weight_of_way(frozenset([whole[way]]) if way in whole else way, counts, total) for way in said)
        if all(any(way < further for further in reach.values()) for way in said):
            weight *= IN_A_LONGER
        found.append(Concept(said, otherwise, weight))
    for word in words:
        for part in word.parts:
            if part not in used:
                used.add(part)
                whole = (frozenset([word.stem]),) if word.stem != part else ()
                found.append(Concept((frozenset([part]), *whole), (), weight_of(part, counts, total)))
    return found


def _reach(way: Stems, words: list[Word]) -> Stems:
    """What is said by saying it this way: also the parts of a compound that stands in it as one word."""
    return way.union(*(word.parts for word in words if word.stem in way))


def likeness(asked: list[Concept], stems: AbstractSet[str]) -> float:
    """How much of what is asked stands in an entry: from 0 (nothing) towards 1 (much, and all of it)."""
    shared = _weight_shared(asked, stems)
    if not shared:
        return 0.0
    share = shared / min(sum(concept.weight for concept in asked), LONG_TEXT)
    by_design = 1 - exp(-shared / ENOUGH)
    return share**2 * by_design * (USUAL_ENTRY / max(SHORTEST_ENTRY, len(stems))) ** HOLD_OF_LENGTH


def _weight_shared(asked: list[Concept], stems: AbstractSet[str]) -> float:
    """What is in common weighs together, less when it leans on one thing alone."""
    total = first = second = 0.0
    for concept in asked:
        if weight := concept.weight * concept.found_in(stems):
            total += weight
            if weight > first:
                first, second = weight, first
            elif weight > second:
                second = weight
    return total - LEANS_ON_ONE * (first - second)


# --- words that look alike --------------------------------------------------------------------------------------------


def trigrams(word: str) -> set[str]:
    """The groups of three letters in a word, its ends marked, as pg_trgm takes them."""
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def similarity(one: str, other: str) -> float:
    """The share of trigrams that two words have in common, as pg_trgm counts it."""
    ours, theirs = trigrams(one), trigrams(other)
    return len(ours & theirs) / len(ours | theirs)
