"""What the log of the mail server says of a mail of which nobody knows whether it came, and nothing of anybody else's."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from newsletter import mail_log
from newsletter.models import Delivery, Edition
from tests.factories import make_subscriber

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def log(tmp_path, settings) -> Path:
    """The log of the mail server, which is still empty."""
    settings.MAIL_LOG = str(tmp_path / "mail.log")
    (tmp_path / "mail.log").touch()
    return tmp_path / "mail.log"


@pytest.fixture
def uncertain() -> list[Delivery]:
    """Three mails of an edition that were being handed over when their worker was killed."""
    now = timezone.now()
    edition = Edition.objects.create(
        subject="Nieuws", slug="nieuws", state="sent", made_at=now, changed_at=now, starts_at=now, frozen_at=now, sent_at=now
    )  # fmt: skip
    fields = {"edition": edition, "made_at": now, "due_at": now, "settled_at": now, "state": LedgerState.UNCERTAIN}
    return [
        Delivery.objects.create(key=who, subscriber=make_subscriber(f"{who}@werk.example"), **fields) for who in "abc"
    ]


def queued(number: str, delivery: Delivery, *, when: str = "2026-11-22T09:30:00.123456+01:00") -> str:
    """Postfix takes it in."""
    return f"{when} mail postfix/cleanup[7]: {number}: message-id={delivery.message_id}\n"


def ended(
    number: str, to: str, status: str, answer: str, *, when: str = "2026-11-22T09:30:01.5+01:00", orig: str = ""
) -> str:
    """Postfix hands it on."""
    orig = f" orig_to=<{orig}>," if orig else ""
    told = (
        f"relay=mx.werk.example[192.0.2.1]:25, delay=1.2, delays=0.1/0/0.5/0.6, dsn=2.0.0, status={status} ({answer})"
    )
    return f"{when} mail postfix/smtp[8]: {number}: to=<{to}>,{orig} {told}\n"


@time_machine.travel("2026-11-23T10:00+01:00", tick=False)
def test_an_editor_reads_what_the_log_says_and_settles_by_it(uncertain, log, redactie, sign_in):
    a, b, _c = uncertain
    log.write_text(
        queued("4XaA1", a)
        + queued("4XbB2", b, when="Nov 22 09:31:00")
        + ended("4XaA1", "a@werk.example", "deferred", "connect to mx.werk.example: timed out")
        + ended(
            "4XbB2", "b@werk.example", "bounced", "host mx said: 550 5.1.1 no such <b>user</b>", when="Nov 22 09:31:02"
        )
        + ended("4XaA1", "a@werk.example", "sent", "250 2.0.0 OK", when="2026-11-22T08:40:00Z")
    )

    page = sign_in(redactie).get(reverse("edition-recipients", args=[a.edition.ref]), {"staat": "uncertain"}).text

    assert "Het logboek van de mailserver zegt: afgeleverd, op zo 22 november, 9.40 uur (250 2.0.0 OK)." in page
    assert "zegt: geweigerd, op zo 22 november, 9.31 uur (host mx said: 550 5.1.1 no such &lt;b&gt;user" in page
    assert "Geen regel gevonden in het logboek van de mailserver, dat teruggaat tot zo 22 november, 9.30 uur." in page


def test_without_a_log_that_can_be_read_the_page_says_so(uncertain, log, settings, redactie, sign_in):
    browser, path = sign_in(redactie), reverse("edition-recipients", args=[uncertain[0].edition.ref])
    for place in ("", str(log.parent), str(log) + ".weg"):
        settings.MAIL_LOG = place
        assert "is hier niet te lezen" in browser.get(path).text


def test_only_the_delivery_s_own_lines_count(uncertain, log):
    a, b, c = uncertain
    log.write_text(
        # A copy for the archive of the mail server says nothing of the reader; a rewritten address does.
        queued("1", a) + ended("1", "archief@relay.example", "sent", "250 bewaard")
        + queued("2", b) + ended("2", "b@nieuw.example", "sent", "250 doorgestuurd", orig="B@werk.example")
        # The number of a queue is used again, for a mail of somebody else.
        + queued("3", c) + ended("3", "c@werk.example", "deferred", "450 later")
        + "2026-11-22T09:32:00Z mail postfix/cleanup[7]: 3: message-id=<iets@anders.example>\n"
        + ended("3", "c@werk.example", "sent", "250 van een ander")
    )  # fmt: skip

    said = mail_log.of(uncertain).said

    assert [(said[row.ref].status, said[row.ref].answer) for row in uncertain] == [
        ("", ""), ("sent", "250 doorgestuurd"), ("deferred", "450 later"),
    ]  # fmt: skip


def test_a_rotated_broken_or_endless_log_is_read_as_far_as_it_goes(uncertain, log, monkeypatch):
    a, b, c = uncertain
    before = log.with_name("mail.log.1")
    before.write_bytes(b"\xff\0\n" + queued("1", a).encode() + b"\0" * 5000 + b"\n")
    junk = (
        ended("1", "a@werk.example", "sent", "250 \x1b[31m" + "x" * 900)
        + "Nov 31 25:61:00 mail x[1]: 2: message-id=<\n"
    )
    log.write_bytes(junk.encode() + b"\xfe\n" + queued("2", b).encode() + b"2026-11-22T09:30 halverwe")

    found = mail_log.of(uncertain)
    assert found.said[a.ref].answer == "250 " + " [31m" + "x" * 191
    assert {a.ref, b.ref} == set(found.said)
    log.unlink()
    assert set(mail_log.of(uncertain).said) == {a.ref}

    log.write_text(queued("1", a) + "x" * 1000 + "\n" + queued("3", c))
    monkeypatch.setattr(mail_log, "MOST_BYTES", 600)
    assert set(mail_log.of(uncertain).said) == {c.ref}


@time_machine.travel("2027-01-02T10:00+01:00", tick=False)
def test_a_line_without_a_year_is_of_the_last_one_that_is_past():
    assert mail_log._moment(b"Dec 31 23:59:58") == datetime(2026, 12, 31, 23, 59, 58, tzinfo=HERE)
    assert mail_log._moment(b"Jan  2 09:00:00") == datetime(2027, 1, 2, 9, tzinfo=HERE)
    assert mail_log._moment(b"Feb 30 09:00:00") is None
