"""A connection that the server closed is replaced before a request uses it; what is asked often keeps its cursor."""

from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leerlandschap.commons import trips
from leerlandschap.commons.models import OnceKey
from leerlandschap.commons.postgresql import base
from leerlandschap.commons.writes import Change, Insert

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


# --- what is asked again and again ------------------------------------------------------------------------------------

ECHO, MOMENT = "SELECT %s::text", "SELECT %s::timestamptz"


def a_key(digest: str) -> OnceKey:
    return OnceKey(digest=digest, location="", made_at=timezone.now())


def test_the_same_question_keeps_its_cursor():
    first, again = connection.run(ECHO, ["a"]), connection.run(ECHO, ["b"])

    assert again is first
    assert again.fetchall() == [("b",)]


@pytest.mark.parametrize("value", ["é'\"%s", None, ""])
def test_a_kept_cursor_answers_as_a_new_one(value):
    assert [trips.rows_of(ECHO, [value]) for _time in range(7)] == [[(value,)]] * 7


def test_a_percent_sign_in_a_question_is_one_and_no_place_for_a_value():
    assert trips.rows_of("SELECT %s::text, '100%%', '%%s', %s::text", ["a", "b"]) == [("a", "100%", "%s", "b")]


def test_a_moment_is_read_in_the_time_zone_that_django_uses():
    at = datetime(2027, 7, 1, 12, 0, tzinfo=UTC)

    [[(found,)], _again] = [trips.rows_of(MOMENT, [at]) for _time in range(2)]

    assert (found, found.utcoffset()) == (at, at.utcoffset())


def test_cursors_go_with_their_connection():
    first = connection.run(ECHO, ["a"])
    connection.close()

    assert connection.run(ECHO, ["b"]) is not first
    assert trips.rows_of(ECHO, ["c"]) == [("c",)]


def test_so_many_cursors_are_kept_and_no_more(monkeypatch):
    monkeypatch.setattr(base, "KEPT_AT_MOST", 3)

    assert [trips.rows_of(f"SELECT {number}, %s::text", ["a"]) for number in range(9)] == [
        [(number, "a")] for number in range(9)
    ]
    assert len(connection._kept) <= 4


# --- what goes along --------------------------------------------------------------------------------------------------


def leave_a_key(digest: str) -> None:
    Insert(OnceKey).add_along(a_key(digest))


def keys_there() -> list[str]:
    """Asked on another connection: what has been written for good."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as outside:
        return [row[0] for row in outside.execute("SELECT digest FROM commons_oncekey ORDER BY digest")]


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """What goes to the database with a cursor that is kept."""
    sent, find = [], connection._cursor_for
    monkeypatch.setattr(connection, "_cursor_for", lambda sql: sent.append(sql) or find(sql))
    return sent


def test_what_was_left_goes_in_one_trip_with_the_next_row(sent):
    with transaction.atomic():
        leave_a_key("a")
        assert sent == []
        assert Insert(OnceKey).add_new(a_key("b"), told_apart_by="digest")

    assert len(sent) == 1
    assert keys_there() == ["a", "b"]


LEAD = Change(lambda location, digest: (OnceKey.objects.filter(digest=digest), {"location": location}), "where", "what")


def test_a_change_goes_along_and_a_second_one_of_the_same_row_is_made_after_it(sent):
    Insert(OnceKey).add(a_key("a"))
    sent.clear()

    with transaction.atomic():
        LEAD.make_along("/een/", "a")
        LEAD.make_along("/twee/", "a")
        assert Insert(OnceKey).add_new(a_key("b"), told_apart_by="digest")

    assert len(sent) == 2
    assert OnceKey.objects.get(digest="a").location == "/twee/"


def test_rows_that_were_left_are_numbered_in_their_order():
    digests = ["c", "a", "b", "d"]
    with transaction.atomic():
        for digest in digests:
            leave_a_key(digest)
        Insert(OnceKey).add_new(a_key("e"), told_apart_by="digest")

    assert list(OnceKey.objects.exclude(digest="e").order_by("pk").values_list("digest", flat=True)) == digests


def test_what_was_left_is_written_when_the_transaction_ends():
    with transaction.atomic():
        leave_a_key("a")
        leave_a_key("b")

    assert keys_there() == ["a", "b"]


def test_outside_a_transaction_nothing_is_left():
    leave_a_key("a")

    assert keys_there() == ["a"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: OnceKey.objects.filter(digest="a").count(),
        lambda: trips.rows_of("SELECT count(*) FROM commons_oncekey WHERE digest = %s", ["a"])[0][0],
        lambda: len(list(OnceKey.objects.filter(digest="a").iterator())),
    ],
)
def test_whoever_asks_next_finds_what_was_left(ask):
    with transaction.atomic():
        leave_a_key("a")

        assert ask() == 1


def test_what_was_left_is_undone_with_its_transaction():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        leave_a_key("a")
        raise ZeroDivisionError
    with transaction.atomic():
        leave_a_key("b")

    assert keys_there() == ["b"]


def test_what_was_left_is_undone_with_its_savepoint_and_not_with_a_later_one():
    with transaction.atomic():
        leave_a_key("a")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            leave_a_key("b")
            raise ZeroDivisionError
        leave_a_key("c")

    assert keys_there() == ["a", "c"]


def test_what_was_left_when_the_line_was_cut_is_not_written_later():
    with suppress(DatabaseError), transaction.atomic():
        leave_a_key("a")
        connection.close()
    with transaction.atomic():
        leave_a_key("b")

    assert keys_there() == ["b"]


def test_what_cannot_be_written_ends_the_transaction_that_left_it():
    leave_a_key("a")

    with pytest.raises(IntegrityError), transaction.atomic():
        leave_a_key("b")
        leave_a_key("a")

    assert keys_there() == ["a"]
    assert trips.rows_of(ECHO, ["again"]) == [("again",)]


def test_who_listens_in_hears_every_question():
    with CaptureQueriesContext(connection) as asked:
        trips.rows_of(ECHO, ["a"])

    assert len(asked) == 1


def test_a_refusal_is_the_one_that_django_knows_and_spoils_the_transaction():
    Insert(OnceKey).add(a_key("a"))

    with pytest.raises(TransactionManagementError), transaction.atomic():
        with pytest.raises(IntegrityError), transaction.atomic():
            Insert(OnceKey).add(a_key("a"))
        transaction.set_rollback(True)
        trips.rows_of(ECHO, ["a"])


def test_what_failed_can_be_asked_again_with_the_same_cursor():
    Insert(OnceKey).add(a_key("a"))
    keys = Insert(OnceKey)
    with pytest.raises(IntegrityError):
        keys.add(a_key("a"))

    keys.add(a_key("b"))

    assert sorted(OnceKey.objects.values_list("digest", flat=True)) == ["a", "b"]
