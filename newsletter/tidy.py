"""What lapses at the newsletter: addresses that nobody confirmed."""

from datetime import datetime

from django.db import transaction

from leerlandschap.commons.registry import tidy
from newsletter.flows.subscriptions import UNCONFIRMED_LIFETIME
from newsletter.models import Consent, Subscriber


@tidy.register
@transaction.atomic
def unconfirmed(now: datetime) -> int:
    """Forget addresses and questions that were not confirmed in time. Gives how many addresses went."""
    before = now - UNCONFIRMED_LIFETIME
    # Locked first: somebody who asks again at this very moment is no longer among them.
    stale = Subscriber.objects.unconfirmed().filter(mailed_at__lt=before).select_for_update()
    gone = list(stale.values_list("pk", flat=True))
    Subscriber.objects.filter(pk__in=gone).delete()
    Consent.objects.filter(confirmed_at=None, asked_at__lt=before).delete()
    return len(gone)
