"""What is written at nearly every deed: rows that are added, and updates, whose SQL is written once (`commons/questions.py`).

Where a row may be there already it is left out rather than refused: after a refusal the database takes nothing more in the
same transaction, and a savepoint around each insert, only in case, costs two trips to it.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from types import NoneType
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import (
    BigAutoField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    EmailField,
    Field,
    ForeignKey,
    Model,
    QuerySet,
    SlugField,
    TextField,
    UUIDField,
    sql,
)
from django.utils.functional import cached_property

from leerlandschap.commons import trips
from leerlandschap.commons.questions import Statement

# A statement takes only so many values; what is told to more people than this at once goes in several.
ROWS_AT_ONCE = 500
# Adding as many as this, or fewer, is worth a statement and a cursor that are kept.
FEW_ROWS = 8
# What these fields hold, when it is exactly of this type, goes to PostgreSQL as it is.
AS_THEY_ARE = {
    CharField: str,
    EmailField: str,
    SlugField: str,
    TextField: str,
    BooleanField: bool,
    DateField: date,
    DateTimeField: datetime,
    UUIDField: UUID,
}


class Insert:
    """Adds rows of `model`."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._statements: dict[tuple[int, str], str] = {}

    @cached_property
    def _columns(self) -> list[tuple[str, type | None, Field]]:
        """Of each column where its value stands, and the type that goes to the database as it is."""
        return [(field.attname, _type_as_it_is(field), field) for field in self._fields]

    def add(self, *objects: Model) -> None:
        """Add `objects` in one statement. Raises IntegrityError."""
        self._run([self._row(one) for one in objects])

    def add_along(self, one: Model) -> None:
        """Add `one` in this transaction, in one trip with what is added next; what the database refuses is heard then."""
        trips.leave(self._written(1, ""), self._row(one))

    def add_new(self, *objects: Model, told_apart_by: str) -> list[Model]:
        """Add those of `objects` that break no rule of uniqueness, in one statement. Gives them, with their keys.

        `told_apart_by` names a field in which they all differ.
        """
        field = self._model._meta.get_field(told_apart_by)
        rows, mark = [self._row(one) for one in objects], self._fields.index(field)
        made = dict(self._run(rows, _leave_out_what_is_there(self._model, field)))
        return [_saved(one, made[row[mark]]) for one, row in zip(objects, rows, strict=True) if row[mark] in made]

    def _row(self, one: Model) -> list:
        values = one.__dict__
        return [
            value if as_it_is and type(value := values.get(name)) in (as_it_is, NoneType) else _ready(field, one)
            for name, as_it_is, field in self._columns
        ]

    def _run(self, rows: list[list], ending: str = "") -> list[tuple]:
        return [found for some in _parts(rows) for found in self._run_at_once(some, ending)]

    def _run_at_once(self, rows: list[list], ending: str) -> list[tuple]:
        written, values = self._written(len(rows), ending), [value for row in rows for value in row]
        if ending:
            return trips.rows_of(written, values, often=len(rows) <= FEW_ROWS, takes_along=True)
        trips.touched_by(written, values, often=len(rows) <= FEW_ROWS)
        return []

    def _written(self, rows: int, ending: str) -> str:
        """The statement for so many rows; for a few, as nearly always, each time the same `str`."""
        if rows > FEW_ROWS:
            return self._write(rows, ending)
        if (rows, ending) not in self._statements:
            self._statements[rows, ending] = self._write(rows, ending)
        return self._statements[rows, ending]

    def _write(self, rows: int, ending: str) -> str:
        columns = ", ".join(_quoted(field.column) for field in self._fields)
        places = ", ".join([f"({', '.join(['%s'] * len(self._fields))})"] * rows)
        return f"INSERT INTO {_quoted(self._model._meta.db_table)} ({columns}) VALUES {places} {ending}"


class Change:
    """An update that differs only in some values, for which `blanks` stand while its SQL is written.

    `build` gets the blanks and gives a queryset, and what to update: as `Question`, with what `update` takes.
    """

    def __init__(self, build: Callable[..., tuple[QuerySet, dict]], *blanks) -> None:
        self._build, self._blanks = build, blanks
        self._statement: Statement | None = None

    def make(self, *values) -> int:
        """Make the change, with `values` in the place of the blanks. Gives how many rows it changed."""
        return trips.touched_by(*self._filled(values))

    def make_along(self, *values) -> None:
        """Make the change in this transaction, in one trip with what is added next."""
        trips.leave(*self._filled(values), changes=True)

    def _filled(self, values: tuple) -> tuple[str, list]:
        if self._statement is None:
            self._statement = self._write()
        return self._statement.filled(values)

    def _write(self) -> Statement:
        rows, changes = self._build(*self._blanks)
        update = rows.query.chain(sql.UpdateQuery)
        update.add_update_values(changes)
        update.clear_ordering(force=True)
        return Statement(*update.get_compiler(DEFAULT_DB_ALIAS).as_sql(), self._blanks)


def _type_as_it_is(field: Field) -> type | None:
    """The type of value of which the ORM would ask all it asks, and give it back unchanged; None where there is none.

    Only of PostgreSQL, and of fields as Django makes them that find nothing out for themselves when a row is added.
    """
    if connection.vendor != "postgresql" or getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return None
    if isinstance(field, ForeignKey):
        return int if isinstance(field.target_field, BigAutoField) else None
    return AS_THEY_ARE.get(type(field))


def _ready(field: Field, one: Model):
    """The value of `field`, made ready for the database as the ORM does it."""
    return field.get_db_prep_save(field.pre_save(one, add=True), connections[DEFAULT_DB_ALIAS])


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
