"""Rendering letters, handing them over, and the mailbox of the embedded default."""

import contextlib
import logging
import re
import smtplib
from collections import Counter
from datetime import datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone

from leerlandschap.commons import bundles, ical, notices
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models.letters import Letter

log = logging.getLogger(__name__)

BATCH = settings.LETTER_BATCH
LEASE = timedelta(seconds=settings.LETTER_LEASE_SECONDS)


def deliver_due(now: datetime, *, limit: int = BATCH, lease: timedelta = LEASE) -> Counter:
    """Hand over the letters that are due; safe to run twice at once, and after a crash. Gives the states they got."""
    outcomes: Counter = Counter()
    claimed = Letter.objects.claim(now, limit=limit, lease=lease)
    if not claimed:
        return outcomes
    connection = get_connection()
    try:
        for letter in claimed:
            outcomes[deliver(letter, connection)] += 1
    finally:
        with contextlib.suppress(OSError):
            connection.close()
    return outcomes


def deliver(letter: Letter, connection) -> str:
    """Hand over one claimed letter. Gives the state it ended in, or `fenced` when another claimer has it."""
    if letter.key.startswith(bundles.KEY) and (answer := _no_longer_goes(letter)):
        return answer
    try:
        message = compose(letter, connection)
    except Exception as error:  # a letter that cannot be written must not hold up the others
        log.exception("letter %s cannot be written", letter.ref)
        Letter.objects.postpone(letter, timezone.now(), answer=f"cannot be written: {type(error).__name__}")
        return LedgerState.WAITING
    if not Letter.objects.begin(letter, timezone.now()):
        return "fenced"
    return _hand_over(letter, message, connection)


def _no_longer_goes(letter: Letter) -> str:
    """Of a mail with reminders: the state it gets when nothing of it waits any more, or it is no time for it; else empty."""
    now = timezone.now()
    if not bundles.is_time(now):
        Letter.objects.postpone(letter, now, answer="outside office hours")
        return LedgerState.WAITING
    if bundles.recount(letter):
        return ""
    Letter.objects.settle(letter, LedgerState.SUPPRESSED, now, answer="done meanwhile", sealed="")
    return LedgerState.SUPPRESSED


def compose(letter: Letter, connection=None) -> EmailMultiAlternatives:
    """The mail of a letter. Raises LookupError for an unknown kind, KeyError for a missing fact, cipher.Unreadable."""
    kind, content = _decided(letter)
    facts = content["facts"]
    page = {
        "subject": _one_line(kind.subject.format(**facts)),
        "sentence": kind.sentence.format(**facts),
        "button": kind.button,
        "why": kind.why,
        "name": letter.name,
        "url": settings.SITE_URL + content["path"] if content["path"].startswith("/") else content["path"],
        "site_url": settings.SITE_URL,
    }
    message = EmailMultiAlternatives(
        subject=render_to_string("emails/subject.txt", page).strip(),
        body=render_to_string("emails/letter.txt", page),
        to=[letter.address],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    message.attach_alternative(render_to_string("emails/letter.html", page), "text/html")
    _add_calendar(message, kind.method, content.get("events", []), letter)
    return message


def _add_calendar(message: EmailMultiAlternatives, method: str, events: list[dict], letter: Letter) -> None:
    """The calendar part: of one event an alternative, which mail programs show as an invitation; of several a file."""
    if not method or not events:
        return
    organiser = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    found = [ical.Event.from_facts(event) for event in events]
    text = ical.message(method, found, organiser=organiser, attendee=letter.address)
    if method == ical.PUBLISH:
        message.attach("data.ics", text, f"text/calendar; method={method}")
    else:
        message.attach_alternative(text, f"text/calendar; method={method}")


def _decided(letter: Letter) -> tuple[notices.Kind, dict]:
    """The kind and content of a letter; one that decides late becomes another letter here."""
    kind, content = notices.kind(letter.code), letter.content()
    if kind.decide is None:
        return kind, content
    code, path = kind.decide(letter.address)
    return notices.kind(code), {**content, "path": path}


def _hand_over(letter: Letter, message: EmailMultiAlternatives, connection) -> str:
    try:
        # Opened here: what the backend opens itself it closes after each letter.
        connection.open()
        connection.send_messages([message])
    except (OSError, smtplib.SMTPException) as error:
        with contextlib.suppress(OSError):
            connection.close()
        return _not_accepted(letter, error)
    Letter.objects.settle(letter, LedgerState.ACCEPTED, timezone.now(), sealed="")
    return LedgerState.ACCEPTED


def _not_accepted(letter: Letter, error: Exception) -> str:
    answer = f"{type(error).__name__} {smtp_code(error) or ''}".strip()
    if smtp_code(error) >= 500:
        Letter.objects.settle(letter, LedgerState.REFUSED, timezone.now(), answer=answer, sealed="")
        return LedgerState.REFUSED
    Letter.objects.postpone(letter, timezone.now(), answer=answer)
    return LedgerState.WAITING


def smtp_code(error: Exception) -> int:
    """The server's answer as a number, 0 when there was none. A refused sender or log-in is ours to mend: try again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _text in error.recipients.values())
    if isinstance(error, (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError)):
        return 0
    return getattr(error, "smtp_code", 0)


def _one_line(text: str) -> str:
    """A header is one line, whatever stands in a name."""
    return " ".join(text.split())


class DropBackend(BaseEmailBackend):
    """Puts each mail in a file, once: the file's name is the mail's Message-ID. Only for the embedded default."""

    def send_messages(self, email_messages) -> int:
        settings.MAIL_DIR.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            self._drop(message)
        return len(email_messages)

    @staticmethod
    def _drop(message) -> None:
        content = message.message()
        name = re.sub(r"[^\w.-]", "", content["Message-ID"].split("@")[0])
        path = Path(settings.MAIL_DIR) / f"{name}.eml"
        draft = path.with_suffix(".draft")
        draft.write_bytes(content.as_bytes())
        draft.replace(path)
