"""Triggers on rows that are made once and never rewritten, on both databases. Laid and lifted by a migration.

What an app keeps so, it says in a file of its own that names the columns; others on the same row may still change, such as a key
of a row that goes. Where rows also `stay`, production (PostgreSQL) refuses to take one away.
"""

from collections.abc import Mapping


class KeptRows:
    """Of some tables the columns that never change, and the words with which the database refuses."""

    def __init__(self, refusal: str, columns: Mapping[str, tuple[str, ...]], *, stay: bool = False) -> None:
        self.refusal, self.columns, self.stay = refusal, columns, stay

    def lay(self, connection) -> None:
        """Put the triggers on the tables."""
        for table, columns in self.columns.items():
            made = (
                self._postgresql(table, columns) if connection.vendor == "postgresql" else self._sqlite(table, columns)
            )
            _run(connection, made)

    def lift(self, connection) -> None:
        """Take the triggers away."""
        for table in self.columns:
            if connection.vendor == "postgresql":
                names = (f"{table}_kept", f"{table}_stays")
                _run(connection, [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name in names])
            else:
                _run(connection, [f"DROP TRIGGER IF EXISTS {table}_kept"])

    def _postgresql(self, table: str, columns: tuple[str, ...]) -> list[str]:
        function = f"""
            CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '{self.refusal}'; END $$
        """
        each = f"ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()"
        kept = f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {', '.join(columns)} {each}"
        return [function, kept, *([f"CREATE TRIGGER {table}_stays BEFORE DELETE {each}"] if self.stay else [])]

    def _sqlite(self, table: str, columns: tuple[str, ...]) -> list[str]:
        return [
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {', '.join(columns)} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{self.refusal}'); END"
        ]


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
