"""Finds out at the start of a request whether its connection still holds, without asking the server.

Django sends `SELECT 1` for it (CONN_HEALTH_CHECKS): a trip to the database before every request, as much as the one
question of a page that is kept. But a server that stops, or ends a connection, closes it: then something waits to be read
on a line on which nothing was asked, and that can be seen from here. Only then the server is asked.
"""

import select

from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus, TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with a look at the line before a question."""

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
