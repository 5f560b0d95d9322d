"""Mail that comes back: what failed for good is held back, and nobody can have another's address held back."""

import time
from email.message import EmailMessage
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import AuditEvent
from newsletter import bounces
from newsletter.flows import sending
from newsletter.models import Delivery, Edition, Subscriber, Suppression
from tests.factories import make_subscriber

pytestmark = pytest.mark.django_db


def came_back(message_id: str, *, status: str = "5.1.1", action: str = "failed", headers_only: bool = False) -> bytes:
    """What a mail server sends back of one mail, as Postfix writes it."""
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    lines = [
        "From: MAILER-DAEMON@relay.example", "To: leerlandschap@voorbeeld.nl", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="x"', "",
        "--x", "Content-Type: text/plain", "", "Sorry.", "",
        "--x", "Content-Type: message/delivery-status", "",
        "Reporting-MTA: dns; relay.example", "",
        "Final-Recipient: rfc822; weg@werk.example", f"Action: {action}", f"Status: {status}", "",
        "--x", f"Content-Type: {kind}", "", f"Message-ID: {message_id}", "To: weg@werk.example", "Subject: Nieuws", "", "",
        "--x--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


@pytest.fixture
def delivery() -> Delivery:
    """A mail that the server accepted."""
    now = timezone.now()
    edition = Edition.objects.create(subject="Nieuws", made_at=now, changed_at=now)
    return Delivery.objects.create(
        key="een", edition=edition, subscriber=make_subscriber("weg@werk.example"), made_at=now, due_at=now,
        state=LedgerState.ACCEPTED,
    )  # fmt: skip


@pytest.mark.parametrize("headers_only", [False, True])
def test_what_comes_back_for_good_is_held_back(delivery, tmp_path, headers_only):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(came_back(delivery.message_id, headers_only=headers_only))
    (tmp_path / "new" / "2").write_bytes(b"\xff\0 geen mail")

    assert sending.collect_bounces(tmp_path) == 1
    assert sending.collect_bounces(tmp_path) == 0

    delivery.refresh_from_db()
    assert (delivery.state, delivery.answer) == (LedgerState.REFUSED, "teruggekomen, 5.1.1")
    assert Suppression.objects.get().email == "weg@werk.example"
    assert not Subscriber.objects.receiving().exists()
    assert len(list((tmp_path / "cur").iterdir())) == 2


def test_what_may_still_arrive_or_is_not_ours_holds_nobody_back(delivery):
    ordinary = EmailMessage()
    ordinary["Message-ID"], ordinary["Subject"] = delivery.message_id, "Ik ben er even niet"
    ordinary.set_content("Tot maandag.")
    assert bounces.read(came_back(delivery.message_id, status="4.2.2", action="delayed")) is None
    assert bounces.read(came_back("<weg@werk.example>")) is None
    assert bounces.read(ordinary.as_bytes()) is None
    assert sending.came_back(bounces.read(came_back(f"<{uuid4()}@elders.example>"))) is False
    assert not Suppression.objects.exists()


def test_a_mail_made_to_be_unreadable_or_slow_holds_up_nothing(delivery, tmp_path):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(b"Content-Type: multipart/mixed; boundary*=a\0b'nl'x\r\n\r\n--x\r\n")
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(300)).encode()
    (tmp_path / "new" / "2").write_bytes(nested + b"\n" * 200_000)
    (tmp_path / "new" / "3").write_bytes(came_back(delivery.message_id))

    began = time.monotonic()
    assert sending.collect_bounces(tmp_path) == 1
    assert time.monotonic() - began < 2, "parts within parts take eight seconds where they are all read"
    assert not list((tmp_path / "new").iterdir())


def test_what_comes_back_before_we_wrote_that_it_went_stays_refused(delivery):
    Delivery.objects.update(state=LedgerState.HANDING_OVER, claim=uuid4())
    delivery.refresh_from_db()

    sending.came_back(bounces.read(came_back(delivery.message_id)))
    Delivery.objects.settle(delivery, LedgerState.ACCEPTED, timezone.now())

    assert Delivery.objects.get().state == LedgerState.REFUSED


# --- brought by a mail server -------------------------------------------------------------------------------------------

SECRET = "kT9vQ2mZ7xB4nH1pL6sR8wD3fJ5gY0cA-uE_iO2kT9vQ2mZ7xB4"


@pytest.fixture
def bring(settings):
    """Gives a function by which a mail server brings a mail, with the secret unless said otherwise."""
    settings.BOUNCE_SECRET = SECRET
    browser = Client(enforce_csrf_checks=True)

    def bring(content: bytes, *, secret: str = SECRET, kind: str = "message/rfc822"):
        headers = {"Authorization": f"Bearer {secret}"}
        return browser.post(reverse("newsletter-bounce"), content, content_type=kind, headers=headers)

    return bring


def test_a_mail_server_may_bring_what_comes_back_once_or_more(delivery, bring):
    answers = [bring(came_back(delivery.message_id)) for _twice in range(2)]

    assert [(answer.status_code, answer.json()) for answer in answers] == [(200, {"ours": True})] * 2
    assert Delivery.objects.get().state == LedgerState.REFUSED
    assert AuditEvent.objects.filter(code="edition.came_back").count() == 1
    # Its owner confirms anew; the same report once more says nothing new.
    Suppression.objects.all().delete()
    bring(came_back(delivery.message_id))
    assert Subscriber.objects.receiving().exists()


def test_what_is_brought_and_says_nothing_for_good_changes_nothing(delivery, bring):
    for content in (came_back(delivery.message_id, status="4.2.2", action="delayed"), b"\xff\0 geen mail", b"Hoi"):
        answer = bring(content)
        assert (answer.status_code, answer.json()) == (200, {"ours": False})
    assert Delivery.objects.get().state == LedgerState.ACCEPTED
    assert not Suppression.objects.exists()


def test_a_mail_server_hears_what_is_wrong_and_nothing_is_read_without_the_secret(delivery, bring, settings):
    report = came_back(delivery.message_id)

    assert bring(report, secret="").status_code == 401
    assert bring(report, secret=SECRET[:-1]).status_code == 401
    assert bring(report, secret=SECRET + "é").status_code == 401
    assert bring(report, kind="application/x-www-form-urlencoded").status_code == 415
    assert bring(report + b" " * bounces.LONGEST).status_code == 413
    assert bring(b" ").status_code == 400
    settings.BOUNCE_SECRET = ""
    assert bring(report).status_code == 404
    assert Delivery.objects.get().state == LedgerState.ACCEPTED
