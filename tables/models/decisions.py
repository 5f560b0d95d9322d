"""Decisions: what was agreed at a meeting, for whom it holds, and who does not stand behind it."""

import uuid

from django.db import models
from django.urls import reverse

from leerlandschap.network.models import Organisation, User
from tables.models.agenda import AgendaItem
from tables.models.cycles import Cycle
from tables.models.openness import AtTableQuerySet
from tables.models.tables import Openness, Table


class Decision(models.Model):
    """A decision of a table; it keeps one number over all meetings, in a list apart from the actions."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField("nummer")
    text = models.CharField("besluit", max_length=600)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    item = models.ForeignKey(
        AgendaItem,
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="decisions",
    )
    cycle = models.ForeignKey(
        Cycle, verbose_name="ronde", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    # Nobody named: it holds for everyone at the table.
    holds_for = models.ManyToManyField(Organisation, verbose_name="geldt voor", blank=True, related_name="+")
    not_endorsed_by = models.ManyToManyField(
        Organisation, verbose_name="niet onderschreven door", blank=True, related_name="+"
    )
    made_at = models.DateTimeField("genomen op")
    made_by = models.ForeignKey(
        User, verbose_name="genoteerd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AtTableQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["table", "number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="decisions_of_a_table_are_numbered_once")
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="decision_by_day")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.ref])
