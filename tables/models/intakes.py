"""Intakes: organisations, people and chairs that are brought in at once, from a spreadsheet and with a preview."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.commons.models import File
from leerlandschap.network.models import User
from leerlandschap.network.roles import Permission, may


class IntakeQuerySet(models.QuerySet):
    def visible_to(self, user) -> "IntakeQuerySet":
        """One's own, as long as one may bring things in."""
        return self.filter(made_by=user) if may(user, Permission.INTAKE) else self.none()

    def waiting(self) -> "IntakeQuerySet":
        """Previews that were neither committed nor thrown away."""
        return self.filter(state=Intake.State.PREVIEW)


class Intake(models.Model):
    """A spreadsheet that somebody brought in: first a preview, then all of it or nothing."""

    class State(models.TextChoices):
        PREVIEW = "preview", "voorbeeld"
        COMMITTED = "committed", "overgenomen"
        DISCARDED = "discarded", "weggegooid"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
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
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("intake", args=[self.ref])

    def is_waiting(self) -> bool:
        return self.state == self.State.PREVIEW
