"""A connection that the server closed is replaced before a request uses it, and one that holds is not asked about."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("__import__('django').db.connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


def number() -> int:
    """Which process of the server is at the other end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def begin_a_request() -> None:
    """What Django does before the first question of a request: it checks the connection that was kept."""
    connection.health_check_enabled, connection.health_check_done = True, False
    connection.close_if_health_check_failed()


@pytest.fixture
def closed_by_the_server():
    """The server ends our connection, as when it is restarted."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number()])
    other.close()


def test_a_connection_that_holds_is_kept_without_a_question():
    first = number()

    with CaptureQueriesContext(connection) as asked:
        assert connection.is_usable()
        begin_a_request()

    assert len(asked) == 0
    assert number() == first


def test_a_connection_that_the_server_closed_is_replaced(closed_by_the_server):
    assert not connection.is_usable()

    begin_a_request()

    assert number()


def test_a_connection_in_a_transaction_that_failed_is_not_usable():
    connection.ensure_connection()
    connection.connection.execute("BEGIN")
    with pytest.raises(Exception, match="does not exist"):
        connection.connection.execute("SELECT nothing_of_the_kind")

    assert not connection.is_usable()

    connection.connection.rollback()
    assert connection.is_usable()


def test_news_from_the_server_is_no_reason_to_leave_it():
    first, other = number(), connection.copy()
    with connection.cursor() as cursor, other.cursor() as from_outside:
        cursor.execute("LISTEN news")
        from_outside.execute("NOTIFY news")
    other.close()

    begin_a_request()

    assert number() == first


def test_no_connection_is_not_usable():
    connection.close()

    assert not connection.is_usable()
