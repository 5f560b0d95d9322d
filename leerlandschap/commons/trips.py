"""A trip to the database with SQL that was written before: `commons/questions.py` and `commons/writes.py` go by it.

On PostgreSQL such SQL has a cursor of its own, kept with the connection (`commons/postgresql`).
"""

from django.db import DEFAULT_DB_ALIAS, connections

FOR_WHOM = "SELECT set_config('app.user', %s, true)"


def rows_of(sql: str, values: list, *, often: bool = True, takes_along: bool = False) -> list[tuple]:
    """Run `sql`, which is run `often` or only now; gives the rows of its answer. An insert `takes_along` what was left."""
    database = connections[DEFAULT_DB_ALIAS]
    if often and _keeps_cursors(database):
        return database.run(sql, values, takes_along=takes_along).fetchall()
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def touched_by(sql: str, values: list, *, often: bool = True) -> int:
    """Run `sql`, which is run `often` or only now; gives how many rows it made or changed."""
    database = connections[DEFAULT_DB_ALIAS]
    if often and _keeps_cursors(database):
        return database.run(sql, values).rowcount
    with database.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def leave(sql: str, values: list, *, changes: bool = False) -> None:
    """Have `sql` run before this transaction ends, along with the next insert if that can be; nobody needs its answer.

    Say whether it `changes` rows that are there.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if _keeps_cursors(database):
        database.leave(sql, values, changes=changes)
    else:
        touched_by(sql, values)


def begin_for(who: str) -> None:
    """Say in the transaction that was just opened on PostgreSQL for whom it is."""
    database = connections[DEFAULT_DB_ALIAS]
    if not (_keeps_cursors(database) and database.begin_for(who)):
        rows_of(FOR_WHOM, [who])


def _keeps_cursors(database) -> bool:
    """Not where somebody listens in on what is asked, as a test that counts: Django's own cursors tell them."""
    return database.vendor == "postgresql" and not (database.queries_logged or database.execute_wrappers)
