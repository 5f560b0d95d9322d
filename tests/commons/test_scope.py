"""The database knows for whom it works, and forgets it with the transaction."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from leerlandschap.commons import scope
from leerlandschap.network.models import Organisation

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


def test_a_scope_inside_another_is_its_own_and_what_went_before_it_stays(gemeente):
    with transaction.atomic():
        Organisation.objects.create(name="Eerst", kind="other")
        with scope.of(gemeente):
            assert told() == str(gemeente.pk)
        transaction.set_rollback(True)
    assert told() == ""
    assert not Organisation.objects.filter(name="Eerst").exists()


def test_nobody_has_a_name_that_says_more_to_the_database():
    with pytest.raises(ValueError, match="nobody"), transaction.atomic():
        connection.begin_for("1'; DROP TABLE x; --")


def test_the_portal_works_as_itself():
    with scope.of(system=True):
        assert told() == "system"


def test_a_request_runs_in_the_scope_of_who_signed_in(sign_in, gemeente):
    with CaptureQueriesContext(connection) as asked:
        sign_in(gemeente).get("/mijn/")

    scopes = [query["sql"] for query in asked if "set_config('app.user'" in query["sql"]]
    assert scopes == [f"SELECT set_config('app.user', '{gemeente.pk}', true)"]


def test_an_exception_in_a_view_undoes_what_it_wrote(gemeente):
    with pytest.raises(RuntimeError), scope.of(gemeente):
        Organisation.objects.create(name="Half werk", kind="other")
        raise RuntimeError

    assert not Organisation.objects.filter(name="Half werk").exists()


# --- a deed inside a scope --------------------------------------------------------------------------------------------


@scope.deed()
def found(name: str, *, error: Exception | None = None) -> None:
    """A flow that makes an organisation, or goes wrong halfway."""
    if isinstance(error, ValidationError):
        raise error
    Organisation.objects.create(name=name, kind="other")
    if error:
        raise error


def names() -> set[str]:
    return set(Organisation.objects.values_list("name", flat=True))


def test_a_deed_is_part_of_the_transaction_of_its_scope_without_a_savepoint(gemeente):
    with CaptureQueriesContext(connection) as asked, scope.of(gemeente):
        found("De Kaai")

    assert "De Kaai" in names()
    assert not [query for query in asked if "SAVEPOINT" in query["sql"]]


def test_after_a_refusal_the_scope_goes_on(gemeente):
    with scope.of(gemeente):
        found("De Kaai")
        with pytest.raises(ValidationError):
            found("Het Riet", error=ValidationError("Dat kan nu niet."))
        found("De Vaart")

    assert {"De Kaai", "De Vaart"} <= names()


def test_whatever_else_goes_wrong_undoes_all_of_it(gemeente):
    with scope.of(gemeente):
        found("De Kaai")
        with pytest.raises(RuntimeError):
            found("Het Riet", error=RuntimeError())

    assert not {"De Kaai", "Het Riet"} & names()


def test_a_deed_without_a_scope_is_a_transaction_of_its_own():
    with pytest.raises(RuntimeError):
        found("De Kaai", error=RuntimeError())
    found("Het Riet")

    assert "De Kaai" not in names()
    assert "Het Riet" in names()


def test_the_next_request_begins_outside_every_scope(gemeente):
    with pytest.raises(RuntimeError), scope.of(gemeente):
        raise RuntimeError

    with CaptureQueriesContext(connection) as asked:
        found("De Kaai")

    assert "BEGIN" in [query["sql"] for query in asked]
