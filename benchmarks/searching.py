"""Search and the overlap radar over an index of ten thousand entries, and of a hundred thousand."""

import random
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from benchmarks.__main__ import Result
from benchmarks.measure import know_the_tables
from benchmarks.urls import FIND
from leerlandschap.commons import search
from leerlandschap.commons.dutch import lists
from tables.models import ResearchQuestion, Table
from tests.factories import make_table

FEW, MANY = 10_000, 100_000
TOGETHER = 1000
# A word of every second entry, one of few, and a question of the length that people write.
COMMON, RARE = "wachtlijst", "molenwiek"
QUESTION = "Hoe verkorten we de wachtlijst voor plaatsing in crisis van kinderen die bij pleegouders wonen?"


def asked() -> dict[str, str]:
    """What is measured, by name: its path."""
    return {
        "search: a common word": f"/{FIND}?{urlencode({'tekst': COMMON})}",
        "search: a rare word": f"/{FIND}?{urlencode({'tekst': RARE})}",
        "search: three words": f"/{FIND}?{urlencode({'tekst': 'wachtlijst pleegzorg school'})}",
        "the overlap radar": f"{reverse('overlap')}?{urlencode({'tekst': QUESTION})}",
    }


def fill(until: int) -> None:
    """Research questions of invented words of the field, indexed as flows would, until there are so many."""
    table = Table.objects.filter(name="Tafel van de index").first() or make_table("Tafel van de index", slot=30_001)
    words, chance = sorted(lists.PARTS), random.Random(until)
    year = timezone.localdate().year
    for first in range(ResearchQuestion.objects.filter(table=table).count(), until, TOGETHER):
        rows = ResearchQuestion.objects.bulk_create(
            ResearchQuestion(table=table, year=year, text=_text(number, words, chance))
            for number in range(first, min(first + TOGETHER, until))
        )
        findable = search.findable_of(rows[0])
        for at in range(0, len(rows), 25):
            search._write(search._entries(findable, rows[at : at + 25]))
    search.count_words()
    know_the_tables(connection)


def _text(number: int, words: list[str], chance: random.Random) -> str:
    """A question; words near the front of the alphabet are oftener in it, as a few words are in any language."""
    some = [words[int(len(words) * chance.random() ** 2)] for _word in range(12)]
    common, rare = COMMON if number % 2 else "", RARE if number % 1000 == 0 else ""
    return f"Vraag {number}0: {' '.join([*some, common, rare])}?"[:400]


def results() -> dict[str, tuple[Result, Result]]:
    """Per question its cost at a hundred thousand entries, and how much more that is than at ten thousand."""
    return {
        name: (Result(f"{name}, 100k entries", "H", 20), Result(f"{name}, 10k to 100k", "×", 1.5)) for name in asked()
    }
