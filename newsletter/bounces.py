"""Reads what mail servers send back (RFC 3464): which of our mails could not be delivered for good."""

import email
import email.policy
import logging
import re
from dataclasses import dataclass
from email.message import Message
from uuid import UUID

log = logging.getLogger(__name__)

# Mail servers send back no more than this of a mail; what is longer is not read further.
LONGEST = 256 * 1024
# Parts within parts cost time for each line, and anybody can mail the address that mail comes back to: a report has a few.
MOST_PARTS = 30
OUR_MARK = re.compile(r"<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@")


@dataclass(frozen=True)
class Bounce:
    """One of our mails that came back: the mark of its delivery, and the status that says why, as 5.1.1."""

    ref: UUID
    status: str


def read(content: bytes) -> Bounce | None:
    """The mail of ours that failed for good according to `content`; None for anything else, also for what may still succeed."""
    content = content[:LONGEST]
    if content.lower().count(b"content-type") > MOST_PARTS:
        return None
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        status, ref = _status(message), _mark(message)
    except Exception as error:  # what a stranger made unreadable must not hold up what comes after it
        log.warning("a mail that came back cannot be read: %s", type(error).__name__)
        return None
    return Bounce(ref, status) if status and ref else None


def _status(message: Message) -> str:
    """The status of a recipient that failed for good (class 5), or nothing."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status" or not part.is_multipart():
            continue
        for block in part.get_payload():
            status = str(block.get("Status", "")).strip()[:20]
            if str(block.get("Action", "")).strip().lower() == "failed" and re.match(r"5\.\d+\.\d+", status):
                return status
    return ""


def _mark(message: Message) -> UUID | None:
    """The mark of the mail that came back, from its headers: nobody else knows it, so nobody can have an address held back."""
    for part in message.walk():
        found = ""
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            found = str(part.get_payload(0).get("Message-ID", ""))
        elif part.get_content_type() == "text/rfc822-headers":
            text = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")
            found = str(email.message_from_string(text).get("Message-ID", ""))
        if match := OUR_MARK.match(found.strip().lower()):
            return UUID(match[1])
    return None
