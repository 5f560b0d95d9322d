"""Everyday ways to say what has a name: "niet naar school" for schoolverzuim, "te weinig personeel" for personeelstekort.

Told by words that stand near each other, small ones among them that say nothing of their own; so no group of synonyms can hold
them. Pure functions over the tokens of a text: a stem, or a small word as it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from leerlandschap.commons.dutch.lists import STOPWORDS, lines

# They are left out of a saying: they come and go.
ARTICLES = {"de", "een", "en", "het"}
# These too, when several words of it say something, since with another order come other ones.
LINKS = {"aan", "bij", "dat", "die", "in", "met", "naar", "om", "op", "over", "tot", "tussen", "uit", "van", "voor"}
# So many words may stand between two words of a saying in its order, and so far from its first word may the others stand.
BETWEEN, AROUND = 2, 1


@dataclass(frozen=True)
class Saying:
    """Tokens that stand near each other, in this order or in any, and the name of what they say."""

    tokens: tuple[str, ...]
    in_any_order: bool
    name: str

    def found_at(self, places: dict[str, list[int]]) -> set[int]:
        """The places of its words, where it stands for the first time; none when it does not."""
        if any(token not in places for token in self.tokens):
            return set()
        ways = (self._onward, self._near) if self.in_any_order else (self._onward,)
        return next(filter(None, (find(start, places) for find in ways for start in places[self.tokens[0]])), set())

    def _near(self, start: int, places: dict[str, list[int]]) -> set[int]:
        reach = len(self.tokens) - 1 + AROUND
        found = {next((at for at in places[token] if 0 < abs(at - start) <= reach), -1) for token in self.tokens[1:]}
        return set() if -1 in found else found | {start}

    def _onward(self, start: int, places: dict[str, list[int]]) -> set[int]:
        found = [start]
        for token in self.tokens[1:]:
            last = found[-1]
            found.append(next((at for at in places[token] if last < at <= last + BETWEEN + 1), -1))
            if found[-1] < 0:
                return set()
        return set(found)


def read(tokens_of: Callable[[str], list[str]]) -> dict[str, list[Saying]]:
    """The sayings of the list by their longest token; `tokens_of` gives the tokens of an expression."""
    sayings: dict[str, list[Saying]] = {}
    for name, _, ways in (line.partition(": ") for line in lines("sayings")):
        for way in ways.split(", "):
            saying = _saying(name, tokens_of(way))
            sayings.setdefault(max(saying.tokens, key=len), []).append(saying)
    return sayings


def _saying(name: str, tokens: list[str]) -> Saying:
    """In any order when two of its words say something, or one of three: "te weinig personeel", and not "uit elkaar"."""
    telling = len([token for token in tokens if token not in STOPWORDS])
    left_out = ARTICLES | LINKS if telling > 1 else ARTICLES
    kept = tuple(token for token in tokens if token not in left_out)
    return Saying(kept, telling > 1 or (telling == 1 and len(kept) > 2), name)


def said_in(tokens: list[str], sayings: dict[str, list[Saying]]) -> Iterator[tuple[str, set[int]]]:
    """What is said in these tokens, by its name, and the places of the words that say it."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(tokens):
        places.setdefault(token, []).append(at)
    for token in places.keys() & sayings.keys():
        for saying in sayings[token]:
            if found := saying.found_at(places):
                yield saying.name, found
