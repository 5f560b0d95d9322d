"""Every answer carries the headers that close what the portal never uses, whatever kind of answer it is."""

from html.parser import HTMLParser

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django.urls import include, path, resolve, reverse

from leerlandschap.urls import handler400, handler403, handler404, handler500  # noqa: F401  the portal's own refusals
from tests.factories import PASSWORD
from tests.test_access import ALL, TABLE, opened_by
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

DIRECTIVES = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "object-src 'none'",
    "form-action 'self'", "frame-ancestors 'none'",
}  # fmt: skip
# A file that somebody brought in may do nothing at all.
OF_A_FILE = {"default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "sandbox"}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def missing_in(response) -> list[str]:
    """What a response should say and does not, or should not and does."""
    policy = response.headers.get("Content-Security-Policy", "")
    found = {" ".join(part.split()) for part in policy.split(";")}
    wanted = OF_A_FILE if "sandbox" in found else DIRECTIVES
    wrong = [f"CSP lacks {directive}" for directive in sorted(wanted - found)]
    wrong += [f"CSP has {bad}" for bad in ("unsafe-inline", "unsafe-eval", "http:", "*") if bad in policy]
    wrong += [
        f"{name}: {response.headers.get(name)}" for name, value in FIXED.items() if response.headers.get(name) != value
    ]
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        wrong.append("Permissions-Policy")
    return wrong


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


# Who opens somebody else's link to confirm an address is signed out by allauth, so the page is a visitor's.
SIGNS_OUT = {"account_confirm_email"}
# A calendar program keeps what it read, to ask only whether that changed; no cache in between does.
KEPT_BY_PROGRAMS = {"feed"}


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


class Inline(HTMLParser):
    """Collects what a strict policy would stop: scripts and styles in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        names = dict(attrs)
        is_code = names.get("type", "text/javascript") in {"text/javascript", "module", ""}
        if tag == "style" or (tag == "script" and "src" not in names and is_code):
            self.found.append(f"<{tag}>")
        self.found += [f"<{tag} {name}>" for name in names if name == "style" or name.startswith("on")]
        self.found += [
            f"{tag} to {value[:30]}"
            for value in names.values()
            if (value or "").strip().lower().startswith("javascript:")
        ]


def inline_in(answer) -> list[str]:
    parser = Inline()
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming:
        parser.feed(answer.content.decode())
    return parser.found


def test_the_search_for_inline_code_finds_it():
    parser = Inline()
    parser.feed('<p style="x" onclick="y"><script>z</script><script src="a"></script><a href="javascript:x">')
    assert parser.found == ["<p style>", "<p onclick>", "<script>", "a to javascript:x"]


WALKERS = ["visitor", "voorzitter", "beheerder_aanbieder", "regio", "beheer"]


@pytest.mark.parametrize("who", WALKERS)
def test_no_page_has_a_script_a_style_or_a_handler_in_it_and_none_behind_sign_in_is_stored(who, world, browsers):
    found = {row.name: wrong_with(row, who, world, browsers) for row in opened_by(who)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_nor_has_any_page_that_only_others_get(world, browsers):
    walked = {row.name for who in WALKERS for row in opened_by(who)}
    rest = {row.name: (row, who) for who in browsers for row in opened_by(who) if row.name not in walked}
    assert {"seat", "intake"} <= set(rest), "pages of somebody's own are among them"
    found = {name: wrong_with(row, who, world, browsers) for name, (row, who) in rest.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


# What stands in mails is asked for by the page of somebody's mailbox.
IN_MAILS = {"edition-picture"}
FOR_MAILBOXES = "Cross-Origin-Resource-Policy: cross-origin"


@pytest.mark.parametrize(
    ("who", "kept"), [("visitor", "public, max-age=31536000, immutable"), ("regio", "private, no-store")]
)
def test_a_picture_in_mails_is_open_to_mailboxes_and_no_session_is_kept_with_it(who, kept, world, browsers):
    row = next(one for one in TABLE if one.name in IN_MAILS)
    answer = request(browsers[who], "GET", row.path(world))

    assert missing_in(answer) == [FOR_MAILBOXES]
    assert answer.headers["Cache-Control"] == kept
    assert who == "regio" or not answer.cookies


# What is shown as a mail program shows it has its styles in it, and so asks for a wall of its own around it.
MAILS = {"edition-as-mail"}


@pytest.mark.parametrize("name", sorted(MAILS))
def test_a_mail_on_a_page_has_styles_in_it_and_nothing_that_runs(name, world, browsers):
    row = next(one for one in TABLE if one.name == name)
    answer = request(browsers["regio"], "GET", row.path(world))
    wall = {part.strip() for part in answer.headers["Content-Security-Policy"].split(";")}

    assert "<style>" in inline_in(answer)
    assert {"default-src 'none'", "script-src 'none'", "style-src 'unsafe-inline'", "img-src 'self'"} <= wall
    assert {"form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"} <= wall


def wrong_with(row, who: str, world, browsers) -> list[str]:
    """What is wrong with the page that `who` gets: code in it, a header that lacks, or kept where it may not be."""
    with undone():
        answer = request(browsers[who], "GET", row.path(world))
    found = inline_in(answer) + missing_in(answer)
    if row.name in MAILS:
        found = [one for one in found if not one.startswith("CSP ") and "style" not in one]
    kept = answer.headers.get("Cache-Control", "")
    if who != "visitor" and row.name not in SIGNS_OUT | KEPT_BY_PROGRAMS and "no-store" not in kept:
        found.append(f"Cache-Control: {kept}")
    return [one for one in found if row.name not in IN_MAILS or one != FOR_MAILBOXES]


def test_forms_that_were_filled_in_wrong_have_nothing_inline_either(world, browsers):
    for row in TABLE:
        with undone():
            answer = request(browsers["regio"], "POST", row.path(world), {"email": "geen adres", "once": "x"})
        assert inline_in(answer) + missing_in(answer) == [], row.name
