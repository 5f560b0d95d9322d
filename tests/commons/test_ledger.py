"""The ledger: what must happen is claimed by one, handed over, and settled, whatever dies in between."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from leerlandschap.commons import mail, notices
from leerlandschap.commons.ledger import GIVE_UP_AFTER, LedgerState
from leerlandschap.commons.models import Letter

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=5)


def write(number: int = 1, address: str = "anna@voorbeeld.nl") -> Letter:
    return notices.write_to(address, "bundle", key=f"letter-{number}", path="/mijn/", count=1)


def claim(now=None, limit=10):
    return Letter.objects.claim(now or timezone.now(), limit=limit, lease=LEASE)


class Answers(BaseEmailBackend):
    """A mail server that gives the answers it was told to give, in turn; the last one for ever."""

    def __init__(self, *answers) -> None:
        super().__init__()
        self.answers, self.sent = list(answers), []

    def send_messages(self, messages) -> int:
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        self.sent += messages
        return len(messages)


def test_a_row_goes_to_one_claimer():
    write(1)
    write(2)

    first, second = claim(limit=1), claim()

    assert len(first) == len(second) == 1
    assert first[0].pk != second[0].pk
    assert claim() == []


def test_what_is_due_later_waits():
    letter = write()
    Letter.objects.update(due_at=timezone.now() + timedelta(hours=1))

    assert claim() == []
    assert claim(timezone.now() + timedelta(hours=2)) == [letter]


def test_who_never_comes_back_loses_the_row_after_the_lease():
    write()
    lost = claim()[0]

    assert claim() == []
    again = claim(timezone.now() + LEASE * 2)[0]

    assert (again.pk, again.attempt) == (lost.pk, 2)


def test_who_comes_back_late_is_fenced_off():
    write()
    late = claim()[0]
    now = timezone.now() + LEASE * 2
    punctual = claim(now)[0]

    assert not Letter.objects.begin(late, now)
    assert not Letter.objects.settle(late, LedgerState.ACCEPTED, now)
    assert Letter.objects.begin(punctual, now)
    assert Letter.objects.get().state == LedgerState.HANDING_OVER


def test_a_hand_over_does_not_begin_when_the_lease_has_ended():
    write()
    row = claim()[0]

    assert not Letter.objects.begin(row, timezone.now() + LEASE * 2)


def test_a_letter_is_handed_over_once_and_its_link_forgotten():
    letter = write()
    server = Answers(None)

    mail.deliver(claim()[0], server)

    letter.refresh_from_db()
    assert (letter.state, letter.sealed) == (LedgerState.ACCEPTED, "")
    assert [message.extra_headers["Message-ID"] for message in server.sent] == [letter.message_id]
    assert mail.deliver_due(timezone.now() + LEASE * 2) == {}


def test_a_killed_hand_over_happens_again_with_the_same_message_id():
    write()
    row = claim()[0]
    Letter.objects.begin(row, timezone.now())  # and here the worker is killed

    again = claim(timezone.now() + LEASE * 2)[0]

    assert again.message_id == row.message_id


def test_a_row_that_may_not_go_twice_is_set_aside_as_uncertain(monkeypatch):
    monkeypatch.setattr(Letter, "resend_uncertain", False)
    write()
    row = claim()[0]
    Letter.objects.begin(row, timezone.now())
    later = timezone.now() + LEASE * 2

    assert claim(later) == []
    assert Letter.objects.set_aside_uncertain(later) == 1
    assert Letter.objects.get().state == LedgerState.UNCERTAIN


@pytest.mark.parametrize(
    "answer",
    [
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPDataError(451, b"try later"),
        smtplib.SMTPRecipientsRefused({"anna@voorbeeld.nl": (450, b"busy")}),
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
        ConnectionRefusedError(),
    ],
)
def test_a_server_that_cannot_now_is_asked_again_later(answer):
    letter = write()

    mail.deliver(claim()[0], Answers(answer))

    letter.refresh_from_db()
    assert letter.state == LedgerState.WAITING
    assert timedelta(seconds=50) < letter.due_at - timezone.now() < timedelta(minutes=2)
    assert letter.content()["path"] == "/mijn/"


@pytest.mark.parametrize(
    "answer",
    [
        smtplib.SMTPRecipientsRefused({"anna@voorbeeld.nl": (550, b"unknown")}),
        smtplib.SMTPDataError(554, b"refused"),
    ],
)
def test_a_refusal_for_good_is_not_tried_again(answer):
    letter = write()

    mail.deliver(claim()[0], Answers(answer))

    letter.refresh_from_db()
    assert (letter.state, letter.sealed) == (LedgerState.REFUSED, "")
    assert claim(timezone.now() + timedelta(days=9)) == []


def test_after_five_days_of_trying_the_letter_is_given_up():
    letter = write()
    Letter.objects.update(made_at=timezone.now() - GIVE_UP_AFTER - timedelta(minutes=1))

    mail.deliver(claim()[0], Answers(ConnectionRefusedError()))

    letter.refresh_from_db()
    assert letter.state == LedgerState.REFUSED


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_next(mailoutbox):
    write(1)
    Letter.objects.update(code="unknown")
    write(2)

    outcomes = mail.deliver_due(timezone.now())

    assert outcomes == {LedgerState.WAITING: 1, LedgerState.ACCEPTED: 1}
    assert len(mailoutbox) == 1


def test_the_doorbell_and_the_clock_may_ring_together(mailoutbox):
    for number in range(25):
        write(number)

    while mail.deliver_due(timezone.now()):
        assert mail.deliver_due(timezone.now() - timedelta(days=1)) == {}

    assert len(mailoutbox) == 25
