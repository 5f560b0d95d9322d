"""How each database keeps the index: PostgreSQL as a tsvector and trigrams, SQLite as FTS5; both over the same stems.

The stems are made in Python (`commons/dutch/`), so that a text is found by the same words on either. Both follow the rows of
`SearchEntry` by themselves: PostgreSQL by a generated column, SQLite by triggers. SQLite drops triggers when a later migration
rebuilds the table: such a migration lays them again with `lay`.
"""

import re
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from django.db import connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from leerlandschap.commons.dutch.likeness import similarity
from leerlandschap.commons.models.search import SearchEntry, SearchWord

POSTGRESQL = [
    # Trusted since PostgreSQL 13: the owner of the schema may add it (deploy/README.md).
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    """
    ALTER TABLE commons_searchentry ADD COLUMN stems tsvector GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array(title_stems || ' ' || text_stems, ' '), ''))
    ) STORED
    """,
    "CREATE INDEX commons_searchentry_stems ON commons_searchentry USING gin (stems)",
    "CREATE INDEX commons_searchword_trigrams ON commons_searchword USING gin (stem gin_trgm_ops)",
]
POSTGRESQL_BACK = [
    "DROP INDEX commons_searchword_trigrams",
    "ALTER TABLE commons_searchentry DROP COLUMN stems",
]
# What FTS5 must be told of a row that changes: the old words, to take them out.
OUT = """
    INSERT INTO commons_search_fts (commons_search_fts, rowid, title_stems, text_stems)
    VALUES ('delete', old.id, old.title_stems, old.text_stems);
"""
IN = """
    INSERT INTO commons_search_fts (rowid, title_stems, text_stems) VALUES (new.id, new.title_stems, new.text_stems);
"""
SQLITE = [
    """
    CREATE VIRTUAL TABLE commons_search_fts USING fts5(
        title_stems, text_stems, content='commons_searchentry', content_rowid='id', tokenize='ascii'
    )
    """,
    f"CREATE TRIGGER commons_search_added AFTER INSERT ON commons_searchentry BEGIN {IN} END",
    f"CREATE TRIGGER commons_search_changed AFTER UPDATE ON commons_searchentry BEGIN {OUT} {IN} END",
    f"CREATE TRIGGER commons_search_removed AFTER DELETE ON commons_searchentry BEGIN {OUT} END",
]
SQLITE_BACK = [
    "DROP TRIGGER commons_search_added",
    "DROP TRIGGER commons_search_changed",
    "DROP TRIGGER commons_search_removed",
    "DROP TABLE commons_search_fts",
]
STEM = re.compile(r"[a-z0-9]+")
# From this likeness on a stem is taken for a slip of another, or for a form we could not bring together with it.
SIMILAR, MOST_SIMILAR = 0.5, 3


def lay(connection) -> None:
    """Make the index beside the table of entries."""
    _run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def lift(connection) -> None:
    """Take the index away."""
    _run(connection, POSTGRESQL_BACK if connection.vendor == "postgresql" else SQLITE_BACK)


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- asking -----------------------------------------------------------------------------------------------------------


class AnyOf(tuple):
    """A wish met when any of its parts is: stems, or wishes."""


class AllOf(tuple):
    """A wish met when all of its parts are: stems, or wishes."""


Wish = str | AnyOf | AllOf


def lay_on(connection, table: str) -> None:
    """Index the stems that another table holds in its column `words`, for `holding`; SQLite reads them as they stand."""
    if connection.vendor == "postgresql":
        made = "array_to_tsvector(array_remove(string_to_array(words, ' '), ''))"
        column = f"ALTER TABLE {table} ADD COLUMN stems tsvector GENERATED ALWAYS AS ({made}) STORED"
        _run(connection, [column, f"CREATE INDEX {table}_stems ON {table} USING gin (stems)"])


def lift_from(connection, table: str) -> None:
    """Take that index away."""
    if connection.vendor == "postgresql":
        _run(connection, [f"ALTER TABLE {table} DROP COLUMN stems"])


def holding(rows: QuerySet, wish: Wish) -> QuerySet:
    """Those of `rows` whose own `words` meet the wish (`lay_on`). Raises ValueError for what is no stem."""
    if connection.vendor == "postgresql":
        signs = _in_signs(wish, " & ", " | ")
        asked = RawSQL(f"{rows.model._meta.db_table}.stems @@ '{signs}'::tsquery", [], output_field=BooleanField())
        return rows.filter(asked)
    return rows.filter(_in_words(wish))


def _in_words(wish: Wish) -> Q:
    """The wish as questions about a text in which each stem has a space on either side."""
    if isinstance(wish, str):
        return Q(words__contains=f" {_in_signs(wish, '', '')} ")
    join = and_ if isinstance(wish, AllOf) else or_
    return reduce(join, map(_in_words, wish))


def hits(wish: Wish) -> QuerySet:
    """The entries that meet the wish. Raises ValueError for what is no stem."""
    if connection.vendor == "postgresql":
        # Written into the SQL and not handed over beside it: the planner then knows how common the words are, and walks
        # from the newest entry back for a common one. A stem is letters and digits, so it can't end the text it is in.
        asked = RawSQL(f"stems @@ '{_in_signs(wish, ' & ', ' | ')}'::tsquery", [], output_field=BooleanField())
        return SearchEntry.objects.filter(asked)
    found = "SELECT rowid FROM commons_search_fts WHERE commons_search_fts MATCH %s"
    return SearchEntry.objects.filter(pk__in=RawSQL(found, [_in_signs(wish, " AND ", " OR ")]))


def _in_signs(wish: Wish, all_sign: str, any_sign: str) -> str:
    """The wish in the language of a database."""
    if isinstance(wish, str):
        if not STEM.fullmatch(wish):
            raise ValueError(f"{wish!r} is not a stem")
        return wish
    sign = all_sign if isinstance(wish, AllOf) else any_sign
    return f"({sign.join(_in_signs(one, all_sign, any_sign) for one in wish)})"


def similar_stems(stem: str) -> list[str]:
    """The stems in the index that look most like one that is not there."""
    if connection.vendor == "postgresql":
        return _similar_in_postgresql(stem)
    return _most_similar(stem, SearchWord.objects.values_list("stem", flat=True))


def _similar_in_postgresql(stem: str) -> list[str]:
    like = RawSQL("stem %% %s", [stem], output_field=BooleanField())
    return _most_similar(stem, SearchWord.objects.filter(like).values_list("stem", flat=True))


def _most_similar(stem: str, stems: Iterable[str]) -> list[str]:
    """Measured here for both databases, in the way of pg_trgm."""
    measured = sorted(((similarity(stem, one), one) for one in stems), reverse=True)
    return [one for value, one in measured[:MOST_SIMILAR] if value >= SIMILAR]
