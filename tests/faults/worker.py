"""The portal's worker and timetable on the database of the running test, with a faster clock and places to stand still.

`TEST_PAUSE_AT` names the moment at which the first letter stands still, so that a test can kill the worker exactly there:
`reminder claimed` (nobody was told yet), `claimed` (nothing handed over yet), `begun` (about to be), `answered` (the mail
server said 250, nothing written yet).
"""

import os
import time
from pathlib import Path

from tests.faults import child

child.prepare()

import django  # noqa: E402

django.setup()

from leerlandschap.celery import app  # noqa: E402
from leerlandschap.commons import mail  # noqa: E402
from leerlandschap.commons.ledger import LedgerQuerySet  # noqa: E402
from tables.flows import reminders  # noqa: E402

for name, seconds in (("letters", 0.5), ("bundles", 1.0), ("tidy", 1.0), ("reminders", 1.0), ("newsletter", 0.5)):
    app.conf.beat_schedule[name]["schedule"] = seconds


def stand_still(*_args, **_kwargs) -> None:
    """Say where we are, and wait to be killed."""
    Path(os.environ["TEST_PAUSED"]).touch()
    time.sleep(600)


def install_pause(moment: str) -> None:
    """Let the worker stand still at `moment`."""
    if moment == "reminder claimed":
        reminders.tell = stand_still
    elif moment == "claimed":
        mail.deliver = stand_still
    elif moment == "begun":
        mail._hand_over = stand_still
    elif moment == "answered":
        LedgerQuerySet.settle = stand_still


def begin(arguments: list[str]) -> None:
    """Work until the end, on the day and with the place to stand still that the environment says by now."""
    child.travel()
    install_pause(os.environ.get("TEST_PAUSE_AT", ""))
    app.worker_main(["worker", *arguments])
