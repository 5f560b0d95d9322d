"""The seating plan: which perspectives a table wants, how many chairs for each, and until when they are kept."""

import uuid
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Organisation, OrganisationKind
from tables.models.tables import Table


class ChairGroupQuerySet(models.QuerySet):
    def kept(self, on: date) -> "ChairGroupQuerySet":
        """Those whose chairs are kept for them on a day."""
        return self.filter(kept_until__gte=on)


class ChairGroup(models.Model):
    """Chairs of the seating plan for one perspective, or for one municipality: how many, for whom, and why.

    With `kept_until` the chairs are kept for that perspective up to and including that day; after it they are for all.
    """

    class ForWhom(models.TextChoices):
        MANAGER = "manager", "de (inkoop)manager"
        PROFESSIONAL = "professional", "de ‘vanzelfsprekende’ professional"
        EITHER = "either", "manager of professional"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="chair_groups")
    perspective = models.CharField("perspectief", max_length=24, choices=OrganisationKind)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    chairs = models.PositiveSmallIntegerField(
        "aantal stoelen", default=1, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    for_whom = models.CharField("voor wie", max_length=12, choices=ForWhom, default=ForWhom.PROFESSIONAL)
    why = models.CharField("waarom", blank=True, max_length=300)
    kept_until = models.DateField("vrijgehouden tot en met", null=True, blank=True)
    position = models.PositiveSmallIntegerField("plaats", default=0)

    objects = ChairGroupQuerySet.as_manager()

    class Meta:
        verbose_name = "stoelen voor een perspectief"
        verbose_name_plural = "stoelen per perspectief"
        ordering = ["table", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "perspective"],
                condition=Q(organisation=None),
                name="a_perspective_stands_once_in_a_seating_plan",
            ),
            models.UniqueConstraint(
                fields=["table", "organisation"], name="an_organisation_stands_once_in_a_seating_plan"
            ),
            models.CheckConstraint(condition=Q(chairs__gte=1), name="a_group_of_chairs_has_a_chair"),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.get_perspective_display())

    @property
    def kept_for(self) -> str:
        """For whom the chairs are kept, in words."""
        return str(self.organisation or OrganisationKind(self.perspective).plural.lower())
