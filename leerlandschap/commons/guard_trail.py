"""The trigger that makes the audit trail append-only: laid by a migration, lifted only by the test database's flush."""

REFUSAL = "the audit trail is append-only"

POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION commons_auditevent_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
    """,
    """
    CREATE TRIGGER commons_auditevent_rows BEFORE UPDATE OR DELETE ON commons_auditevent
    FOR EACH ROW EXECUTE FUNCTION commons_auditevent_append_only()
    """,
    """
    CREATE TRIGGER commons_auditevent_table BEFORE TRUNCATE ON commons_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION commons_auditevent_append_only()
    """,
]
SQLITE = [
    f"""
    CREATE TRIGGER commons_auditevent_{verb.lower()} BEFORE {verb} ON commons_auditevent
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
    for verb in ("UPDATE", "DELETE")
]
NAMES = {
    "postgresql": ["commons_auditevent_rows", "commons_auditevent_table"],
    "sqlite": ["commons_auditevent_update", "commons_auditevent_delete"],
}


def lay(connection) -> None:
    """Put the trigger on the trail."""
    _run(connection, POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def lift(connection) -> None:
    """Take the trigger away."""
    where = " ON commons_auditevent" if connection.vendor == "postgresql" else ""
    _run(connection, [f"DROP TRIGGER IF EXISTS {name}{where}" for name in NAMES[connection.vendor]])


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
