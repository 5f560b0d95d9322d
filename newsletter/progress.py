"""How far an edition is: how many of what, and when it will be done."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from newsletter.models import Edition

# Too few to say anything about the rest.
TOO_FEW = 20
LATELY = timedelta(minutes=1)


@dataclass(frozen=True)
class Progress:
    """The deliveries of an edition by how they ended; `minutes` is an estimate, None where there is nothing to go by."""

    total: int
    accepted: int
    refused: int
    suppressed: int
    uncertain: int
    minutes: int | None

    @property
    def done(self) -> int:
        return self.accepted + self.refused + self.suppressed + self.uncertain

    @property
    def waiting(self) -> int:
        return self.total - self.done


def progress_of(edition: Edition) -> Progress:
    """How `edition` stands now; the estimate goes by what went in the last minute."""
    rows = edition.deliveries.to_subscribers()
    by_state = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    counts = {state: by_state.get(state, 0) for state in LedgerState.values}
    ended = {
        name: counts[getattr(LedgerState, name.upper())] for name in ("accepted", "refused", "suppressed", "uncertain")
    }
    total = sum(counts.values())
    return Progress(total=total, **ended, minutes=_minutes(edition, rows, total - sum(ended.values())))


def _minutes(edition: Edition, rows, waiting: int) -> int | None:
    if edition.state != Edition.State.SENDING or edition.frozen_at is None:
        return None
    now = timezone.now()
    lately = rows.filter(settled_at__gte=now - LATELY).count()
    seconds = min(LATELY, now - edition.frozen_at).total_seconds()
    return None if lately < TOO_FEW else round(waiting * seconds / lately / 60)
