"""A link of an edition is opened as a reader without an account would; what lies elsewhere is read and never fetched."""

import socket

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.test import override_settings
from django.urls import path, reverse

from leerlandschap.commons.models import AuditEvent
from leerlandschap.urls import handler404, handler500  # noqa: F401  the portal's own refusals
from leerlandschap.urls import urlpatterns as portal
from newsletter import links
from newsletter.checks import MOST_LINKS, links_elsewhere, problems
from newsletter.flows import editions, sending
from tables.models import Openness
from tests.factories import make_subscriber, make_table
from tests.newsletter.conftest import ITEM

pytestmark = pytest.mark.django_db


def breaks(request):
    assert isinstance(request.user, AnonymousUser)
    raise RuntimeError("een fout van ons")


breaks.login_required = False
urlpatterns = [path("breekt/", breaks), *portal]


@pytest.fixture
def places() -> dict[str, str]:
    """Pages of the portal, by what a reader meets there."""
    hidden = make_table("Achter de dijk", openness=Openness.TABLE)
    shown = make_table("Nachtzorg", openness=Openness.PUBLIC)
    return {"shown": shown.get_absolute_url(), "hidden": hidden.get_absolute_url()}


@override_settings(ROOT_URLCONF="tests.newsletter.test_links")
@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("{shown}", ""),
        ("http://localhost:8000{shown}#wie", ""),
        ("/tafels/?thema=logeren", ""),
        ("/tafels", ""),
        ("{hidden}", "leidt nergens heen"),
        ("/bestaat-niet/", "leidt nergens heen"),
        ("/%00/", "leidt nergens heen"),
        ("/mijn/", "alleen voor wie is ingelogd"),
        ("/nieuwsbrief/maken/", "alleen voor wie is ingelogd"),
        ("/breekt/", "geeft nu een fout"),
    ],
)
def test_a_page_of_the_portal_is_opened_as_a_visitor(link, said, places):
    found = links.fault(link.format(**places), freshly=True)

    assert (said in found, bool(found)) == (True, bool(said))


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("https://www.nji.nl/artikel?id=1", ""),
        ("mailto:nieuws@werk.example", ""),
        ("www.nji.nl", "geen heel adres"),
        ("//evil.example/", "geen heel adres"),
        ("ftp://werk.example/", "geen heel adres"),
        ("https://[::1/", "geen heel adres"),
        ("", "geen heel adres"),
        ("http://localhost:9000/", "kan een lezer niet openen"),
        ("http://169.254.169.254/latest", "kan een lezer niet openen"),
        ("http://0177.0.0.1/", "kan een lezer niet openen"),
        ("https://intranet/nieuws", "kan een lezer niet openen"),
        ("https://wiki.gemeente.local./", "kan een lezer niet openen"),
        ("https://ik:geheim@werk.example/", "naam of wachtwoord"),
    ],
)
def test_what_lies_elsewhere_is_read_and_never_fetched(link, said, monkeypatch):
    def no_way_out(*args, **kwargs):
        raise AssertionError("the portal fetched it")

    monkeypatch.setattr(socket, "create_connection", no_way_out)
    monkeypatch.setattr(socket.socket, "connect", no_way_out)
    found = links.fault(link, freshly=True)

    assert (said in found, bool(found)) == (True, bool(said))


def test_looking_changes_nothing_and_an_editor_sees_what_to_open_themselves(edition, redactie, sign_in, places):
    elsewhere = "https://www.nji.nl/artikel"
    editions.add_own(
        edition, by=redactie, **ITEM | {"text": f'<p>Lees <a href="{elsewhere}">dit</a>.</p>', "link": "/mijn/"}
    )
    browser, before = sign_in(redactie), AuditEvent.objects.count()

    page = browser.get(edition.work_url)

    assert (page.status_code, page.wsgi_request.user, AuditEvent.objects.count()) == (200, redactie, before)
    assert f'<a href="{elsewhere}" rel="noreferrer">' in page.text
    assert "De link /mijn/ opent alleen voor wie is ingelogd." in page.text
    assert links_elsewhere(edition, list(edition.items.all())) == [elsewhere]


def test_what_was_closed_just_now_is_seen_when_it_is_planned(edition, redactie, regio, sign_in):
    make_subscriber("lezer@werk.example")
    table = make_table("Nachtzorg", openness=Openness.PUBLIC)
    editions.add_own(edition, by=redactie, **ITEM | {"link": table.get_absolute_url()})
    sending.approve(edition, by=regio)
    sign_in(redactie).get(reverse("edition-work", args=[edition.ref]))
    type(table).objects.update(openness=Openness.TABLE)

    with pytest.raises(ValidationError, match="leidt nergens heen"):
        sending.plan(edition, by=redactie)


def test_no_edition_makes_the_portal_open_pages_without_end(edition, redactie, monkeypatch):
    opened = []
    monkeypatch.setattr(links, "_visited", lambda path: opened.append(path) or "")
    many = "".join(f'<p><a href="/tafels/?bladzijde={one}">x</a></p>' for one in range(MOST_LINKS + 5))
    editions.write(edition, subject="Nieuws", opening=many, by=redactie)
    edition.refresh_from_db()

    assert "meer dan" in problems(edition, freshly=True)[-1].text
    assert len(opened) == MOST_LINKS
