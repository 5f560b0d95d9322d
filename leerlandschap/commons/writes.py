"""What is written at nearly every deed: rows that are added, and updates, whose SQL is written once (`commons/questions.py`).

Where a row may be there already it is left out rather than refused: after a refusal the database takes nothing more in the
same transaction, and a savepoint around each insert, only in case, costs two trips to it.
"""

from collections.abc import Callable, Iterator
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, Model, QuerySet, sql
from django.utils.functional import cached_property

from leerlandschap.commons.questions import Statement

# A statement takes only so many values; what is told to more people than this at once goes in several.
ROWS_AT_ONCE = 500


class Insert:
    """Adds rows of `model`."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields = [field for field in model._meta.concrete_fields if not field.primary_key]

    def add(self, *objects: Model) -> None:
        """Add `objects` in one statement. Raises IntegrityError."""
        self._run([self._row(one) for one in objects])

    def add_new(self, *objects: Model, told_apart_by: str) -> list[Model]:
        """Add those of `objects` that break no rule of uniqueness, in one statement. Gives them, with their keys.

        `told_apart_by` names a field in which they all differ.
        """
        field = self._model._meta.get_field(told_apart_by)
        rows, mark = [self._row(one) for one in objects], self._fields.index(field)
        made = dict(self._run(rows, _leave_out_what_is_there(self._model, field)))
        return [_saved(one, made[row[mark]]) for one, row in zip(objects, rows, strict=True) if row[mark] in made]

    def _row(self, one: Model) -> list:
        # The connection itself: its proxy would be looked up for every value.
        database = connections[DEFAULT_DB_ALIAS]
        return [field.get_db_prep_save(field.pre_save(one, add=True), database) for field in self._fields]

    def _run(self, rows: list[list], ending: str = "") -> list[tuple]:
        return [found for some in _parts(rows) for found in self._run_at_once(some, ending)]

    def _run_at_once(self, rows: list[list], ending: str) -> list[tuple]:
        beginning, places = self._written
        statement = f"{beginning} {', '.join([places] * len(rows))} {ending}"
        with connection.cursor() as cursor:
            cursor.execute(statement, [value for row in rows for value in row])
            return cursor.fetchall() if ending else []

    @cached_property
    def _written(self) -> tuple[str, str]:
        """How the statement begins, and the places for the values of one row."""
        columns = ", ".join(_quoted(field.column) for field in self._fields)
        places = ", ".join(["%s"] * len(self._fields))
        return f"INSERT INTO {_quoted(self._model._meta.db_table)} ({columns}) VALUES", f"({places})"


class Change:
    """An update that differs only in some values, for which `blanks` stand while its SQL is written.

    `build` gets the blanks and gives a queryset, and what to update: as `Question`, with what `update` takes.
    """

    def __init__(self, build: Callable[..., tuple[QuerySet, dict]], *blanks) -> None:
        self._build, self._blanks = build, blanks
        self._statement: Statement | None = None

    def make(self, *values) -> int:
        """Make the change, with `values` in the place of the blanks. Gives how many rows it changed."""
        if self._statement is None:
            self._statement = self._write()
        with connection.cursor() as cursor:
            cursor.execute(*self._statement.filled(values))
            return cursor.rowcount

    def _write(self) -> Statement:
        rows, changes = self._build(*self._blanks)
        update = rows.query.chain(sql.UpdateQuery)
        update.add_update_values(changes)
        update.clear_ordering(force=True)
        return Statement(*update.get_compiler(DEFAULT_DB_ALIAS).as_sql(), self._blanks)


def _saved(one: Model, pk: int) -> Model:
    one.pk, one._state.adding, one._state.db = pk, False, DEFAULT_DB_ALIAS
    return one


@cache
def _leave_out_what_is_there(model: type[Model], field: Field) -> str:
    return f"ON CONFLICT DO NOTHING RETURNING {_quoted(field.column)}, {_quoted(model._meta.pk.column)}"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _parts(rows: list[list]) -> Iterator[list[list]]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]
