"""Sessions are found while they last, and never by a key that nobody was given."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.network.session_store import SessionStore

pytestmark = pytest.mark.django_db


def kept(**values) -> str:
    """The key of a session that holds `values`."""
    session = SessionStore()
    session.update(values)
    session.save()
    return session.session_key


def test_what_was_kept_is_found_in_one_question(django_assert_num_queries):
    kept(who="Berend")
    key = kept(who="Anna")

    with django_assert_num_queries(1):
        assert SessionStore(key)["who"] == "Anna"


def test_a_session_that_lapsed_is_gone(time_machine):
    key = kept(who="Anna")
    time_machine.move_to(timezone.now() + timedelta(hours=13))

    session = SessionStore(key)

    assert "who" not in session
    assert session.session_key is None


@pytest.mark.parametrize("key", ["b" * 32, "x" * 5000, "' OR 1=1 --"], ids=["unknown", "long", "odd"])
def test_a_key_that_nobody_was_given_opens_nothing(key):
    kept(who="Anna")

    session = SessionStore(key)
    session["who"] = "Somebody else"
    session.save()

    assert session.session_key != key
