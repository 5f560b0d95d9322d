"""The audit trail: rows are added, and never changed or taken away."""

import pytest
from django.db import DatabaseError, connection, transaction

from leerlandschap.commons import audit
from leerlandschap.commons.models import AuditEvent
from tests.factories import make_organisation


@pytest.mark.django_db
def test_a_deed_leaves_its_actor_its_code_and_its_object(gemeente):
    organisation = make_organisation("De Kade")

    audit.record(gemeente, "organisation.renamed", on=organisation, before="De Kaai")

    row = AuditEvent.objects.get()
    assert (row.actor_id, row.actor_name, row.code) == (gemeente.pk, "Gemeente", "organisation.renamed")
    assert (row.object_label, row.object_id, row.object_name) == (
        "network.organisation",
        str(organisation.pk),
        "De Kade",
    )
    assert row.details == {"before": "De Kaai"}


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE commons_auditevent SET code = 'x'", "DELETE FROM commons_auditevent"])
def test_the_database_refuses_to_change_the_trail(statement):
    audit.record(None, "landscape.loaded", on=make_organisation())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert AuditEvent.objects.get().code == "landscape.loaded"


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL")
def test_the_database_refuses_to_empty_the_trail():
    audit.record(None, "landscape.loaded", on=make_organisation())

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE commons_auditevent")

    assert AuditEvent.objects.count() == 1
