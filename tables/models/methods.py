"""Methods (werkvormen): ways to talk about an item, in a small library that can be edited."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone


class MethodQuerySet(models.QuerySet):
    def fitting(self, *, people: int | None = None, minutes: int | None = None) -> "MethodQuerySet":
        """Those for a group of `people`, in at most `minutes`; nothing said asks for nothing."""
        fits = {"group_min__lte": people, "group_max__gte": people} if people else {}
        return self.filter(**fits, **({"minutes__lte": minutes} if minutes else {}))

    def pickable(self, *, besides: int | None = None) -> "MethodQuerySet":
        """Those that can be picked for an item; and the one with the key `besides`, which was picked before."""
        return self.filter(Q(retired_at=None) | Q(pk=besides))


class Method(models.Model):
    """A way to work on something together: what it is for, with how many, in how many minutes, in which steps."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=80, unique=True)
    purpose = models.CharField("waarvoor", max_length=300)
    group_min = models.PositiveSmallIntegerField("vanaf aantal mensen", default=2, validators=[MinValueValidator(1)])
    group_max = models.PositiveSmallIntegerField(
        "tot en met aantal mensen", default=30, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    minutes = models.PositiveSmallIntegerField(
        "aantal minuten", default=20, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    # One step a line.
    steps = models.TextField("stappen", max_length=3000)
    retired_at = models.DateTimeField("niet meer te kiezen sinds", null=True, blank=True)
    # By which the shipped ones are known; empty for what somebody added.
    code = models.SlugField("code", null=True, blank=True, unique=True, editable=False)
    edited = models.BooleanField("door iemand gewijzigd", default=False, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op", default=timezone.now, editable=False)
    version = models.PositiveIntegerField("versie", default=1, editable=False)

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = "werkvorm"
        verbose_name_plural = "werkvormen"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(group_max__gte=F("group_min")), name="a_method_fits_some_group")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("method", args=[self.ref])

    def step_list(self) -> list[str]:
        """The steps, without empty lines."""
        return [line.strip() for line in self.steps.splitlines() if line.strip()]
