"""What a region runs in production: the database's two roles, and settings that a reader of deploy/README.md can know."""

import re
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from leerlandschap.commons.models import AuditEvent

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def as_the_portal(db):
    """The database as the portal's own role sees it, after deploy/roles.sql."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL (DATABASE_URL)")
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            pytest.skip("needs a superuser of PostgreSQL in DATABASE_URL, to make roles")
        cursor.execute((ROOT / "deploy" / "roles.sql").read_text())
        cursor.execute("SET LOCAL ROLE leerlandschap_app")
        yield cursor
        cursor.execute("RESET ROLE")


@pytest.mark.postgres
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE commons_auditevent SET code = 'x'",
        "DELETE FROM commons_auditevent",
        "TRUNCATE commons_auditevent",
        "ALTER TABLE commons_auditevent DISABLE TRIGGER ALL",
        "DROP TRIGGER commons_auditevent_rows ON commons_auditevent",
        "CREATE TABLE aside (id int)",
        "DELETE FROM django_migrations",
    ],
)
def test_the_portal_cannot_rewrite_its_trail_or_its_tables(as_the_portal, statement):
    with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
        as_the_portal.execute(statement)


@pytest.mark.postgres
def test_the_portal_can_do_its_work(as_the_portal):
    as_the_portal.execute("UPDATE network_user SET is_active = is_active")
    as_the_portal.execute("DELETE FROM django_session")
    as_the_portal.execute("SELECT nextval(pg_get_serial_sequence('commons_auditevent', 'id'))")
    assert AuditEvent.objects.count() == 0


def test_every_setting_production_insists_on_is_explained():
    settings = (ROOT / "leerlandschap" / "settings.py").read_text()
    demanded = set(re.findall(r'(?:secret|required)\(\s*"([A-Z_]+)"', settings)) | {"DATABASE_URL"}
    explained = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "deploy" / "README.md").read_text(), re.MULTILINE))
    assert len(demanded) > 5
    assert demanded <= explained
