"""What a computer must know of Dutch to see that two texts speak of the same: words, their stems, and the parts of compounds.

Pure functions over text; nothing here knows of the database. The lists of words stand in `lists.py`.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache

import Stemmer

from leerlandschap.commons.dutch import sayings
from leerlandschap.commons.dutch.lists import FORMS, PARTS, SMALL_FORMS, STOPWORDS, WHOLE

WORD = re.compile(r"[a-z0-9]+")
# A year says when, not what.
YEAR = re.compile(r"(19|20)\d\d")
# The first parts that leave their verb, and how many words lie between at most.
PARTICLES = {
    "aan", "achter", "af", "bij", "door", "in", "mee", "na", "om", "op", "over", "samen", "terug", "toe", "uit", "vast",
    "voor", "weg",
}  # fmt: skip
FURTHEST_PARTICLE = 6
# These stand before a noun as well; they are part of a verb when one of these words follows, or nothing.
PREPOSITIONS = {"aan", "achter", "bij", "door", "in", "na", "om", "op", "over", "uit", "voor"}
AFTER_A_VERB = {
    "als", "bij", "dat", "die", "door", "en", "in", "met", "na", "naar", "of", "om", "omdat", "op", "te", "tijdens", "uit",
    "van", "voor", "wanneer", "zodat",
}  # fmt: skip
BEFORE_GE = re.compile(rf"({'|'.join(sorted(PARTICLES))})ge(.{{3,}}(?:d|t|en))")
# They look like participles and are none.
NO_PARTICIPLES = {"gezond", "geweld", "gebied", "gewicht", "gebrekt", "gericht", "gemiddeld", "gehandicapt", "gerecht"}
DOUBLE_VOWEL, DOUBLE_END = re.compile(r"([aeou])\1"), re.compile(r"([bcdfgklmnprstvz])\1$")
# What may stand between two parts of a compound.
JOINTS = ("", "s", "e", "n", "en", "er")
SHORTEST_COMPOUND, LONGEST_WORD = 6, 40
# A part that we do not know ourselves must be longer, or chance would split every word.
SHORTEST_KNOWN = 5
# More words than anybody reads add nothing to what a text is about; it keeps the work bounded for a text of a megabyte.
MOST_WORDS, MOST_CHARACTERS = 600, 20_000


@dataclass(frozen=True)
class Word:
    """A word as it was written, without accents and capitals; its stem, and those of its parts (or its own: it is one part).

    An idle word is found, and says nothing by itself: it stands in a saying, as "beurt" in "aan de beurt".
    """

    written: str
    stem: str
    parts: tuple[str, ...]
    idle: bool = False

    @property
    def stems(self) -> set[str]:
        return {self.stem, *self.parts}


def words(text: str, known: Collection[str] = ()) -> list[Word]:
    """The words of a text that say something; `known` are stems that compounds may be made of besides our own."""
    known = frozenset(known)
    found = written(text)
    joined, said = _joined(found, known), _said(found)
    bare = {found[at] for at in joined if not is_known(found[at], known)}
    idle = {found[at] for places in said.values() for at in places if not is_known(found[at], known)}
    whole = [one for one in found if one not in bare and _says_something(one)]
    more = [*(verb for verbs in joined.values() for verb in verbs), *(one for name in said for one in written(name))]
    return [_word(one, known, one in idle) for one in [*whole, *more]]


def written(text: str) -> list[str]:
    """The words of a text without accents and capitals, as many as anybody reads."""
    plain = unicodedata.normalize("NFKD", text[:MOST_CHARACTERS].lower())
    return WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))[:MOST_WORDS]


def _joined(found: list[str], known: frozenset[str]) -> dict[int, list[str]]:
    """Verbs whose first part stands apart, as in "waarom haken zij af" and "om af te haken", by the place of their rest."""
    joined: dict[int, list[str]] = {}
    for at, particle in enumerate(found):
        if particle in PARTICLES and _ends_a_verb(particle, found[at + 1 : at + 2]):
            after = [at + 2] if found[at + 1 : at + 2] == ["te"] and at + 2 < len(found) else []
            for rest in [*range(max(0, at - FURTHEST_PARTICLE), at), *after]:
                if len(found[rest]) > 3 and is_known(particle + found[rest], known):
                    joined.setdefault(rest, []).append(particle + found[rest])
    return joined


def _said(found: list[str]) -> dict[str, set[int]]:
    """The names of what is said here in everyday words, and the places of those words."""
    said: dict[str, set[int]] = {}
    for name, places in sayings.said_in(_tokens(found), our_sayings()):
        said.setdefault(name, set()).update(places)
    return dict(sorted(said.items()))


def _tokens(found: list[str]) -> list[str]:
    return [_token(one) for one in found]


def _token(word: str) -> str:
    """A word as sayings know it: its stem, or a small word in its first form."""
    small = word in STOPWORDS or word in SMALL_FORMS or len(word) > LONGEST_WORD
    return SMALL_FORMS.get(word, word) if small else stem(word)


@cache
def our_sayings() -> dict[str, list[sayings.Saying]]:
    """The everyday ways to say what has a name."""
    return sayings.read(lambda way: _tokens(written(way)))


def _ends_a_verb(particle: str, next_word: list[str]) -> bool:
    return particle not in PREPOSITIONS or not next_word or next_word[0] in AFTER_A_VERB


def is_known(word: str, known: Collection[str] = ()) -> bool:
    """Whether this is a word of our lists, or its stem is in `known`."""
    return word in FORMS or stem(word) in our_parts() or stem(word) in known


def _says_something(word: str) -> bool:
    return 2 <= len(word) <= LONGEST_WORD and word not in STOPWORDS and not YEAR.fullmatch(word)


def _word(one: str, known: frozenset[str], idle: bool) -> Word:
    return Word(one, stem(one), split(one, known) or (stem(one),), idle)


# --- stems ------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What the forms of a word have in common: plaatsing, plaatsen and geplaatst give the same.

    Snowball's Dutch stemmer (the one PostgreSQL calls `dutch`) leaves nouns in -ing, participles and persons of a verb
    apart; they come together here. Give it one word in small letters without accents.
    """
    head = FORMS.get(word, word)
    if head in WHOLE:
        return head
    return _family(_snowball(_without_ge(head)))


