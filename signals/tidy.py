"""What lapses at ervaringen: addresses that asked for a link and sent nothing, and drafts that nobody came back for."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower

from leerlandschap.commons.registry import tidy
from signals.flows import drafts
from signals.models import Experience, SenderAddress

KEEP = timedelta(days=90)


@tidy.register
def old_drafts(now: datetime) -> int:
    """What somebody typed and did not send in two weeks."""
    return drafts.tidy(now)


@tidy.register
def unused_addresses(now: datetime) -> int:
    """An address from which nothing came holds personal data for nothing: it goes when its link no longer works."""
    sent = Experience.objects.annotate(address=Lower("sender__email")).filter(address=OuterRef("email"))
    return SenderAddress.objects.filter(~Exists(sent), made_at__lt=now - KEEP).delete()[0]
