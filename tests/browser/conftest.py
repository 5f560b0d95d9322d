"""A real Chromium in front of a real server, over a database with the landscape, the demo and the small world in it.

The database is filled once for the whole folder: what stories change, they change at tables of their own.
"""

import itertools
import os
import shutil
import time
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase, override_settings
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from leerlandschap.commons.guard_trail import lay, lift
from leerlandschap.network.models import User
from tests import cast, factories
from tests import world as worlds
from tests.browser.looking import Console
from tests.conftest import browser_of

# Named by CHROMIUM, or found; an empty CHROMIUM leaves the browser out.
CHROMIUM = os.environ.get("CHROMIUM", shutil.which("chromium"))
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-smooth-scrolling",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# A machine that does more than this should not fail a story.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


def pytest_runtest_setup(item):
    """Without a browser nothing is prepared for one either."""
    if item.get_closest_marker("browser") and not CHROMIUM:
        pytest.skip("no Chromium on this machine: install it, or name it with CHROMIUM")


@pytest.fixture(scope="package")
def chromium():
    """One Chromium for the folder."""
    # Playwright keeps a loop running in this thread, which Django takes for asynchronous code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def portal(django_db_setup, django_db_blocker, tmp_path_factory):
    """The portal on a port of its own, with its mails as files. Gives its address."""
    server = LiveServer("localhost")
    mails = tmp_path_factory.mktemp("mail")
    drop = "leerlandschap.commons.mail.DropBackend"
    with (
        django_db_blocker.unblock(),
        override_settings(SITE_URL=server.url, MAIL_DIR=Path(mails), EMAIL_BACKEND=drop, EMBEDDED=True),
    ):
        yield server.url
    server.stop()


@dataclass
class Stage:
    """What the database holds, made when it is first asked for and again when something emptied it."""

    world: worlds.World | None = None

    def set(self) -> worlds.World:
        if self.world is None or not User.objects.filter(pk=self.world.accounts["regio"].pk).exists():
            empty()
            self.world = furnish()
        return self.world


def furnish() -> worlds.World:
    """The landscape, the demo, and on top of that the small world with the demo's own people."""
    for command in ("landscape", "demo"):
        call_command(command, stdout=StringIO())
    # The landscape gave its tables their places on the map: those of stories come after.
    factories._number = itertools.count(1000)
    known = {user.email.partition("@")[0]: user for user in User.objects.all()}
    world = worlds.furnish({name: known.get(name) or cast.account(name) for name in cast.CAST})
    RecoveryCodes.activate(world.accounts["regio"])
    return world


def empty() -> None:
    """Empty the database as it is emptied between tests that commit."""
    assert "test" in str(connection.settings_dict["NAME"]).rpartition("/")[2], "this is not the tests' database"
    lift(connection)
    try:
        call_command("flush", verbosity=0, interactive=False)
    finally:
        lay(connection)


@pytest.fixture(scope="package")
def _stage(portal):
    """The stage stands until the last story here is told: no test empties the database behind it."""
    teardown = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = lambda self: None
    yield Stage()
    TransactionTestCase._fixture_teardown = teardown
    empty()


@pytest.fixture
def stage(_stage) -> worlds.World:
    """The small world on top of the demo."""
    cache.clear()
    return _stage.set()


@dataclass
class Desk:
    """Opens browsers for a test, and closes them after it."""

    chromium: Browser
    address: str
    opened: list

    def open(self, account: User | None = None, *, size=WIDE, **options) -> Page:
        """A page of a fresh browser, in which the account is signed in; a visitor's without one."""
        context = self.chromium.new_context(base_url=self.address, locale="nl-NL", viewport=size, **options)
        context.set_default_timeout(PATIENCE)
        if account is not None:
            context.add_cookies(self.cookies(account))
        self.opened.append(context)
        page = context.new_page()
        page.console = Console(page, self.address)
        return page

    def cookies(self, account: User) -> list[dict]:
        client = signed_in(account)
        return [{"name": name, "value": one.value, "url": self.address} for name, one in client.cookies.items()]

    def close(self) -> None:
        for context in self.opened:
            context.close()


def signed_in(account: User) -> Client:
    """A browser in which the account has just typed its password, and its code where it has one."""
    client = browser_of(account)
    session = client.session
    done = session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [*done, {"method": "password", "at": time.time()}]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.fixture
def bare(_stage) -> None:
    """Nothing in the database but what migrations put there, and no mails."""
    cache.clear()
    empty()
    for kept in settings.MAIL_DIR.glob("*.eml"):
        kept.unlink()


@pytest.fixture(scope="package")
def _tabs(chromium, portal):
    one = Desk(chromium, portal, [])
    yield {"desk": one}
    one.close()


@pytest.fixture
def tabs(stage, _tabs):
    """Gives a function: the tab of an account (None for a visitor), kept open from test to test. Only to look."""

    def tab(account: User | None) -> Page:
        key = account and account.pk
        if key not in _tabs:
            _tabs[key] = _tabs["desk"].open(account)
        _tabs[key].console.heard()
        return _tabs[key]

    return tab


@pytest.fixture
def desk(chromium, portal):
    """Opens browsers."""
    one = Desk(chromium, portal, [])
    yield one
    one.close()
