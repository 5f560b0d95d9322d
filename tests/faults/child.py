"""What a process that a fault test starts does before anything else: work on the rows of the running test.

The portal's code carries no switch for tests; these few settings are changed here, in the child, before Django starts.
"""

import os
from datetime import datetime


def prepare() -> None:
    """Use the database of the test, ring the doorbell as in production, and live on the day the test says it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlandschap.settings")
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
    settings.DOORBELL = os.environ.get("TEST_DOORBELL") == "1"
    travel()


def travel() -> None:
    """Live on the day the test says it is, if it says one."""
    if moment := os.environ.get("TEST_NOW"):
        import time_machine

        time_machine.travel(datetime.fromisoformat(moment), tick=True).start()
