"""Mail that comes back: what failed for good is held back, and nobody can have another's address held back."""

from email.message import EmailMessage
from uuid import uuid4

import pytest
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
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
