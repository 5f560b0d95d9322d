"""Questions asked at nearly every request: the ORM writes their SQL once, and from then on it is only run.

Writing the SQL costs more than all the rest of a page that is kept (docs/performance.md), and it is the same each time.
"""

from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet


class Question:
    """A question that differs only in some values, for which `blanks` stand while its SQL is written.

    `build` gets the blanks and gives a `values_list` of plain columns. A blank is a value that is found nowhere else in the
    question; what takes its place must be of its type.
    """

    def __init__(self, build: Callable[..., QuerySet], *blanks) -> None:
        self._build, self._blanks = build, blanks
        self._written: tuple[str, tuple, Callable] | None = None

    def ask(self, *values) -> list[tuple]:
        """The rows of the answer, with `values` in the place of the blanks."""
        if self._written is None:
            self._written = _write(self._build(*self._blanks))
        sql, written, convert = self._written
        # Compared as text: a date reaches SQLite as text and PostgreSQL as a date.
        filled = {str(blank): value for blank, value in zip(self._blanks, values, strict=True)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [filled.get(str(one), one) for one in written])
            return convert(cursor.fetchall())


def _write(question: QuerySet) -> tuple[str, tuple, Callable]:
    """The SQL of `question`, what is filled in, and how the columns become what the fields say they are."""
    compiler = question.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, filled = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_sql in compiler.select])
    if not converters:
        return sql, filled, list
    return sql, filled, lambda rows: [tuple(row) for row in compiler.apply_converters(rows, converters)]
