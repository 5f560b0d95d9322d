"""Being away: from when to when, and who stands in."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q

from leerlandschap.network.models import Person, User


class AbsenceQuerySet(models.QuerySet):
    def on(self, day: date) -> "AbsenceQuerySet":
        """Those of which `day` is part."""
        return self.filter(first_day__lte=day, last_day__gte=day)


class Absence(models.Model):
    """That somebody is away and another stands in: reminders go to both, and what is open stands on both their lists."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, verbose_name="wie", on_delete=models.CASCADE, related_name="absences")
    stand_in = models.ForeignKey(Person, verbose_name="vervanger", on_delete=models.CASCADE, related_name="stands_in")
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    made_by = models.ForeignKey(
        User, verbose_name="ingevuld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheid"
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first_day__lte=F("last_day")), name="an_absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(person=F("stand_in")), name="nobody_stands_in_for_themselves"),
        ]
        indexes = [models.Index(fields=["last_day", "first_day"], name="absence_by_day")]

    def __str__(self) -> str:
        return f"{self.person}: {self.first_day} – {self.last_day}"
