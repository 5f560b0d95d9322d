"""Who gets an edition: a ledger row for each of them, so that a mail goes once, or is known to be uncertain."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from leerlandschap.commons.ledger import LedgerQuerySet, LedgerRow, LedgerState
from newsletter.models.editions import Edition
from newsletter.models.subscriptions import Subscriber

# How long a process may keep the deliveries it took.
LEASE = timedelta(seconds=settings.NEWSLETTER_LEASE_SECONDS)


class DeliveryQuerySet(LedgerQuerySet):
    """The ledger's words, for mails that a pause or a subscriber who stops must hold back until the very last step."""

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """As of the ledger, of editions that are going; test mails go always.

        Asked as numbers, and not as a join: the condition is read again by whoever waited for another claimer.
        """
        going = list(Edition.objects.going().values_list("pk", flat=True))
        return super().due(now).filter(Q(edition__in=going) | Q(subscriber=None))

    def begin(self, row: "Delivery", now: datetime) -> bool:
        """As of the ledger; false as well when the edition was paused or the subscriber stopped meanwhile.

        From here the lease runs anew: however many of its batch went before it, a row has the whole of it.
        """
        going = Exists(Edition.objects.going().filter(pk=OuterRef("edition_id")))
        wants = Exists(Subscriber.objects.receiving().filter(pk=OuterRef("subscriber_id")))
        mine = self._mine(row).filter(state=LedgerState.CLAIMED, lease_until__gt=now)
        if row.subscriber_id is not None:
            mine = mine.filter(going, wants)
        return mine.update(state=LedgerState.HANDING_OVER, lease_until=now + LEASE) == 1

    def settle(self, row: "Delivery", state: LedgerState, now: datetime, *, answer: str = "", **also) -> bool:
        """As of the ledger; a row that was set aside while its process stood still is no longer uncertain either."""
        if super().settle(row, state, now, answer=answer, **also):
            return True
        uncertain = self.filter(pk=row.pk, claim=row.claim, state=LedgerState.UNCERTAIN)
        return uncertain.update(state=state, settled_at=now, answer=answer[:500], **also) == 1

    def release(self, row: "Delivery") -> bool:
        """Put a row that was not handed over back as it was."""
        mine = self._mine(row).filter(state=LedgerState.CLAIMED)
        return mine.update(state=LedgerState.WAITING, lease_until=None, attempt=F("attempt") - 1) == 1

    def come_back(self, row: "Delivery", now: datetime, *, answer: str) -> bool:
        """Refused after all, however far it is: mail may be back before we wrote that it went. False when that was known."""
        ended = [LedgerState.REFUSED, LedgerState.SUPPRESSED]
        fields = {"state": LedgerState.REFUSED, "settled_at": now, "answer": answer[:500], "lease_until": None}
        return self.filter(pk=row.pk).exclude(state__in=ended).update(**fields) == 1

    def to_subscribers(self) -> "DeliveryQuerySet":
        """Without the mails that editors sent themselves to look."""
        return self.filter(subscriber__isnull=False)

    def open(self) -> "DeliveryQuerySet":
        """Those that did not end yet."""
        return self.filter(state__in=[LedgerState.WAITING, LedgerState.CLAIMED, LedgerState.HANDING_OVER])


class Delivery(LedgerRow):
    """One edition for one subscriber, or for an editor who looks how it comes in."""

    # A second copy of a newsletter does harm: what may have arrived is set aside for a person (docs/decisions/0003).
    resend_uncertain = False

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, verbose_name="editie", on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, verbose_name="abonnee", null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )
    test_for = models.EmailField("proefmail voor", blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        verbose_name = "bezorging"
        verbose_name_plural = "bezorgingen"
        constraints = [
            models.UniqueConstraint(fields=["edition", "subscriber"], name="an_edition_goes_once_to_a_subscriber"),
            models.CheckConstraint(
                condition=Q(subscriber__isnull=False, test_for="") | Q(subscriber=None) & ~Q(test_for=""),
                name="a_delivery_is_for_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"bezorging {str(self.ref)[:8]} ({self.get_state_display()})"

    @property
    def address(self) -> str:
        return self.subscriber.email if self.subscriber else self.test_for

    @property
    def message_id(self) -> str:
        """By which the mail server's log knows it; of each delivery another."""
        return f"<{self.ref}@{settings.SITE_URL.split('://')[1].split(':')[0].split('/')[0]}>"


class Pace(models.Model):
    """One row, by which all that sends together keeps to a number of mails a second, whatever edition they are of."""

    ONLY = 1

    full_until = models.DateTimeField("vol tot", null=True)

    class Meta:
        verbose_name = "tempo"
        verbose_name_plural = "tempo"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_pace")]

    def __str__(self) -> str:
        return "het tempo van het versturen"
