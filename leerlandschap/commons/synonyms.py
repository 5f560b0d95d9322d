"""Words that search takes for each other: reading them, and the verbs by which the regional office keeps them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit, dutch, kept, versions
from leerlandschap.commons.dutch import likeness
from leerlandschap.commons.dutch.likeness import Stems
from leerlandschap.commons.models import Synonym
from leerlandschap.commons.questions import Question

SEPARATOR = re.compile(r"[,;\n]")
ALONE = "Zet er ten minste twee woorden in, met een komma ertussen: bijvoorbeeld wachtlijst, wachttijd."
NOTHING = "“{word}” bestaat uit woorden waar de zoekmachine overheen leest. Kies een ander woord, of laat dit weg."
HALF = "Van “{word}” leest de zoekmachine alleen “{read}”. Zet alleen dat woord neer, of kies een ander woord."
TAKEN = "“{word}” staat al in een andere groep: {words}. Voeg het daar toe, of haal het daar eerst weg."
GONE = "Iemand anders heeft deze groep intussen weggehaald. Voeg de woorden opnieuw toe als je ze toch wilt bewaren."
VERSION = Question(lambda: versions.totals(Synonym.objects.in_use()))


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Groups:
    """The synonyms as search uses them: the ways to say one thing, and every stem that is a word of its own."""

    ways: likeness.Synonyms
    known: frozenset[str]


def groups() -> Groups:
    """The groups in use, in one small question; read anew when any of them changed."""
    return kept.thing(("synonyms", *VERSION.ask()), _read, dated=False)


def _read() -> Groups:
    members = [synonym.members for synonym in Synonym.objects.in_use()]
    ways = [tuple(dict.fromkeys(filter(None, map(stems_of, group)))) for group in members]
    known = {
        dutch.stem(word)
        for group in members
        for one in group
        if len(found := dutch.written(one)) == 1
        for word in found
    }
    return Groups(likeness.Synonyms(ways), frozenset(known))


@lru_cache(maxsize=20_000)
def stems_of(expression: str) -> Stems:
    """The stems that must all stand in a text for it to hold this word or expression."""
    return frozenset(part for word in dutch.words(expression) for part in word.parts)


def with_word(word: str) -> list[Synonym]:
    """The groups in use in which `word` stands, in any form; all of them when it says nothing."""
    wanted, found = stems_of(word), list(Synonym.objects.in_use())
    if not wanted:
        return found
    return [synonym for synonym in found if any(wanted & stems_of(member) for member in synonym.members)]


# --- keeping ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add(words: str, *, by) -> Synonym:
    """Make a group of these words, with commas between them. Raises ValidationError."""
    synonym = Synonym(words=_checked(words), edited=True, edited_at=timezone.now())
    synonym.save()
    audit.record(by, "synonym.added", on=synonym)
    return synonym


@transaction.atomic
def rewrite(synonym: Synonym, words: str, *, by) -> Synonym:
    """Give the group these words. Raises ValidationError, also when somebody took it away meanwhile."""
    words = _checked(words, besides=synonym)
    if not _change(synonym, words=words):
        raise ValidationError(GONE)
    audit.record(by, "synonym.rewritten", on=synonym, was=synonym.words)
    synonym.words = words
    return synonym


@transaction.atomic
def remove(synonym: Synonym, *, by) -> None:
    """Take the group away: its words are no longer taken for each other. Twice is the same as once."""
    if _change(synonym, removed=True):
        audit.record(by, "synonym.removed", on=synonym)


def _change(synonym: Synonym, **fields) -> bool:
    """Write the fields, unless the group was taken away; whether they were written."""
    rows = Synonym.objects.in_use().filter(pk=synonym.pk)
    return bool(rows.update(**fields, edited=True, edited_at=timezone.now(), version=F("version") + 1))


def _checked(words: str, *, besides: Synonym | None = None) -> str:
    """The words tidied, each once, with commas between them. Raises ValidationError with what to do."""
    found: dict[Stems, str] = {}
    for word in filter(None, (" ".join(one.split()) for one in SEPARATOR.split(words))):
        found.setdefault(_read_whole(word), word)
    if len(found) < 2:
        raise ValidationError(ALONE)
    _refuse_taken(found, besides)
    return ", ".join(found.values())


def _read_whole(word: str) -> Stems:
    """The stems of a word or expression. Raises ValidationError when search would read past it, or past half of it."""
    read = {one.written for one in dutch.words(word)}
    if not read:
        raise ValidationError(NOTHING.format(word=word))
    if len(read) == 1 and len(word.split()) > 1:
        raise ValidationError(HALF.format(word=word, read=read.pop()))
    return stems_of(word)


def _refuse_taken(found: dict[Stems, str], besides: Synonym | None) -> None:
    """A word stands in one group, or search would take everything in both for the same. Raises ValidationError."""
    for other in Synonym.objects.in_use().exclude(pk=getattr(besides, "pk", None)):
        for word in other.members:
            if (stems := stems_of(word)) in found:
                raise ValidationError(TAKEN.format(word=found[stems], words=other.words))
