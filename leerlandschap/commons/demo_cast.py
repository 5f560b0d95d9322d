"""Who plays in the demo, and the clock it plays by: invented people, whose history is made by calling flows with dates."""

import base64
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, Notice

# For the trial on one machine only: the command that uses it refuses in production.
PASSWORD = "samen-dichtbij-leren"
DOMAIN = "voorbeeld.nl"
NOT_SENT = "proefgegevens: niet verstuurd"


@dataclass(frozen=True)
class Account:
    """How a newcomer signs in as one of the cast."""

    address: str
    password: str
    role: str
    organisation: str
    totp_secret: str = ""


@dataclass
class Cast:
    """What the apps' demos share: the day they are about, the accounts made, and people by the first part of their address."""

    today: date
    accounts: list[Account] = field(default_factory=list)
    people: dict = field(default_factory=dict)

    def as_json(self) -> list[dict]:
        """The accounts, as `demo --json` prints them."""
        return [asdict(account) for account in self.accounts]

    def day(self, days: int) -> date:
        """The day so many days from today (negative: ago)."""
        return self.today + timedelta(days=days)

    @contextmanager
    def at(self, days: int, hour: int = 10, minute: int = 0) -> Iterator[datetime]:
        """Let what is inside happen at an hour of another day: flows ask the clock, and this is what it says.

        Only for a command that runs alone in its process.
        """
        moment, clock = self.moment(days, hour, minute), timezone.now
        timezone.now = lambda: moment
        try:
            yield moment
        finally:
            timezone.now = clock

    def moment(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """An hour of the day so many days from today."""
        return timezone.make_aware(datetime.combine(self.day(days), time(hour, minute)))


def totp_secret(address: str) -> str:
    """A secret for the second step of an account, the same each time on one installation and different on another."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"demo:{address}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


@contextmanager
def without_mail() -> Iterator[None]:
    """Nobody is mailed about an invented past: letters written inside are held back, and notices count as read."""
    letters, notices = _newest(Letter), _newest(Notice)
    yield
    made = Letter.objects.filter(pk__gt=letters, state=LedgerState.WAITING)
    made.update(state=LedgerState.SUPPRESSED, settled_at=timezone.now(), answer=NOT_SENT, sealed="")
    Notice.objects.filter(pk__gt=notices).update(read_at=timezone.now())


def _newest(model) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
