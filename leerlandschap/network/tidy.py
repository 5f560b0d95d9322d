"""What lapses in the network: requests that were decided long ago."""

from datetime import datetime, timedelta

from leerlandschap.commons.registry import tidy
from leerlandschap.network.models import AccountRequest

KEEP_DECIDED = timedelta(days=180)


@tidy.register
def account_requests(now: datetime) -> int:
    """Half a year after a decision nobody asks about it any more; the audit trail remembers that it was taken."""
    decided = AccountRequest.objects.exclude(state=AccountRequest.State.OPEN)
    return decided.filter(decided_at__lt=now - KEEP_DECIDED).delete()[0]
