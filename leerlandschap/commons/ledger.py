"""Work that must happen: a row says what and when, a sweep claims it, hands it over and settles it.

The guarantee (docs/decisions/0003-ledger.md): killed before handing over, a row is done exactly once; killed between the
other side's answer and our commit, it is handed over once more with the same identity, or, where `resend_uncertain` is
off, set aside as uncertain for a person to decide.
"""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

BACK_OFF = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8)]
GIVE_UP_AFTER = timedelta(days=5)


class LedgerState(models.TextChoices):
    """The one list of states for everything that is handed over."""

    WAITING = "waiting", "wacht"
    CLAIMED = "claimed", "opgepakt"
    HANDING_OVER = "handing_over", "wordt overgedragen"
    ACCEPTED = "accepted", "aangenomen"
    REFUSED = "refused", "geweigerd"
    SUPPRESSED = "suppressed", "tegengehouden"
    UNCERTAIN = "uncertain", "onzeker"


class LedgerQuerySet(models.QuerySet):
    """Claim, begin, settle: each is one conditional update, so it holds on every database and between processes."""

    def due(self, now: datetime) -> "LedgerQuerySet":
        """Rows that must happen now: waiting ones, and those whose claimer never came back."""
        abandoned = [LedgerState.CLAIMED]
        if self.model.resend_uncertain:
            abandoned.append(LedgerState.HANDING_OVER)
        return self.filter(Q(state=LedgerState.WAITING, due_at__lte=now) | Q(state__in=abandoned, lease_until__lt=now))

    def claim(self, now: datetime, *, limit: int, lease: timedelta) -> list["LedgerRow"]:
        """Take at most `limit` due rows for `lease`; a row goes to one claimer only. Gives the rows, oldest first."""
        token = uuid.uuid4()
        candidates = list(self.due(now).order_by("due_at", "pk").values_list("pk", flat=True)[:limit])
        if not candidates:
            return []
        # The condition stands in the update too: whoever waited for the other's commit looks again, and takes nothing.
        self.due(now).filter(pk__in=candidates).update(
            state=LedgerState.CLAIMED, claim=token, attempt=F("attempt") + 1, lease_until=now + lease
        )
        return list(self.filter(claim=token).order_by("due_at", "pk"))

    def begin(self, row: "LedgerRow", now: datetime) -> bool:
        """Mark `row` as being handed over; false when another claimer has it, or the lease ended meanwhile."""
        return (
            self._mine(row)
            .filter(state=LedgerState.CLAIMED, lease_until__gt=now)
            .update(state=LedgerState.HANDING_OVER)
            == 1
        )

    def settle(self, row: "LedgerRow", state: LedgerState, now: datetime, *, answer: str = "", **also) -> bool:
        """Write how `row` ended; false when a later claimer already has it (its answer counts, ours is dropped)."""
        fields = {"state": state, "settled_at": now, "answer": answer[:500], "lease_until": None, **also}
        return self._mine(row).update(**fields) == 1

    def postpone(self, row: "LedgerRow", now: datetime, *, answer: str) -> bool:
        """Try `row` again later, by the back-off; refused for good after GIVE_UP_AFTER."""
        if now - row.made_at > GIVE_UP_AFTER:
            return self.settle(row, LedgerState.REFUSED, now, answer=answer)
        pause = BACK_OFF[min(row.attempt, len(BACK_OFF)) - 1]
        fields = {"state": LedgerState.WAITING, "due_at": now + pause, "lease_until": None, "answer": answer[:500]}
        return self._mine(row).update(**fields) == 1

    def set_aside_uncertain(self, now: datetime) -> int:
        """Mark rows whose hand-over never ended as uncertain. Gives their number."""
        stale = self.filter(state=LedgerState.HANDING_OVER, lease_until__lt=now)
        return stale.update(state=LedgerState.UNCERTAIN, settled_at=now, lease_until=None)

    def _mine(self, row: "LedgerRow") -> "LedgerQuerySet":
        """The row as this claimer holds it: `claim` fences off a worker that comes back late."""
        return self.filter(pk=row.pk, claim=row.claim, state__in=[LedgerState.CLAIMED, LedgerState.HANDING_OVER])


class LedgerRow(models.Model):
    """Something that must happen once, at or after a moment."""

    # Safe for mail that serves its reader even when it comes twice; switched off where a second copy does harm.
    resend_uncertain = True

    key = models.CharField("sleutel", max_length=200, unique=True)
    made_at = models.DateTimeField("gemaakt op")
    due_at = models.DateTimeField("uiterlijk vanaf")
    state = models.CharField("staat", max_length=12, choices=LedgerState, default=LedgerState.WAITING)
    claim = models.UUIDField("opgepakt door", null=True, editable=False)
    attempt = models.PositiveSmallIntegerField("poging", default=0)
    lease_until = models.DateTimeField("opgepakt tot", null=True, blank=True)
    settled_at = models.DateTimeField("klaar op", null=True, blank=True)
    answer = models.CharField("antwoord", max_length=500, blank=True)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(
                fields=["due_at"],
                name="%(class)s_open",
                condition=Q(state__in=["waiting", "claimed", "handing_over"]),
            )
        ]
