"""What lapses on the ground floor: links, once-only keys, and what a failed upload left on the disk."""

from datetime import datetime, timedelta

from leerlandschap.commons import files
from leerlandschap.commons.models import Letter, Notice, OnceKey, Ticket
from leerlandschap.commons.registry import tidy

KEEP_ONCE_KEYS = timedelta(hours=48)
KEEP_LAPSED_TICKETS = timedelta(days=30)
KEEP_SETTLED_LETTERS = timedelta(days=90)


@tidy.register
def once_keys(now: datetime) -> int:
    """Forms are forgotten after two days: nobody sends the same one again by accident after that."""
    return OnceKey.objects.filter(made_at__lt=now - KEEP_ONCE_KEYS).delete()[0]


@tidy.register
def tickets(now: datetime) -> int:
    """A lapsed link keeps saying that it lapsed for a month; after that it is unknown."""
    return Ticket.objects.filter(expires_at__lt=now - KEEP_LAPSED_TICKETS).delete()[0]


@tidy.register
def letters(now: datetime) -> int:
    """What is left of a letter that was settled is an address and a day: after three months nobody asks whether it came.

    One that reminded of what still waits stays: without it the reminder would look as if nobody had been told.
    """
    settled = Letter.objects.filter(settled_at__lt=now - KEEP_SETTLED_LETTERS)
    return settled.exclude(pk__in=Notice.objects.still_waiting().values("letter")).delete()[0]


@tidy.register
def lost_files(now: datetime) -> int:
    """Bytes that no row knows were left by an upload that was undone or a process that died."""
    return files.sweep(now)
