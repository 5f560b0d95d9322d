"""Every page: what may be kept of it, that an edit shows at once, its weight, its shape, and that its links lead somewhere."""

import gzip
import json
import re
from io import StringIO
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, get_resolver, resolve, reverse

from leerlandschap.commons import kept, passages
from leerlandschap.commons.models import Passage
from leerlandschap.network import sessions
from leerlandschap.network.models import Person, User
from monitoring.models import Indicator
from tables.flows import tables as flows
from tables.models import Openness, Table
from tests import factories
from tests.answers import Shape, shape_of
from tests.conftest import browser_of
from tests.test_access import OK, TABLE
from tests.world import request, undone

pytestmark = pytest.mark.django_db


def kept_names() -> set[str]:
    """The names of the addresses whose page is kept."""
    return {one.name for one in _patterns(get_resolver()) if getattr(one.callback, "kept", False)}


def _patterns(resolver):
    for one in resolver.url_patterns:
        yield from _patterns(one) if hasattr(one, "url_patterns") else [one]


# The kept pages that answer a visitor in this world; its thematafel leads to the page of a leertafel, which is among them.
OPEN = [row for row in TABLE if row.name in kept_names() and row.get["visitor"] == OK]


# --- with the landscape and the demo in it ------------------------------------------------------------------------------


@pytest.fixture(scope="class")
def full(django_db_setup, django_db_blocker) -> dict[str, Client]:
    """The portal as a newcomer finds it; a browser for each account of the demo."""
    out = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--json", stdout=out)
        accounts = {one["address"].partition("@")[0]: one["address"] for one in json.loads(out.getvalue())}
        users = {name: User.objects.get(email=address) for name, address in accounts.items()}
        yield {"visitor": Client(), **{name: browser_of(user) for name, user in users.items()}}
        transaction.set_rollback(True)


# Of the pages of one kind (each person, each chair …) so many are opened.
OF_A_KIND = 4
MOST_BYTES = 100 * 1000


class TestTheFullPortal:
    @pytest.mark.parametrize(
        "who",
        [
            "visitor",
            "gemeente",
            "aanbieder",
            "verwijzer",
            "partner",
            "voorzitter",
            "clm",
            "regio",
            "redactie",
            "beheer",
        ],
    )
    def test_every_link_leads_somewhere(self, who, full):
        broken, seen, kinds = [], set(), {}
        to_visit = [("/", "")]
        while to_visit:
            address, came_from = to_visit.pop(0)
            kind = resolve(urlsplit(address).path).view_name or urlsplit(address).path
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > OF_A_KIND:
                continue
            answer = full[who].get(address)
            if answer.status_code not in {200, 301, 302}:
                broken.append(f"{address} on {came_from}: {answer.status_code}")
            if (shape := shape_of(answer)) is None:
                continue
            for link in shape.links:
                onwards, fragment = urldefrag(urljoin(address, link))
                if fragment and link.startswith("#") and fragment not in shape.ids:
                    broken.append(f"{link} on {address}: no such place")
                if urlsplit(onwards).scheme or urlsplit(onwards).path.startswith("/static/") or onwards in seen:
                    continue
                seen.add(onwards)
                if _leads_nowhere(onwards):
                    broken.append(f"{onwards} on {address}: no such address")
                else:
                    to_visit.append((onwards, address))
        assert broken == []
        assert len(seen) > 10

    @pytest.mark.parametrize("who", ["visitor", "regio"])
    def test_no_page_weighs_more_than_a_hundred_kilobytes(self, who, full):
        names = [
            "home",
            "about",
            "contact",
            "table-list",
            "experience-routes",
            "indicator-list",
            "newsletter-subscribe",
        ]
        addresses = [reverse(name) for name in names] + [Table.objects.shown().first().get_absolute_url()]
        addresses += (
            [reverse(name) for name in ("my-landscape", "work", "network", "website-list")] if who == "regio" else []
        )
        weights = {address: weight_of(full[who].get(address)) for address in addresses}
        assert {address: weight for address, weight in weights.items() if weight > MOST_BYTES} == {}
        assert max(weights.values()) > 5000, "something was weighed"

    def test_a_style_sheet_and_a_script_are_weighed_too(self, full):
        files = Shape(full["visitor"].get("/").text).files
        assert any(name.endswith(".css") for name in files)
        assert any(name.endswith(".js") for name in files)


def _leads_nowhere(address: str) -> bool:
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return True
    return False


def weight_of(answer) -> int:
    """The page with its styles and scripts, compressed as a server sends them."""
    assert answer.status_code == OK
    files = {name for name in Shape(answer.text).files if name.endswith((".css", ".js"))}
    return len(gzip.compress(answer.content)) + sum(_compressed(name) for name in files)


def _compressed(name: str) -> int:
    path = finders.find(re.sub("^/static/", "", urlsplit(name).path))
    assert path, f"{name} is nowhere"
    with open(path, "rb") as file:
        return len(gzip.compress(file.read()))