def _snowball(word: str) -> str:
    # The plural of vakantie, of which the stemmer takes the -s for a part of the word.
    # So of what is small: maatjes.
    if word.endswith(("ies", "jes")) and len(word) > 5:
        word = word[:-1]
    # A final -s that belongs to the word (plaats, huis) is not a plural.
    return word if word in FORMS and word.endswith("s") else Stemmer.Stemmer("dutch_porter").stemWord(word)


def _without_ge(word: str) -> str:
    """A participle as its verb: geplaatst as plaatst, aangemeld as aanmeld."""
    if apart := BEFORE_GE.fullmatch(word):
        return apart[1] + apart[2]
    if word.startswith("ge") and word.endswith(("d", "t")) and len(word) > 6 and word not in NO_PARTICIPLES:
        return word[2:]
    return word


def _family(stem: str) -> str:
    # afgezonderd as afzonderen
    stem = stem[:-1] if stem.endswith(("erd", "ert")) else stem
    for suffix, least in (("ing", 4), ("end", 4), ("ig", 4), ("aar", 5), ("er", 5)):
        if stem.endswith(suffix) and len(stem) - len(suffix) >= least:
            stem = stem.removesuffix(suffix)
            break
    shorter = stem.rstrip("dt") if len(stem.rstrip("dt")) >= 3 else stem
    single = DOUBLE_END.sub(r"\1", DOUBLE_VOWEL.sub(r"\1", shorter))
    return single[:-1] + {"v": "f", "z": "s"}.get(single[-1], single[-1])


# --- compounds --------------------------------------------------------------------------------------------------------


@cache
def our_parts() -> frozenset[str]:
    """The stems by which compounds of this field are split."""
    return frozenset(stem(word) for word in PARTS)


def split(word: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The stems of the parts of a compound, of crisisplaatsingen those of crisis and plaatsing; nothing when it is none.

    A word we know as a whole stays whole; our own parts go before those in `known`.
    """
    if len(word) < SHORTEST_COMPOUND or stem(word) in our_parts():
        return ()
    return _split(word, frozenset()) or (known and _split(word, known)) or ()


@lru_cache(maxsize=20_000)
def _split(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The split with the fewest parts; of equals the one with the longest first part."""
    best: tuple[str, ...] = ()
    for at in range(len(word) - 3, 2, -1):
        if first := _first_part(word[:at], known):
            rest = word[at:]
            last = (stem(rest),) if _is_part(rest, known) else _split(rest, known)
            if last and (not best or len(last) + 1 < len(best)):
                best = (first, *last)
    return best


def _first_part(piece: str, known: frozenset[str]) -> str:
    """The stem of what stands before a joint, when it is a part; else nothing."""
    bare = (piece.removesuffix(joint) for joint in JOINTS if piece.endswith(joint))
    return next((stem(one) for one in bare if _is_part(one, known)), "")


def _is_part(piece: str, known: frozenset[str]) -> bool:
    return stem(piece) in our_parts() or (len(piece) >= SHORTEST_KNOWN and stem(piece) in known)


def halves(word: str) -> set[str]:
    """The stems that might be the parts of a compound we cannot split: what to ask an index for."""
    if len(word) < 2 * SHORTEST_KNOWN or stem(word) in our_parts() or split(word):
        return set()
    cuts = range(SHORTEST_KNOWN, len(word) - SHORTEST_KNOWN + 1)
    return {stem(piece) for at in cuts for piece in (word[:at], word[at:])}
