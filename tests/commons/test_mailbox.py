"""The mailbox of the embedded default: mails as files, readable in the browser."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail, notices

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mails_as_files(settings, tmp_path):
    settings.EMAIL_BACKEND = "leerlandschap.commons.mail.DropBackend"
    settings.MAIL_DIR = tmp_path / "mail"


def send(key="k", table="Crisis"):
    notices.write_to("anna@voorbeeld.nl", "seat.accepted", key=key, path="/stoel/abc/", name="Anna", table=table)
    mail.deliver_due(timezone.now())


def test_an_empty_mailbox_says_what_to_do(visitor):
    assert "Er is nog geen mail verstuurd" in visitor.get(reverse("mailbox")).text


def test_a_newcomer_follows_the_link_in_a_mail(visitor):
    send()

    page = visitor.get(reverse("mailbox")).text
    assert "Je stoel is bevestigd: Crisis" in page
    address = page.split('href="/postvak/')[1].split('"')[0]
    assert 'href="http://localhost:8000/stoel/abc/"' in visitor.get(f"/postvak/{address}").text


def test_the_same_letter_lies_there_once(settings):
    send()
    send(key="k2")
    letter = next(settings.MAIL_DIR.glob("*.eml"))
    before = letter.read_bytes()

    letter.write_bytes(before)

    assert len(list(settings.MAIL_DIR.glob("*.eml"))) == 2


def test_markup_in_a_mail_stays_text(visitor):
    send(table="<b>Crisis</b>")

    page = visitor.get(reverse("mailbox")).text
    assert "&lt;b&gt;Crisis" in page


@pytest.mark.parametrize("key", ["weg", "..", "..%2Fsecret"])
def test_what_is_no_mail_is_not_there(visitor, key):
    assert visitor.get(f"/postvak/{key}/").status_code == 404
