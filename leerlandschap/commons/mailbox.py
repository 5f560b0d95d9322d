"""Reading the mails that the embedded default keeps as files."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.utils import timezone

NEWEST = 100


@dataclass(frozen=True)
class Mail:
    """One mail in the mailbox."""

    key: str
    at: datetime
    to: str
    subject: str
    message: EmailMessage

    def text(self) -> str:
        return self.message.get_body(("plain",)).get_content()

    def html(self) -> str:
        part = self.message.get_body(("html",))
        return part.get_content() if part else ""


def newest() -> list[Mail]:
    """The newest mails, newest first."""
    files = sorted(Path(settings.MAIL_DIR).glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [_read(path) for path in files[:NEWEST]]


def find(key: str) -> Mail | None:
    """The mail called `key`, a file name without its ending."""
    path = Path(settings.MAIL_DIR) / f"{key}.eml"
    return _read(path) if path.parent == Path(settings.MAIL_DIR) and path.is_file() else None


def _read(path: Path) -> Mail:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    at = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    return Mail(path.stem, at, str(message["To"]), str(message["Subject"]), message)
