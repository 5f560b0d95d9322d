"""The cast of every story, and what a run of the suite needs."""

import gc
import logging
import os
import time
from datetime import timedelta

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.utils import timezone

from leerlandschap.commons import kept
from leerlandschap.commons.models import Letter
from tests import cast

SERVICES_REQUIRED = os.environ.get("REQUIRE_SERVICES") == "1"


# The files that take longest come first; the others fill up what is left, so that at the end no process waits for another.
LONGEST_FIRST = (
    "tests/test_demo.py",
    "tests/test_attacks.py",
    "tests/tables/test_last_chair.py",
    "tests/test_access.py",
    "tests/browser/",
    "tests/tables/test_chairs_machine.py",
    "tests/test_headers.py",
    "tests/test_pages.py",
    "tests/faults/",
    "tests/test_start.py",
    "tests/tables/test_cycle_machine.py",
    "tests/tables/test_minutes_intakes.py",
    "tests/tables/test_query_counts.py",
    "tests/test_migrations.py",
)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: [not item.nodeid.startswith(name) for name in LONGEST_FIRST])


def pytest_collection_finish(session):
    """What is there by now stays: looking through it for what can go took a tenth of the time of a test."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Where the services are promised (CI's second run), a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()
    if SERVICES_REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {report.longrepr}"


@pytest.fixture(autouse=True)
def nothing_kept():
    """Pages kept, and sendings counted, for one story do not show in the next."""
    kept.forget()
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def audit_can_be_emptied_between_tests():
    """The test database is emptied between tests that commit; the trigger that guards the trail stands aside for that."""
    teardown = TransactionTestCase._fixture_teardown

    def unguarded(self):
        from leerlandschap.commons.guard_trail import lay, lift

        lift(connection)
        try:
            teardown(self)
        finally:
            lay(connection)

    TransactionTestCase._fixture_teardown = unguarded
    yield
    TransactionTestCase._fixture_teardown = teardown


@pytest.fixture
def visitor() -> Client:
    """Somebody without an account."""
    return Client()


def member_of_the_cast(name: str):
    """A fixture that gives the account of one member of the cast, made when a story asks for it."""

    @pytest.fixture(name=name)
    def fixture(db):
        return cast.account(name)

    return fixture


gemeente = member_of_the_cast("gemeente")
gemeente2 = member_of_the_cast("gemeente2")
aanbieder = member_of_the_cast("aanbieder")
aanbieder2 = member_of_the_cast("aanbieder2")
verwijzer = member_of_the_cast("verwijzer")
partner = member_of_the_cast("partner")
voorzitter = member_of_the_cast("voorzitter")
beheerder_aanbieder = member_of_the_cast("beheerder_aanbieder")
clm = member_of_the_cast("clm")
regio = member_of_the_cast("regio")
redactie = member_of_the_cast("redactie")
behandelaar = member_of_the_cast("behandelaar")
beheer = member_of_the_cast("beheer")


def browser_of(user, *, proved: bool = True) -> Client:
    """A browser in which the account is signed in, with a second factor where it has one."""
    client = Client()
    client.force_login(user)
    if proved and user.authenticator_set.exists():
        session = client.session
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session.save()
    return client


@pytest.fixture
def sign_in():
    """Gives a function: a browser in which the account is signed in, with a second factor where it has one."""
    return browser_of


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The small world of tests/world.py, made once for all tests of a module, which undo what each request does.

    Thousands of refusals are meant there: their lines in the log would cost more than the requests.
    """
    from tests.world import build

    logging.disable(logging.WARNING)
    with django_db_blocker.unblock(), transaction.atomic():
        found = build()
        # Nobody hands these over, and a module that takes long is no portal whose letters wait.
        Letter.objects.update(due_at=timezone.now() + timedelta(days=1))
        yield found
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def browsers(world) -> dict[str, Client]:
    """A browser for each of the cast, and one for the visitor."""
    return {who: world.browser(who) for who in ["visitor", *cast.CAST]}
