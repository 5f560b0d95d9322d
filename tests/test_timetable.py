"""Every row of the timetable names work that exists, and doing it twice does no harm."""

from datetime import timedelta

import pytest
from celery import current_app
from celery.schedules import crontab
from django.core import mail as outbox
from django.db import connection
from django.utils import timezone

from leerlandschap.celery import app
from leerlandschap.commons import notices, tickets
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, Notice, OnceKey, Ticket
from newsletter.models import Subscriber
from tables.models import Calibration, SignUp
from tests.factories import make_cycle, make_person, make_subscriber, make_table

pytestmark = pytest.mark.django_db
ROWS = sorted(app.conf.beat_schedule.items())


def task_of(row: dict):
    app.loader.import_default_modules()
    return app.tasks[row["task"]]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[name for name, _row in ROWS])
def test_each_row_names_a_task_that_exists_and_a_rhythm(name, row):
    assert task_of(row).name == row["task"]
    assert isinstance(row["schedule"], (float, int, timedelta, crontab))
    assert not row.get("args"), "what to do stands in the database, not in the timetable"


def test_there_is_work_to_do():
    assert {"letters", "bundles", "tidy"} <= {name for name, _row in ROWS}
    assert app.conf.timezone == "Europe/Amsterdam"
    assert app is current_app._get_current_object() or current_app.main == app.main


def everything() -> dict[str, list]:
    """Every row of every table but those that only count sessions."""
    tables = set(connection.introspection.table_names()) - {"django_session", "django_migrations", "sqlite_sequence"}
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.fixture
def something_waits(db):
    """A letter to send, a reminder to bundle, and something of each kind that lapsed long ago."""
    person, long_ago = make_person(), timezone.now() - timedelta(days=400)
    notices.tell(person, "seat.accepted", key="waits", path="/mijn/", table="Crisis")
    notices.tell(person, "seat.asked", key="reminder", path="/mijn/", bundled=True, table="Crisis")
    Notice.objects.update(made_at=timezone.now() - timedelta(days=1))
    tickets.issue("seat", about=person, lifetime=timedelta(days=-40))
    make_cycle(make_table(cycle=False), started_on=(timezone.now() - timedelta(days=400)).date())
    old_letter = notices.write_to("weg@werk.example", "account.notice", key="old", path="/")
    settled = {"state": LedgerState.ACCEPTED, "settled_at": long_ago, "sealed": ""}
    Letter.objects.filter(pk=old_letter.pk).update(**settled)
    OnceKey.objects.create(digest="a" * 64, location="/", made_at=long_ago)
    SignUp.objects.create(
        table=make_table(),
        name="A",
        email="a@werk.example",
        organisation_name="B",
        involvement="reader",
        made_at=long_ago,
    )
    old = make_subscriber("oud@werk.example", state=Subscriber.State.UNCONFIRMED)
    Subscriber.objects.filter(pk=old.pk).update(mailed_at=long_ago)


# A working day in office hours: when reminders go.
@pytest.mark.time_machine("2027-03-02 10:05+01:00", tick=False)
def test_twice_is_the_same_as_once(something_waits):
    for _name, row in ROWS:
        task_of(row)()
    # What one row of the timetable wrote, another may have to send.
    for _name, row in ROWS:
        task_of(row)()
    after, sent = everything(), len(outbox.outbox)

    for _name, row in ROWS:
        task_of(row)()
        task_of(row)()

    assert everything() == after
    assert len(outbox.outbox) == sent


@pytest.mark.time_machine("2027-03-02 10:05+01:00", tick=False)
def test_once_does_it_all(something_waits):
    for _name, row in [*ROWS, *ROWS]:
        task_of(row)()

    assert not Letter.objects.exclude(state=LedgerState.ACCEPTED).exists()
    assert not Notice.objects.to_bundle().exists()
    assert len(outbox.outbox) == 2
    assert not OnceKey.objects.filter(digest="a" * 64).exists()
    assert not SignUp.objects.exists()
    assert not Subscriber.objects.exists()
    assert not Letter.objects.filter(address="weg@werk.example").exists()
    assert not Ticket.objects.exists()
    assert Calibration.objects.count() == 1