# --- what is kept -------------------------------------------------------------------------------------------------------


def test_the_visitors_pages_are_kept():
    assert {"home", "about", "contact", "table-list", "leertafel", "thematafel", "indicator-list"} <= kept_names()
    assert not kept_names() & {"signup", "newsletter-subscribe", "account-request", "my-landscape", "work"}


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.name)
def test_a_kept_page_holds_nothing_personal(row, world, browsers):
    address = row.path(world)
    with undone():
        # The contactpersoon CLM stands on public pages; nobody else does.
        Person.objects.exclude(pk=world.table.clm_contact_id).update(name="Een Naam Die Niemand Leest")
        for who in ("regio", "gemeente"):  # whoever came before
            request(browsers[who], "GET", address)
        for attempt in ("rendered", "kept"):
            answer = request(Client(), "GET", address)
            for word in (
                "csrfmiddlewaretoken",
                "nonce",
                "Mijn account",
                'name="once"',
                "/account/logout/",
                "Een Naam Die",
            ):
                assert word not in answer.text, f"{word} in what was {attempt}"
            assert not answer.cookies
            assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.name)
def test_what_is_in_the_address_is_in_no_other_visitors_page(row, world):
    address, evil = row.path(world), "<script>alert(1)</script>"
    for query in ({"x": evil}, {"soort": evil, "thema": evil, "staat": evil}, {"next": "https://evil.example/"}):
        kept.forget()
        poisoned = Client().get(address, query)
        assert evil not in poisoned.text
        after = Client().get(address)
        assert "evil" not in after.text
        assert "alert(1)" not in after.text


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.name)
def test_asking_for_the_head_first_keeps_a_whole_page(row, world):
    address = row.path(world)
    kept.forget()
    assert Client().head(address).content == b""
    assert b"</html>" in Client().get(address).content


def test_what_one_member_sees_is_not_kept_for_another(world, browsers):
    """Parts are kept for all who see the same: who sits at a walled table sees more."""
    with undone():
        for address in (reverse("table-list"), reverse("home")):
            for who, sees in (("aanbieder", True), ("aanbieder2", False), ("clm", True), ("visitor", False)):
                assert ("Een besloten tafel" in request(browsers[who], "GET", address).text) is sees, (
                    f"{address} as {who}"
                )
        inside = request(browsers["gemeente"], "GET", world.table.get_absolute_url()).text
        outside = request(browsers["aanbieder2"], "GET", world.table.get_absolute_url()).text
        visitor = request(browsers["visitor"], "GET", world.table.get_absolute_url()).text
    assert "kanarie-los" in inside
    assert "kanarie-los" not in outside + visitor
    assert world.table.chair.name in outside
    assert f"Voorzitter: {world.table.chair.name}" not in visitor


def test_who_has_a_session_gets_a_living_page(world):
    Client().get("/over/")
    session = browser_of(world.accounts["gemeente"])
    assert "Mijn account" in session.get("/over/").text
    assert "Mijn account" not in Client().get("/over/").text


def test_a_message_that_waits_is_shown_to_its_reader_only(world):
    reader = browser_of(world.accounts["gemeente2"])
    session = reader.session
    session[sessions.BEGAN] = 1
    session.save()
    assert sessions.OVER in reader.get("/over/").text
    assert sessions.OVER not in Client().get("/over/").text
    assert sessions.OVER not in reader.get("/over/").text, "once is enough"


# --- an edit shows on the very next request -----------------------------------------------------------------------------


def _next_page(address: str, word: str) -> bool:
    return word in Client().get(address).text


def test_an_edited_table_shows_at_once_wherever_it_stands(world):
    table = Table.objects.get(pk=world.table.pk)
    addresses = [table.get_absolute_url()]
    for address in addresses:
        assert not _next_page(address, "Heel anders")
    table.aim = "Heel anders"
    flows.revise(table, changed=["aim"], by=world.accounts["clm"])
    for address in addresses:
        assert _next_page(address, "Heel anders")


def test_a_chair_that_was_taken_shows_at_once(world):
    table = factories.make_table("Nieuwe tafel", chairs=5, slot=4001)
    addresses = [reverse("home"), reverse("table-list"), table.get_absolute_url()]
    before = [Client().get(address).text for address in addresses]
    browser_of(world.accounts["aanbieder2"]).post(reverse("signup", args=[table.slug]), {"involvement": "member"})
    after = [Client().get(address).text for address in addresses]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True] * 3


