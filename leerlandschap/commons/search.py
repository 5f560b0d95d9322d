"""Finding things by their words, and the places that speak of the same: one index for both, on either database.

An app's `search.py` registers what can be found (`Findable`). Flows call `index` and `forget` in the transaction of the deed;
`manage.py search_index`, and a task every night, make the whole index anew. What somebody may not see is never found.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Model, QuerySet

from leerlandschap.commons import dutch, scope, search_store, synonyms
from leerlandschap.commons.dutch import Word, likeness
from leerlandschap.commons.dutch.likeness import Concept
from leerlandschap.commons.models import SearchEntry, SearchWord
from leerlandschap.commons.registry import search as findables
from leerlandschap.commons.search_store import AllOf, AnyOf, Wish

# Only so many of the newest hits are ranked, and only so many times the next: a common word is in every second entry.
RANKED, ROUNDS, AT_ONCE = 500, 3, 25
# From this likeness on a place is offered as one where the same is gathered: chosen on labelled sets so that one in eight
# texts that ask after something else gets any (docs/decisions/0011-one-search-index.md).
ALIKE = 0.042
# Words are looked up in halves in the index for so many words of a text that we cannot split ourselves.
MOST_HALVED = 40
# In so many entries a stem must stand before compounds are split by it.
KNOWN_FROM = 2
# The row of SearchWord that counts all entries.
EVERYTHING = "*"
# How much more a word says in a title.
IN_TITLE = 2.0
SHORTEST_SLIP = 6
MOST_READINGS = 3
# Of a long text only what weighs most is looked for; all of it is measured.
MOST_ASKED = 6


@dataclass(frozen=True)
class Findable:
    """A kind of thing that can be found: its rows, what of them is indexed, and what a list of results says of one."""

    kind: str
    model: type[Model]
    title: Callable[[Model], str]
    # What is indexed besides the title.
    text: Callable[[Model], str]
    # (user) -> the rows that user may see, with what the functions here need of them.
    visible: Callable[[object], QuerySet]
    # What it is and where it belongs, in a few words.
    label: Callable[[Model], str]
    # What it says, in full sentences: enough to judge it by.
    summary: Callable[[Model], str]
    # Where it is to be read.
    url: Callable[[Model], str]


@dataclass(frozen=True)
class Found:
    """A thing that was found, as a list shows it."""

    thing: Model
    kind: str
    title: str
    label: str
    summary: str
    url: str


# --- keeping the index ------------------------------------------------------------------------------------------------


def index(thing: Model) -> None:
    """Note by which words `thing` is found now. Call it in the transaction of the deed that changed it."""
    index_all([thing])


def index_all(things: list[Model]) -> None:
    """Note by which words each of these things, all of one kind, is found now; as `index`, in as many questions as for one."""
    if things:
        _write(_entries(findable_of(things[0]), things))


def forget(thing: Model) -> None:
    """Take `thing` out of the index; before its row goes, while it has its number."""
    SearchEntry.objects.filter(kind=findable_of(thing).kind, object_id=thing.pk).delete()


def findable_of(thing: Model) -> Findable:
    """How things of this kind are found. Raises LookupError for a kind that no app registered."""
    for one in findables:
        if isinstance(thing, one.model):
            return one
    raise LookupError(f"{type(thing).__name__} is not registered with search")


def _write(entries: list[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["title_stems", "text_stems"],
    )


def _entries(findable: Findable, things: list[Model]) -> list[SearchEntry]:
    """What the index should say of these things, not saved."""
    texts = [text for thing in things for text in (findable.title(thing), findable.text(thing))]
    stems = [" ".join(sorted(set().union(*(word.stems for word in one.words)))) for one in read_all(texts)]
    pairs = zip(things, stems[::2], stems[1::2], strict=True)
    return [
        SearchEntry(kind=findable.kind, object_id=thing.pk, title_stems=title, text_stems=text)
        for thing, title, text in pairs
    ]


def rebuild() -> int:
    """Make the index anew from the rows themselves, in small transactions, and count its words. Gives the number of entries.

    Compounds are split by words of the index, so what was read before those were counted is read once more.
    """
    count_words()
    for _reading in range(MOST_READINGS):
        written = sum(_rebuild(findable) for findable in findables)
        SearchEntry.objects.exclude(kind__in=[findable.kind for findable in findables]).delete()
        total = count_words()
        if not written:
            break
    return total


def _rebuild(findable: Findable) -> int:
    """Write what is missing or different of one kind, and take out what is gone. Gives how many were written.

    The rows are locked while they are read, so that an edit that goes on meanwhile is not overwritten by what it changed.
    """
    rows, written = findable.model._default_manager, 0
    for numbers in _in_batches(rows.order_by("pk").values_list("pk", flat=True)):
        with scope.of(system=True), transaction.atomic():
            held = rows.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
            written += _write_changed(findable, list(held))
    SearchEntry.objects.filter(kind=findable.kind).exclude(object_id__in=rows.values("pk")).delete()
    return written


def _in_batches(numbers: Iterable[int], size: int = 25) -> Iterator[list[int]]:
    numbers = list(numbers)
    for at in range(0, len(numbers), size):
        yield numbers[at : at + size]


def _write_changed(findable: Findable, things: list[Model]) -> int:
    """Write only what differs, since most of it never does. Gives how many."""
    rows = SearchEntry.objects.filter(kind=findable.kind, object_id__in=[thing.pk for thing in things])
    there = set(rows.values_list("object_id", "title_stems", "text_stems"))
    entries = _entries(findable, things)
    changed = [one for one in entries if (one.object_id, one.title_stems, one.text_stems) not in there]
    _write(changed)
    return len(changed)


@transaction.atomic
def count_words() -> int:
    """Count in how many entries each stem stands. Gives the number of entries."""
    counts: dict[str, int] = {}
    total = 0
    for title, text in SearchEntry.objects.values_list("title_stems", "text_stems").iterator():
        total += 1
        for stem in {*title.split(), *text.split()}:
            counts[stem] = counts.get(stem, 0) + 1
    counts[EVERYTHING] = total
    there = dict(SearchWord.objects.values_list("stem", "entries"))
    SearchWord.objects.filter(stem__in=there.keys() - counts.keys()).delete()
    SearchWord.objects.bulk_create(
        [SearchWord(stem=stem, entries=count) for stem, count in sorted(counts.items()) if there.get(stem) != count],
        update_conflicts=True,
        unique_fields=["stem"],
        update_fields=["entries"],
        batch_size=1000,
    )
    return total


# --- reading a text ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reading:
    """A text as search reads it: its words, in how many entries their stems stand, and how many entries there are."""

    words: list[Word]
    counts: dict[str, int]
    total: int

    def concepts(self) -> list[Concept]:
        """What the text speaks of."""
        return likeness.concepts(self.words, synonyms.groups().ways, self.counts, self.total)


def read(text: str) -> Reading:
    """One text as search reads it."""
    return read_all([text])[0]


def read_all(texts: list[str]) -> list[Reading]:
    """Texts as search reads them, in two questions: compounds split by our lists, the synonyms, and what stands in the index."""
    known = synonyms.groups().known
    found = [dutch.words(text, known) for text in texts]
    halves = set().union(*(some for words in found for some in _halves(words)))
    asked = halves.union({EVERYTHING}, *(word.stems for words in found for word in words))
    counts = dict(SearchWord.objects.filter(stem__in=asked).values_list("stem", "entries"))
    total = counts.pop(EVERYTHING, 0)
    if parts := {stem for stem in halves if counts.get(stem, 0) >= KNOWN_FROM}:
        found = [dutch.words(text, known | parts) for text in texts]
    return [Reading(words, counts, total) for words in found]


def _halves(words: list[Word]) -> list[set[str]]:
    return [halves for word in words if (halves := dutch.halves(word.written))][:MOST_HALVED]


# --- finding ----------------------------------------------------------------------------------------------------------


def find(user, text: str, *, kinds: Iterable[str] = (), limit: int = 25) -> list[Found]:
    """What `user` may see and speaks of `text`: all of its words, or else some; title before text, newest first."""
    concepts = _forgiving(read(text))
    if not concepts:
        return []
    ways = [_wish_for(concept) for concept in concepts]
    for wish in (AllOf(ways), AnyOf(ways)):
        if found := _best(user, wish, lambda stems, title: _rank(concepts, stems, title), kinds, limit):
            return found
    return []


def alike(
    user, text: str, *, kinds: Iterable[str] = (), limit: int = 3, besides: Iterable[Model] = (), least: float = ALIKE
) -> list[Found]:
    """The places, at most `limit`, where what `text` asks after is already gathered, the likest first; `besides` left out."""
    concepts = _forgiving(read(text))
    strong = sorted((concept for concept in concepts if concept.strong), key=lambda concept: -concept.weight)
    if not strong:
        return []

    def measure(stems: set[str], title: set[str]) -> float:
        value = likeness.likeness(concepts, stems)
        return value if value >= least else 0.0

    return _best(user, AnyOf(map(_wish_for, strong[:MOST_ASKED])), measure, kinds, limit, besides)


def stems_of_all(texts: list[str]) -> list[str]:
    """The stems of each text, to be kept in a column `words` of another table and asked for by `within`; in two questions."""
    kept = [sorted(set().union(*(word.stems for word in one.words))) for one in read_all(texts)]
    return [f" {' '.join(stems)} " if stems else "" for stems in kept]


def within(rows: QuerySet, text: str) -> QuerySet | None:
    """Those of `rows`, of a table that keeps stems of its own, that speak of all of `text`; None when it says nothing."""
    concepts = read(text).concepts()
    return search_store.holding(rows, AllOf(map(_wish_for, concepts))) if concepts else None


def _rank(concepts: list[Concept], stems: set[str], title: set[str]) -> float:
    return sum(one.weight * (one.found_in(stems) + IN_TITLE * one.found_in(title)) for one in concepts)


def _forgiving(reading: Reading) -> list[Concept]:
    """What the text speaks of; a word that is nowhere in the index is also taken for those that look like it."""
    found = []
    for concept in reading.concepts():
        stems = {stem for way in concept.said for stem in way}
        nowhere = not any(stem in reading.counts for stem in stems) and not concept.otherwise
        if nowhere and reading.total and len(longest := max(stems, key=len)) >= SHORTEST_SLIP:
            ways = tuple(frozenset([stem]) for stem in search_store.similar_stems(longest))
            concept = Concept(concept.said, ways, concept.weight)
        found.append(concept)
    return found


def _wish_for(concept: Concept) -> Wish:
    return AnyOf(AllOf(sorted(way)) for way in (*concept.said, *concept.otherwise))


def _best(
    user,
    wish: Wish,
    measure: Callable[[set[str], set[str]], float],
    kinds: Iterable[str],
    limit: int,
    besides: Iterable[Model] = (),
) -> list[Found]:
    """Of the entries that meet the wish and that `user` may see, those that measure most; of equals the newest."""
    found: list[Found] = []
    hidden = {(findable_of(thing).kind, thing.pk) for thing in besides}
    before = None
    for _round in range(ROUNDS):
        rows = search_store.hits(wish).order_by("-pk")
        if kinds:
            rows = rows.filter(kind__in=list(kinds))
        if before:
            rows = rows.filter(pk__lt=before)
        rows = list(rows.values_list("pk", "kind", "object_id", "title_stems", "text_stems")[:RANKED])
        found += _seen(user, _ranked(rows, measure, hidden), limit - len(found))
        if len(found) >= limit or len(rows) < RANKED:
            break
        before = rows[-1][0]
    return found


def _ranked(rows: list[tuple], measure, hidden: set) -> list[tuple[str, int]]:
    measured = []
    for number, kind, object_id, title, text in rows:
        own = set(title.split())
        value = measure(own.union(text.split()), own)
        if value > 0 and (kind, object_id) not in hidden:
            measured.append((value, number, kind, object_id))
    return [(kind, object_id) for _value, _number, kind, object_id in sorted(measured, reverse=True)]


def _seen(user, ranked: list[tuple[str, int]], limit: int) -> list[Found]:
    """The first `limit` of these that `user` may see; asked for some at once, since most people see most."""
    found: list[Found] = []
    for at in range(0, len(ranked), AT_ONCE):
        some = ranked[at : at + AT_ONCE]
        things = {}
        for findable in findables:
            if numbers := [number for kind, number in some if kind == findable.kind]:
                rows = findable.visible(user).filter(pk__in=numbers)
                things |= {(findable.kind, thing.pk): _found(findable, thing) for thing in rows}
        found += [things[key] for key in some if key in things]
        if len(found) >= limit:
            break
    return found[:limit]


def _found(findable: Findable, thing: Model) -> Found:
    return Found(
        thing,
        findable.kind,
        findable.title(thing),
        findable.label(thing),
        findable.summary(thing),
        findable.url(thing),
    )
