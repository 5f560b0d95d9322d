"""Four things that Django does at every request, or every question, done with less.

It finds out at the start of a request whether its connection still holds, without asking the server.

Django sends `SELECT 1` for it (CONN_HEALTH_CHECKS): a trip to the database before every request, as much as the one
question of a page that is kept. But a server that stops, or ends a connection, closes it: then something waits to be read
on a line on which nothing was asked, and that can be seen from here. Only then the server is asked.

And what is asked again and again (`commons/trips.py`) has a cursor that is kept: a new one would find out again how each value
is sent and how each column is read, which costs more than the trip itself. Its SQL goes as the server reads it, with numbers
for the places: psycopg would look for them at every question.

And for whom a transaction is (`commons/scope.py`) is said in the trip that begins it.

And what nobody waits to hear of, as a row of the trail or a count, goes along with the next rows that are written: one trip
for both. Whatever else is asked or done first, and the end of the transaction, sends it on its own.
"""

import re
import select
from itertools import count

from django.db.backends.postgresql import base
from psycopg import Connection, RawCursor
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus

# Far more than there are questions and deeds that are written once.
KEPT_AT_MOST = 500
PLACE = re.compile("%[%s]")


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a look at the line before a question, and cursors that are kept."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The cursors that are kept with what they send, by their SQL, and the connection they belong to.
        self._kept: dict[str, tuple[RawCursor, bytes]] = {}
        self._kept_by: Connection | None = None
        # What waits to go along, and the SQL of what went together before.
        self._left: dict[bool, tuple[str, list]] = {}
        self._together: dict[tuple[str, ...], str] = {}

    def run(self, sql: str, values: list, *, takes_along: bool = False) -> RawCursor:
        """Run `sql` with the cursor that is kept for it. Give the same `str` object each time, and read the answer at once.

        An insert `takes_along` what was left; before anything else that goes by itself.
        """
        if self._left and takes_along:
            sql, values = self._with_left(sql, values)
        self.send_left()
        self.close_if_health_check_failed()
        self.ensure_connection()
        self.validate_thread_sharing()
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            cursor, numbered = self._cursor_for(sql)
            return cursor.execute(numbered, values)

    def leave(self, sql: str, values: list, *, changes: bool = False) -> None:
        """Leave `sql`, whose answer nobody needs, to go along with the next insert; outside a transaction it goes at once.

        Say whether it `changes` rows that are there. Two changes never go together, nor two inserts: of two changes of one row
        in a single statement the second is not made, and two rows would be numbered in any order.
        """
        if not self.in_atomic_block:
            self.run(sql, values)
            return
        if changes in self._left:
            self.send_left()
        self._left[changes] = sql, values

    def send_left(self) -> None:
        """Send what was left. Raises what the database says of it."""
        left, self._left = self._left, {}
        for sql, values in left.values():
            self.run(sql, values)

    def _with_left(self, sql: str, values: list) -> tuple[str, list]:
        left, self._left = [*self._left.values()], {}
        statements = (*(one for one, _values in left), sql)
        if statements not in self._together:
            first = ", ".join(f"left_{number} AS ({one})" for number, one in enumerate(statements[:-1]))
            self._together[statements] = f"WITH {first} {sql}"
        return self._together[statements], [value for _one, some in left for value in some] + values

    def _cursor(self, name=None):
        self.send_left()
        return super()._cursor(name)

    def _commit(self):
        self.send_left()
        return super()._commit()

    def _rollback(self):
        self._left.clear()
        return super()._rollback()

    def close(self) -> None:
        """What was left in a transaction that never ended is lost with it."""
        self._left.clear()
        super().close()

    def begin_for(self, who: str) -> bool:
        """Begin the transaction that Django has opened and say in it for whom it is, in one trip; false when it has begun.

        `who` is the number of an account, a word of ours, or nothing. Raises ValueError for anything else, DatabaseError.
        """
        if who and not (who.isascii() and who.isalnum()):
            raise ValueError(f"nobody can be {who!r}")
        line = self.connection.pgconn
        if line.transaction_status != TransactionStatus.IDLE:
            return False
        with self.wrap_database_errors:
            done = line.exec_(f"BEGIN; SET LOCAL app.\"user\" = '{who}'".encode())
            if done.status != ExecStatus.COMMAND_OK:
                raise error_from_result(done)
        return True

    def _cursor_for(self, sql: str) -> tuple[RawCursor, bytes]:
        if self._kept_by is not self.connection or len(self._kept) > KEPT_AT_MOST:
            self._kept, self._kept_by = {}, self.connection
        if (found := self._kept.get(sql)) is None:
            found = self._kept[sql] = RawCursor(self.connection), _numbered(sql)
        return found

    def is_usable(self) -> bool:
        """Whether a request can use the connection."""
        if self.connection is None or self.connection.closed:
            return False
        line = self.connection.pgconn
        if line.status != ConnStatus.OK or line.transaction_status != TransactionStatus.IDLE:
            return False
        waiting = select.poll()
        waiting.register(line.socket, select.POLLIN)
        return not waiting.poll(0) or super().is_usable()


def _numbered(sql: str) -> bytes:
    """`SELECT %s, '100%%'` as PostgreSQL itself reads it: `SELECT $1, '100%'`."""
    numbers = count(1)
    return PLACE.sub(lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", sql).encode()
