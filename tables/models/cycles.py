"""Cycles: a table goes round four phases, and round again."""

from django.db import models
from django.db.models import Q

from tables.models.tables import Table


class Phase(models.TextChoices):
    """The four phases of a leertraject."""

    CONNECT = "connect", "verbinden"
    DECIDE = "decide", "beslissen"
    ACT = "act", "doen"
    REFLECT = "reflect", "reflecteren"


class Cycle(models.Model):
    """One round of a table through the four phases; chairs are held for a cycle."""

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField("ronde", default=1)
    phase = models.CharField("fase", max_length=8, choices=Phase, default=Phase.CONNECT)
    started_on = models.DateField("begonnen op")
    ended_on = models.DateField("afgesloten op", null=True, blank=True)

    class Meta:
        verbose_name = "cyclus"
        verbose_name_plural = "cycli"
        ordering = ["table", "number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="rounds_of_a_table_are_numbered"),
            models.UniqueConstraint(fields=["table"], condition=Q(ended_on=None), name="one_running_cycle_per_table"),
        ]

    def __str__(self) -> str:
        return f"{self.table}, ronde {self.number}"
