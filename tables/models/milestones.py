"""IJkpunten: dates of the region's year that belong to no table, such as a round of contract talks or a deadline for figures."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tables.models.tables import Openness


class MilestoneQuerySet(models.QuerySet):
    def standing(self) -> "MilestoneQuerySet":
        """Those that nobody removed."""
        return self.filter(removed=False)

    def visible_to(self, user) -> "MilestoneQuerySet":
        """A visitor sees what is public, who is signed in what the network reads as well."""
        return self if user.is_authenticated else self.filter(openness=Openness.PUBLIC)

    def overlapping(self, first: date, last: date) -> "MilestoneQuerySet":
        """Those with at least one day in these days, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class Milestone(models.Model):
    """A day or a period, in which lane of the year wheel it stands, and who decided so."""

    class Lane(models.TextChoices):
        CONTRACT = "contract", "contractvoortgang"
        DATA = "data", "gegevens"
        REPORT = "report", "rapportages"
        NEWSLETTER = "newsletter", "nieuwsbrief"
        LANDMARK = "landmark", "leren in de regio"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    # By which the shipped calendar knows its own rows again; empty for what the office added.
    code = models.CharField("code", max_length=60, null=True, blank=True, unique=True, editable=False)
    name = models.CharField("naam", max_length=80)
    lane = models.CharField("soort", max_length=10, choices=Lane)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    source = models.CharField("toelichting of bron", max_length=300)
    openness = models.CharField(
        "mate van openheid",
        max_length=8,
        choices=[(one.value, one.label) for one in (Openness.PUBLIC, Openness.NETWORK)],
        default=Openness.PUBLIC,
    )
    # A shipped row that somebody removed stays, so that it is not brought in again; it can be put back.
    removed = models.BooleanField("verwijderd", default=False, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited = models.BooleanField("door het regiobureau gewijzigd", default=False, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op")
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="bijgewerkt door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "ijkpunt"
        verbose_name_plural = "ijkpunten"
        ordering = ["first_day", "last_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="a_milestone_ends_on_or_after_its_first_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_milestone_says_where_it_comes_from"),
            models.CheckConstraint(
                condition=Q(openness__in=["public", "network"]), name="a_milestone_is_for_all_or_for_the_network"
            ),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="milestone_by_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day
