"""Intakes: what is brought in from a file, with a preview: organisations, people and chairs, or what a table had before."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.commons.models import File
from leerlandschap.network.models import User
from leerlandschap.network.roles import Permission, may
from tables.models.tables import Table


class IntakeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IntakeQuerySet":
        """One's own: of the region as long as one may bring things in there, of a table as long as one sees it."""
        region = Q(table=None) if may(user, Permission.INTAKE) else Q(pk__in=[])
        return self.filter(region | Q(table__in=Table.objects.visible_to(user).values("pk")), made_by=user)

    def of_region(self) -> "IntakeQuerySet":
        """Those of organisations, people and chairs."""
        return self.filter(kind=Intake.Kind.REGION)

    def of_minutes(self, table: Table) -> "IntakeQuerySet":
        """The old reports that were brought to a table."""
        return self.filter(kind=Intake.Kind.MINUTES, table=table)

    def waiting(self) -> "IntakeQuerySet":
        """Previews that were neither committed nor thrown away."""
        return self.filter(state=Intake.State.PREVIEW)

    def of_actions(self, table: Table) -> "IntakeQuerySet":
        """The lists of actions that were brought to a table."""
        return self.filter(kind=Intake.Kind.ACTIONS, table=table)


class Intake(models.Model):
    """A file that somebody brought in: first a preview, then what was in it stands in the portal, or it is thrown away."""

    class Kind(models.TextChoices):
        REGION = "region", "organisaties, mensen en stoelen"
        MINUTES = "minutes", "oud verslag"
        ACTIONS = "actions", "lopende acties"

    class State(models.TextChoices):
        PREVIEW = "preview", "voorbeeld"
        COMMITTED = "committed", "overgenomen"
        DISCARDED = "discarded", "weggegooid"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("soort", max_length=8, choices=Kind, default=Kind.REGION)
    table = models.ForeignKey(
        Table, verbose_name="tafel", null=True, blank=True, on_delete=models.CASCADE, related_name="intakes"
    )
    # Gone a week after it was brought in: what was in it stands in the portal by then, or was not wanted.
    file = models.OneToOneField(
        File, verbose_name="bestand", null=True, blank=True, on_delete=models.SET_NULL, related_name="intake"
    )
    file_name = models.CharField("naam van het bestand", max_length=150)
    state = models.CharField("staat", max_length=10, choices=State, default=State.PREVIEW)
    made_by = models.ForeignKey(
        User, verbose_name="ingelezen door", null=True, on_delete=models.SET_NULL, related_name="intakes"
    )
    made_at = models.DateTimeField("ingelezen op", db_index=True)
    committed_at = models.DateTimeField("overgenomen op", null=True, blank=True)
    # Per sheet how many rows were new, changed and there already.
    counts = models.JSONField("aantallen", default=dict, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "inleesbestand"
        verbose_name_plural = "inleesbestanden"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="committed", committed_at__isnull=False)
                | (~Q(state="committed") & Q(committed_at=None)),
                name="a_committed_intake_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(kind="region", table=None) | (~Q(kind="region") & Q(table__isnull=False)),
                name="an_intake_is_the_region_s_or_a_table_s",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Where the preview is."""
        if self.table is None:
            return reverse("intake", args=[self.ref])
        return reverse(
            f"{'minutes' if self.kind == self.Kind.MINUTES else 'action'}-intake", args=[self.table.slug, self.ref]
        )

    def is_waiting(self) -> bool:
        return self.state == self.State.PREVIEW
