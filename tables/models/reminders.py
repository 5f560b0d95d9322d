"""Reminders: what somebody is told because its day has come, once by its key."""

from django.db import models

from leerlandschap.commons.ledger import LedgerRow
from leerlandschap.network.models import Person


class Reminder(LedgerRow):
    """Something that somebody must do and be told of: due when the rule of its code says so (`tables/reminders.py`).

    Accepted means that it stands with what waits for the one mail a day; suppressed that it was done before.
    """

    code = models.CharField("soort", max_length=60)
    person = models.ForeignKey(Person, verbose_name="aan", on_delete=models.CASCADE, related_name="+")
    # The `ref` of the meeting, action or whatever it is about.
    about = models.UUIDField("waarover")
    path = models.CharField("waar het staat", max_length=300)
    facts = models.JSONField("feiten", default=dict)

    class Meta(LedgerRow.Meta):
        verbose_name = "herinnering"
        verbose_name_plural = "herinneringen"

    def __str__(self) -> str:
        return self.key
