"""Doubles: research questions of different tables that ask after the same, so that an insight would be gathered twice."""

from collections.abc import Sequence
from itertools import combinations

from leerlandschap.commons import kept, search
from leerlandschap.commons.dutch import likeness
from tables.models import ResearchQuestion, Table

# The radar asks "is this the same?"; here it must be so much alike that it is worth somebody's time.
STRONGLY = 3 * search.ALIKE

Pair = tuple[ResearchQuestion, ResearchQuestion]


def among(tables: Sequence[Table]) -> list[Pair]:
    """Pairs of open questions of two of these tables that ask after the same, in a fixed number of questions to the database.

    What was worked out for the same questions is kept: holding each against each takes a while when they are many.
    """
    by_pk = {table.pk: table for table in tables}
    questions = list(ResearchQuestion.objects.open().filter(table__in=by_pk).order_by("pk"))
    for question in questions:
        question.table = by_pk[question.table_id]
    asked = hash(tuple((question.pk, question.text) for question in questions))
    alike = kept.thing(("doubles", asked), lambda: _alike(questions))
    return [(questions[one], questions[other]) for one, other in alike]


def _alike(questions: list[ResearchQuestion]) -> list[tuple[int, int]]:
    """The places in the list of those that are strongly alike."""
    readings = search.read_all([question.text for question in questions])
    concepts = [reading.concepts() for reading in readings]
    stems = [frozenset().union(*(word.stems for word in reading.words)) for reading in readings]

    def is_double(one: int, other: int) -> bool:
        if questions[one].table_id == questions[other].table_id:
            return False
        values = (likeness.likeness(concepts[one], stems[other]), likeness.likeness(concepts[other], stems[one]))
        return min(values) >= STRONGLY

    return [pair for pair in combinations(range(len(questions)), 2) if is_double(*pair)]
