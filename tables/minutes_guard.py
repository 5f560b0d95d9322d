"""The triggers that keep what minutes said: a version is made once and never rewritten. Laid by a migration.

What may still change on these rows is how open they are, and keys of rows that go. In production a version is not taken away
either.
"""

REFUSAL = "a version of minutes is never changed"
KEPT = {
    "tables_minutesversion": ("minutes_id", "number", "made_at", "why", "attendance"),
    "tables_minutesentry": ("version_id", "position", "heading", "text", "outcomes"),
}


def lay(connection) -> None:
    """Put the triggers on the versions and what they say."""
    _run(connection, _postgresql() if connection.vendor == "postgresql" else _sqlite())


def lift(connection) -> None:
    """Take the triggers away."""
    if connection.vendor == "postgresql":
        drops = [f"DROP TRIGGER IF EXISTS {table}_kept ON {table}" for table in KEPT]
        drops += [f"DROP TRIGGER IF EXISTS {table}_stays ON {table}" for table in KEPT]
        return _run(connection, drops)
    return _run(connection, [f"DROP TRIGGER IF EXISTS {table}_kept" for table in KEPT])


def _postgresql() -> list[str]:
    function = f"""
        CREATE OR REPLACE FUNCTION tables_minutes_kept() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
    """
    each = "FOR EACH ROW EXECUTE FUNCTION tables_minutes_kept()"
    kept = [
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {', '.join(columns)} ON {table} {each}"
        for table, columns in KEPT.items()
    ]
    return [function, *kept, *[f"CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} {each}" for table in KEPT]]


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OF {', '.join(columns)} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table, columns in KEPT.items()
    ]


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
