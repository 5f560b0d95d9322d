"""Reminders: written when their day has come, and told once, with what waits for the one mail a day.

Two sweeps at once, a worker that was away for days, or one that is killed halfway: a key is written once, because the database
keeps it so; it is told once, because telling and settling are one transaction; and it is not missed, because what fell due
while nothing ran is looked for again (`reminders.LOOK_BACK`), and a claim that nobody came back for ends with its lease.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import notices
from leerlandschap.commons.ledger import LedgerState
from tables import reminders
from tables.models import Reminder

BATCH, LEASE = 200, timedelta(minutes=5)
KEPT_FOR = timedelta(days=90)


def sweep(now: datetime) -> int:
    """Write what is due by any rule, and tell what is written. Gives how many reminders were told."""
    for code in reminders.RULES:
        write_due(code, now)
    told = 0
    while found := tell_due(now):
        told += found
    return told


def write_due(code: str, now: datetime) -> None:
    """Write the reminders of one rule that are due; those that are there already stay as they are."""
    since = now - reminders.LOOK_BACK
    due = {wait.key: wait for wait in reminders.of_code(code, now) if since < wait.due_at <= now}
    known = set(Reminder.objects.filter(key__in=due).values_list("key", flat=True))
    rows = [_row(code, wait, now) for key, wait in due.items() if key not in known]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def tell_due(now: datetime, *, limit: int = BATCH, lease: timedelta = LEASE) -> int:
    """Tell the written reminders that are due; what was done meanwhile is settled and not told. Gives how many it saw."""
    return tell_claimed(claim(now, limit=limit, lease=lease), now)


def claim(now: datetime, *, limit: int = BATCH, lease: timedelta = LEASE) -> list[Reminder]:
    """Take written reminders that are due, in a transaction of its own: whoever is killed after it leaves them to the next."""
    return Reminder.objects.claim(now, limit=limit, lease=lease)


def tell_claimed(claimed: list[Reminder], now: datetime) -> int:
    """Tell claimed reminders, as far as they are still needed. Gives their number."""
    for code in {reminder.code for reminder in claimed}:
        same = [reminder for reminder in claimed if reminder.code == code]
        needed = {wait.key for wait in reminders.of_code(code, now, {reminder.about for reminder in same})}
        for reminder in same:
            tell(reminder, needed=reminder.key in needed)
    return len(claimed)


@transaction.atomic
def tell(reminder: Reminder, *, needed: bool) -> None:
    """Put one claimed reminder with what waits for the one mail a day, or let it be: and settle it in the same breath."""
    state = LedgerState.ACCEPTED if needed else LedgerState.SUPPRESSED
    if not Reminder.objects.settle(reminder, state, timezone.now()) or not needed:
        return
    told = (reminder.person_id, reminder.code, reminder.key, reminder.path, reminder.facts)
    notices.tell_all([notices.Telling(*told, bundled=True)])


def tidy(now: datetime) -> int:
    """Forget what was settled so long ago that no rule looks back to it."""
    settled = Reminder.objects.filter(settled_at__lt=now - KEPT_FOR, due_at__lt=now - KEPT_FOR)
    return settled.delete()[0]


def _row(code: str, wait: reminders.Wait, now: datetime) -> Reminder:
    return Reminder(
        key=wait.key, code=code, person_id=wait.person_id, about=wait.about, path=wait.path, facts=wait.facts,
        made_at=now, due_at=wait.due_at,
    )  # fmt: skip