def test_an_edited_text_shows_at_once(world):
    passage = factories.make_passage(group="pijler", key="pijler-proef", title="Proefpijler")
    for address in (reverse("home"), reverse("about")):
        assert _next_page(address, "Proefpijler")
    passages.rewrite(passage, title="Hernoemd", body="", link="", by=world.accounts["redactie"])
    for address in (reverse("home"), reverse("about")):
        assert _next_page(address, "Hernoemd")
    passages.set_hidden(Passage.objects.get(pk=passage.pk), hidden=True, by=world.accounts["redactie"])
    for address in (reverse("home"), reverse("about")):
        assert not _next_page(address, "Hernoemd")


def test_a_changed_indicator_shows_at_once(world):
    indicator = world.indicator
    for address in (reverse("indicator-list"), indicator.get_absolute_url()):
        assert not _next_page(address, "Doorlooptijd")
    Indicator.objects.filter(pk=indicator.pk).update(label="Doorlooptijd", version=indicator.version + 1)
    for address in (reverse("indicator-list"), indicator.get_absolute_url()):
        assert _next_page(address, "Doorlooptijd")


def test_a_contact_who_is_called_otherwise_is_so_at_once(world):
    address = world.table.get_absolute_url()
    assert not _next_page(address, "Nieuwe Naam")
    Person.objects.filter(pk=world.table.clm_contact_id).update(name="Nieuwe Naam", version=5)
    assert _next_page(address, "Nieuwe Naam")
    assert _next_page(reverse("contact"), "Nieuwe Naam")


def test_a_table_that_was_closed_is_gone_at_once_and_stays_gone(world):
    """Also when later changes would bring the counts back to what they were."""
    closing = factories.make_table("Straks besloten", slot=4002)
    Table.objects.filter(pk=closing.pk).update(version=3)
    assert _next_page(reverse("table-list"), "Straks besloten")
    Table.objects.filter(pk=closing.pk).update(openness=Openness.CLOSED, version=4)
    assert not _next_page(reverse("table-list"), "Straks besloten")
    other = factories.make_table("Een andere", slot=4003)
    for version in range(1, 8):
        Table.objects.filter(pk=other.pk).update(version=version)
        for name in ("table-list", "home", "contact"):
            assert not _next_page(reverse(name), "Straks besloten"), f"{name} after {version} changes"


def test_a_text_that_went_does_not_come_back(world):
    """Also when another comes in its place with as many changes."""
    going = factories.make_passage(group="pijler", title="Gaat weg", version=2)
    assert _next_page(reverse("about"), "Gaat weg")
    going.delete()
    factories.make_passage(group="pijler", title="Komt erbij", version=2)
    assert not _next_page(reverse("about"), "Gaat weg")
    assert _next_page(reverse("about"), "Komt erbij")


def test_hiding_one_text_and_showing_another_is_seen(world):
    one = factories.make_passage(group="pijler", title="Eerst te zien")
    assert _next_page(reverse("about"), "Eerst te zien")
    passages.set_hidden(one, hidden=True, by=world.accounts["redactie"])
    assert not _next_page(reverse("about"), "Eerst te zien")


# --- as many questions for six tables as for sixty ----------------------------------------------------------------------

LISTS = [
    "home", "about", "contact", "table-list", "experience-routes", "indicator-list", "my-landscape", "work", "network",
    "website-list", "account-request-list", "invitation-add", "intake-new",
]  # fmt: skip


def questions_for(browser: Client, address: str) -> int:
    kept.forget()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = browser.get(address)
    assert answer.status_code == OK
    return len(asked)


@pytest.mark.parametrize("who", ["visitor", "regio"])
def test_a_page_asks_as_many_questions_whatever_there_is(who, world, browsers):
    names = [row for row in TABLE if row.name in LISTS and row.get[who] == OK]
    table_pages = [
        row for row in TABLE if row.name in {"leertafel", "seat-list", "organisation"} and row.get[who] == OK
    ]
    addresses = [row.path(world) for row in [*names, *table_pages]]
    for address in addresses:
        questions_for(browsers[who], address)
    before = {address: questions_for(browsers[who], address) for address in addresses}
    _much_more(world)
    after = {address: questions_for(browsers[who], address) for address in addresses}
    assert after == before


def _much_more(world) -> None:
    for number in range(30):
        table = factories.make_table(
            f"Nog een {number}", theme=factories.make_theme(f"Thema {number % 5}"), slot=5000 + number
        )
        factories.make_meeting(table)
        factories.make_question(world.table, f"Vraag {number}?")
        organisation = factories.make_organisation(f"Organisatie {number}")
        factories.make_person(organisation=world.populier)
        factories.make_seat(world.table, factories.make_person(organisation=organisation))
        factories.make_passage(group=["partner", "pijler"][number % 2])
        factories.make_indicator(f"nog-{number}", theme=table.theme)


# --- the shape of every page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/werk/", "/stoel/verzonnen/"])
def test_a_refusal_has_one_heading_and_its_language_too(path, world, browsers):
    shape = shape_of(request(browsers["gemeente"], "GET", path))
    assert len(shape.headings) == 1
    assert shape.language == "nl"
