"""What is asked of the database at nearly every request: the ORM writes its SQL once, and from then on it is only run.

Writing the SQL costs more than all the rest of a page that is kept (docs/performance.md), and it is the same each time.
Deeds that run as often are in `commons/writes.py`.
"""

import re
from collections.abc import Callable, Iterable

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Choices, Model, QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from psycopg.sql import Literal

from leerlandschap.commons import trips

Row = tuple | Model
# The number of the blank that a value stands in for, or none, and the value as it was written.
Part = tuple[int | None, object]
PLACE = re.compile("%[%s]")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d")


class Question:
    """A question that differs only in some values, for which `blanks` stand while its SQL is written.

    `build` gets the blanks and gives a queryset, or a `values_list` of plain columns. A blank is a value that is found
    nowhere else in the question; what takes its place must be of its type. Today and now are always blanks.
    """

    def __init__(self, build: Callable[..., QuerySet], *blanks) -> None:
        self._build, self._blanks = build, blanks
        self._written: tuple[Statement | None, Callable[[list[tuple]], list[Row]]] | None = None

    def ask(self, *values) -> list[Row]:
        """The rows of the answer, with `values` in the place of the blanks."""
        if self._written is None:
            self._written = self._write()
        statement, read = self._written
        if statement is None:
            return []
        return read(trips.rows_of(*statement.filled(values)))

    def _write(self):
        question = self._build(*self._blanks)
        compiler = question.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            statement = Statement(*compiler.as_sql(), self._blanks)
        except EmptyResultSet:  # the ORM sees that nothing can be the answer, as of `none()`
            return None, list
        return statement, _reader(compiler, as_objects=issubclass(question._iterable_class, ModelIterable))


class Statement:
    """SQL as the ORM wrote it with blanks, which `filled` fills in."""

    def __init__(self, sql: str, written: Iterable, blanks: tuple) -> None:
        # Compared as text: a date reaches SQLite as text and PostgreSQL as a date.
        place = {str(blank): number for number, blank in enumerate(_for_database(blanks))}
        parts = [(place.get(str(one)), one) for one in written]
        _refuse_moments([one for number, one in parts if number is None])
        self.sql, self._parts = _with_constants(sql, parts)
        self._blanks = len(blanks)

    def filled(self, values: tuple) -> tuple[str, list]:
        """The SQL, and what goes with it when `values` take the place of the blanks."""
        if len(values) != self._blanks:
            raise TypeError(f"{self._blanks} values fill this in, not {len(values)}")
        ready = _for_database(values)
        return self.sql, [one if number is None else ready[number] for number, one in self._parts]


def _with_constants(sql: str, parts: list[Part]) -> tuple[str, list[Part]]:
    """The SQL with what is always the same written into it, and the parts that are left.

    On PostgreSQL a plan is made once for all values: of what is written out it knows how common that is, and that a partial
    index holds it. SQLite plans each time.
    """
    if connection.vendor != "postgresql":
        return sql, parts
    constant = [number is None and isinstance(one, str | int) for number, one in parts]
    written = iter(zip(constant, parts, strict=True))

    def place(found: re.Match) -> str:
        if found[0] == "%%":
            return found[0]
        is_constant, (_number, one) = next(written)
        return _literal(one) if is_constant else found[0]

    filled = PLACE.sub(place, sql)
    return filled, [part for part, is_constant in zip(parts, constant, strict=True) if not is_constant]


def _literal(value: str | int) -> str:
    """The value in SQL; of one of a list of choices what stands for it."""
    plain = value.value if isinstance(value, Choices) else value
    return Literal(plain).as_string().replace("%", "%%")


def _refuse_moments(written: list) -> None:
    """Raises TypeError when a day or a moment would stay what it was when the SQL was written: it must be a blank."""
    if found := [one for one in written if MOMENT.match(str(one))]:
        raise TypeError(f"a moment must be a blank: {found[0]}")


def _for_database(values: Iterable) -> list:
    """Each value as the database's driver takes it: moments in its own time zone, where it knows none."""
    if connection.vendor == "postgresql":  # takes all of them as they are
        return list(values)
    adapt = connection.ops.adapt_unknown_value
    return [adapt(value) for value in values]


def _reader(compiler: SQLCompiler, *, as_objects: bool) -> Callable[[list[tuple]], list[Row]]:
    """How rows become what the queryset would give: columns as their fields say, in tuples or in objects."""
    converters = compiler.get_converters([column for column, *_sql in compiler.select])
    convert = (lambda rows: compiler.apply_converters(rows, converters)) if converters else list
    if not as_objects:
        return lambda rows: [tuple(row) for row in convert(rows)]
    make = _maker(compiler)
    return lambda rows: [make(row) for row in convert(rows)]


def _maker(compiler: SQLCompiler) -> Callable[[list], Model]:
    """How a row becomes an object, with what `select_related` and `annotate` bring along: as ModelIterable does it."""
    model, places = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    own = slice(places[0], places[-1] + 1)
    names = [column.target.attname for column, *_sql in compiler.select[own]]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)

    def make(row: list) -> Model:
        found = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
        for one in related:
            one.populate(row, found)
        for name, place in compiler.annotation_col_map.items():
            setattr(found, name, row[place])
        return found

    return make
