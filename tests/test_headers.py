"""Every answer carries the headers that close what the portal never uses, whatever kind of answer it is."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import include, path, resolve, reverse

from leerlandschap.urls import handler400, handler403, handler404, handler500  # noqa: F401  the portal's own refusals
from tests.answers import Inline, inline_in, missing_in
from tests.factories import PASSWORD
from tests.test_access import ALL, FOR_MAILBOXES, IN_MAILS, KEPT_BY_PROGRAMS, MAILS, TABLE
from tests.world import request, undone

pytestmark = pytest.mark.django_db


# --- an address list with two that break, beside the portal's own -------------------------------------------------------


@login_not_required
def breaks(request):
    raise RuntimeError("een fout van ons")


@login_not_required
def suspects(request):
    raise SuspiciousOperation("niet te lezen")


urlpatterns = [path("breekt/", breaks), path("verdacht/", suspects), path("", include("leerlandschap.urls"))]


@pytest.fixture
def browser(settings):
    settings.ROOT_URLCONF = "tests.test_headers"
    return Client(raise_request_exception=False)


def kinds_of_answer(browser, signed_in) -> dict[int, list]:
    """An answer of each kind, under the status it should have."""
    strict = Client(enforce_csrf_checks=True)
    return {
        200: [browser.get("/over/"), browser.get("/static/css/tokens.css"), browser.get("/gezondheid/"), signed_in.get("/mijn/")],
        301: [browser.get("/over")],
        302: [browser.get("/mijn/"), browser.post("/account/logout/")],
        400: [browser.get("/over/", headers={"host": "evil.example"}), browser.get("/verdacht/")],
        403: [signed_in.get("/werk/"), strict.post("/nieuwsbrief/", {"email": "a@b.example"})],
        404: [browser.get("/bestaat-niet/"), browser.get("/static/bestaat-niet.css"), signed_in.get("/leertafels/niets/")],
        405: [browser.post("/over/"), browser.put("/nieuwsbrief/")],
        410: [browser.get("/stoel/verzonnen/"), browser.post("/stoel/verzonnen/")],
        500: [browser.get("/breekt/")],
    }  # fmt: skip


def test_each_kind_of_answer_carries_every_header(browser, browsers):
    for status, answers in kinds_of_answer(browser, browsers["gemeente"]).items():
        for answer in answers:
            assert answer.status_code == status, answer.request["PATH_INFO"]
            assert missing_in(answer) == [], f"{status} {answer.request['PATH_INFO']}"


def test_a_file_carries_every_header_and_its_own_stricter_policy(world, browsers):
    with undone():
        answer = request(browsers["clm"], "GET", reverse("intake-template"))
    assert missing_in(answer) == []
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.fixture
def over_https(settings):
    settings.ROOT_URLCONF = "tests.test_headers"
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    return Client(raise_request_exception=False)


def test_over_https_every_answer_asks_to_stay_there(over_https):
    for address in ("/over/", "/mijn/", "/bestaat-niet/", "/breekt/", "/verdacht/", "/static/css/tokens.css"):
        answer = over_https.get(address, secure=True)
        assert answer.headers.get("Strict-Transport-Security") == "max-age=31536000; includeSubDomains; preload", (
            address
        )
        assert missing_in(answer) == [], address


def test_the_way_to_https_carries_the_headers_too(over_https):
    for address, host, status in (("/over/", "testserver", 301), ("/over/", "evil.example", 400)):
        answer = over_https.get(address, headers={"host": host})
        assert answer.status_code == status
        assert missing_in(answer) == [], host


# --- what a browser and a proxy may keep --------------------------------------------------------------------------------


def test_what_a_secret_link_opens_is_stored_nowhere(world, browsers):
    secret = [row for row in ALL if "token" in resolve(row.path(world).partition("?")[0]).kwargs]
    assert len(secret) > 5
    for row in secret:
        with undone():
            answer = request(browsers["visitor"], "GET", row.path(world))
        kept = "private, no-cache" if row.name in KEPT_BY_PROGRAMS else "no-store"
        assert kept in answer.headers["Cache-Control"], row.name


def test_a_visitors_page_is_asked_for_again(visitor):
    for address in ("/", "/over/", "/tafels/", "/nieuwsbrief/"):
        assert visitor.get(address).headers["Cache-Control"] == "no-cache", address


# --- cookies ------------------------------------------------------------------------------------------------------------


def test_a_visitor_who_reads_gets_no_cookie(world, visitor):
    for address in (
        "/",
        "/over/",
        "/tafels/",
        world.table.get_absolute_url(),
        "/monitoring/",
        "/ervaringen/",
        "/contact/",
    ):
        assert not visitor.get(address).cookies, address


def test_cookies_are_for_the_server_only(client, world):
    csrf = client.get(reverse("account_login")).cookies["csrf"]
    answer = client.post(reverse("account_login"), {"login": world.accounts["gemeente"].email, "password": PASSWORD})
    session = answer.cookies["session"]
    for cookie in (csrf, session):
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert not session["expires"], "ends with the browser"


# --- nothing inline -----------------------------------------------------------------------------------------------------


def test_the_search_for_inline_code_finds_it():
    parser = Inline()
    parser.feed('<p style="x" onclick="y"><script>z</script><script src="a"></script><a href="javascript:x">')
    assert parser.found == ["<p style>", "<p onclick>", "<script>", "a to javascript:x"]


@pytest.mark.parametrize(
    ("who", "kept"), [("visitor", "public, max-age=31536000, immutable"), ("regio", "private, no-store")]
)
def test_a_picture_in_mails_is_open_to_mailboxes_and_no_session_is_kept_with_it(who, kept, world, browsers):
    row = next(one for one in TABLE if one.name in IN_MAILS)
    answer = request(browsers[who], "GET", row.path(world))

    assert missing_in(answer) == [FOR_MAILBOXES]
    assert answer.headers["Cache-Control"] == kept
    assert who == "regio" or not answer.cookies


@pytest.mark.parametrize("name", sorted(MAILS))
def test_a_mail_on_a_page_has_styles_in_it_and_nothing_that_runs(name, world, browsers):
    row = next(one for one in TABLE if one.name == name)
    answer = request(browsers["regio"], "GET", row.path(world))
    wall = {part.strip() for part in answer.headers["Content-Security-Policy"].split(";")}

    assert "<style>" in inline_in(answer)
    assert {"default-src 'none'", "script-src 'none'", "style-src 'unsafe-inline'", "img-src 'self'"} <= wall
    assert {"form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"} <= wall


def test_forms_that_were_filled_in_wrong_have_nothing_inline_either(world, browsers):
    for row in TABLE:
        with undone():
            answer = request(browsers["regio"], "POST", row.path(world), {"email": "geen adres", "once": "x"})
        assert inline_in(answer) + missing_in(answer) == [], row.name
