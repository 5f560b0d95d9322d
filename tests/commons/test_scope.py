"""The database knows for whom it works, and forgets it with the transaction."""

import pytest
from django.db import connection

from leerlandschap.commons import scope

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("__import__('django').db.connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.user', true)")
        return cursor.fetchone()[0] or ""


def test_a_scope_names_its_account_and_ends_with_its_transaction(gemeente):
    with scope.of(gemeente):
        assert told() == str(gemeente.pk)
    assert told() == ""


def test_the_portal_works_as_itself():
    with scope.of(system=True):
        assert told() == "system"


def test_a_request_runs_in_the_scope_of_who_signed_in(sign_in, gemeente, django_assert_num_queries):
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as asked:
        sign_in(gemeente).get("/mijn/")

    scopes = [query["sql"] for query in asked if "set_config('app.user'" in query["sql"]]
    assert scopes == [f"SELECT set_config('app.user', '{gemeente.pk}', true)"]


def test_an_exception_in_a_view_undoes_what_it_wrote(gemeente):
    from leerlandschap.network.models import Organisation

    with pytest.raises(RuntimeError), scope.of(gemeente):
        Organisation.objects.create(name="Half werk", kind="other")
        raise RuntimeError

    assert not Organisation.objects.filter(name="Half werk").exists()
