"""What the log of the mail server says of a mail: Postfix, as rsyslog writes it, where the portal may read it.

Only what is about the delivery itself leaves this module: the line names its Message-ID or its queue, and its own address.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from newsletter.models import Delivery

# Of the log and of the one before it together, counted from the end: the mails of days, in a fraction of a second.
MOST_BYTES = 16 * 1024 * 1024
LONGEST_ANSWER = 200

WHEN = rb"(?P<when>[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT\S{8,25}) "
QUEUED = re.compile(WHEN + rb"\S+ \S+\[\d+\]: (?P<queue>\w+): message-id=<?(?P<ref>[^@>\s]*)")
ENDED = re.compile(
    WHEN + rb"\S+ \S+\[\d+\]: (?P<queue>\w+): to=<(?P<to>[^>]*)>,(?: orig_to=<(?P<orig>[^>]*)>,)?"
    rb".*? status=(?P<status>[a-z]+)(?: \((?P<answer>.*)\))?\s*$"
)


@dataclass(frozen=True)
class Said:
    """The last line about one mail: Postfix's word for how it went (empty: taken in, and nothing since), when, and why."""

    status: str
    at: datetime | None
    answer: str = ""


@dataclass
class Log:
    """What was found: since when the part that was read goes, and the last line for each delivery that has one."""

    since: datetime | None = None
    said: dict[UUID, Said] = field(default_factory=dict)


def of(deliveries: Iterable[Delivery]) -> Log | None:
    """What the log says of `deliveries`; None where it cannot be read here."""
    if not settings.MAIL_LOG:
        return None
    path = Path(settings.MAIL_LOG)
    try:
        return _read(_lines(path), {row.ref: row.address.lower() for row in deliveries})
    except OSError:
        return None


def _read(lines: Iterable[bytes], wanted: dict[UUID, str]) -> Log:
    found, queues = Log(), {}
    for line in lines:
        if found.since is None:
            stamp = re.match(WHEN, line)
            found.since = _moment(stamp["when"]) if stamp else None
        if b": message-id=" in line and (match := QUEUED.match(line)):
            # A queue's number is used again later: it belongs to the last mail that had it.
            queues.pop(match["queue"], None)
            if (ref := _ref(match["ref"])) in wanted:
                queues[match["queue"]] = ref
                found.said[ref] = Said("", _moment(match["when"]))
        elif queues and b" status=" in line and (match := ENDED.match(line)):
            ref = queues.get(match["queue"])
            if ref and wanted[ref] in {_text(match["to"]).lower(), _text(match["orig"] or b"").lower()}:
                answer = _text(match["answer"] or b"")[:LONGEST_ANSWER]
                found.said[ref] = Said(_text(match["status"]), _moment(match["when"]), answer)
    return found


def _lines(path: Path) -> Iterator[bytes]:
    """The last lines of the log before this one (`….1`) and of this one, oldest first. Raises OSError without either."""
    with ExitStack() as stack:
        logs = [log for one in (path, Path(f"{path}.1")) if (log := _opened(one, stack))]
        if not logs:
            raise FileNotFoundError(path)
        room, parts = MOST_BYTES, []
        for log in logs:
            size = os.fstat(log.fileno()).st_size
            parts.append((log, size - room))
            room = max(0, room - size)
        for log, skip in reversed(parts):
            yield from _after(log, skip)


def _opened(path: Path, stack: ExitStack) -> BinaryIO | None:
    try:
        return stack.enter_context(path.open("rb")) if path.is_file() else None
    except OSError:
        return None


def _after(log: BinaryIO, skip: int) -> Iterator[bytes]:
    """The lines of `log` but for its first `skip` bytes, and what they leave of a line."""
    if skip > 0:
        log.seek(skip)
        log.readline()
    yield from log


def _ref(text: bytes) -> UUID | None:
    try:
        return UUID(text.decode())
    except ValueError:
        return None


def _text(found: bytes) -> str:
    """As a page can show it: what is no text, or steers a screen, as a space."""
    return re.sub(r"[^\x20-\x7e\xa0-\uffff]", " ", found.decode("utf-8", "replace"))


def _moment(text: bytes) -> datetime | None:
    """A moment as a log writes it; without a year it is the last one that is past, in the portal's own time zone."""
    now = timezone.localtime()
    try:
        if text[:1].isdigit():
            return _aware(datetime.fromisoformat(text.decode()))
        found = _aware(datetime.strptime(f"{now.year} {text.decode()}", "%Y %b %d %H:%M:%S"))
        return found if found < now + timedelta(days=1) else found.replace(year=now.year - 1)
    except ValueError:
        return None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else timezone.make_aware(moment)
