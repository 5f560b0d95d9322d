"""The line to the mail server: one for many mails, and of a mail that breaks it, whether it may have arrived."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from newsletter.flows import editions, sending
from newsletter.models import Delivery, Edition
from tests.factories import make_subscriber
from tests.faults.processes import free_port

pytestmark = pytest.mark.django_db


class Server:
    """Takes two mails a connection, hangs up halfway for who is `mute@`, and before it for who is `weg@`."""

    def __init__(self) -> None:
        self.sessions: Counter = Counter()
        self.took: list[str] = []

    async def handle_MAIL(self, server, session, envelope, address, options) -> str:
        self.sessions[session.peer] += 1
        envelope.mail_from = address
        return "421 that is enough" if self.sessions[session.peer] > 2 else "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        if address.startswith("weg@"):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.took += envelope.rcpt_tos
        if envelope.rcpt_tos[0].startswith("mute@"):
            server.transport.abort()
        return "250 OK"


@pytest.fixture
def server(settings) -> Iterator[Server]:
    """A mail server of this story, that the portal hands over to."""
    found = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.NEWSLETTER_PER_SECOND = "127.0.0.1", free_port(), 0
    controller = Controller(found, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    yield found
    controller.stop()


def goes_to(*names: str) -> dict[str, str]:
    """Let an edition go to so many. Gives how it ended, by name."""
    for name in names:
        make_subscriber(f"{name}@werk.example")
    edition = editions.begin(by=None)
    past = timezone.now() - timedelta(seconds=1)
    Edition.objects.filter(pk=edition.pk).update(state="planned", slug="nieuws", starts_at=past)
    editions.Item.objects.create(edition=edition, position=1, title="Vooraf", text="<p>Lees dit.</p>")
    sending.sweep(seconds=5)
    return {row.address.partition("@")[0]: row.state for row in Delivery.objects.select_related("subscriber")}


def test_many_mails_go_over_one_line_and_who_has_had_enough_gets_another(server):
    assert set(goes_to(*"abcde").values()) == {LedgerState.ACCEPTED}
    assert sorted(server.took) == [f"{name}@werk.example" for name in "abcde"]
    assert len(server.sessions) == 3


def test_a_line_that_breaks_in_the_words_of_a_mail_leaves_it_uncertain_and_before_it_not(server):
    went = goes_to("a", "mute", "weg", "z")

    assert went == {
        "a": LedgerState.ACCEPTED, "mute": LedgerState.UNCERTAIN, "weg": LedgerState.WAITING, "z": LedgerState.ACCEPTED,
    }  # fmt: skip
    assert server.took.count("mute@werk.example") == 1
    assert Delivery.objects.get(subscriber__email="mute@werk.example").answer == "SMTPServerDisconnected"
