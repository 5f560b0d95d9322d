"""Calibrations: twice a year each running table looks whether its question, its company and its intention still fit."""

import uuid
from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.models import User, person_of
from leerlandschap.network.roles import Role
from tables.models.openness import EVERYWHERE
from tables.models.tables import Table


class HalfYear(NamedTuple):
    """One of the two times a year: its name, from when tables are asked, and by when they answer."""

    code: str
    opens: date
    due: date

    @classmethod
    def of(cls, on: date) -> "HalfYear":
        """The one that opened last: in May, before the summer, or in November, before the questions of a new year."""
        if on.month >= 11:
            return cls(f"{on.year}-2", date(on.year, 11, 1), date(on.year, 12, 15))
        if on.month >= 5:
            return cls(f"{on.year}-1", date(on.year, 5, 1), date(on.year, 6, 30))
        return cls(f"{on.year - 1}-2", date(on.year - 1, 11, 1), date(on.year - 1, 12, 15))

    @property
    def in_words(self) -> str:
        """As it stands on screen: "voorjaar 2027"."""
        year, half = self.code.split("-")
        return f"{'voorjaar' if half == '1' else 'najaar'} {year}"


class CalibrationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "CalibrationQuerySet":
        """For who sits at the table or leads it, for contactpersonen CLM and the regional office."""
        if not user.is_authenticated:
            return self.none()
        if user.roles() & EVERYWHERE:
            return self.all()
        led = Q(table__chair=person_of(user)) | Q(table__facilitator=person_of(user))
        return self.filter(led | Q(table__in=Table.objects.with_chair_of(user).values("pk")))

    def open(self) -> "CalibrationQuerySet":
        """Those that a running table still has to do."""
        return self.filter(done_at=None, table__state=Table.State.RUNNING)

    def done(self) -> "CalibrationQuerySet":
        """Those that were done, newest first."""
        return self.filter(done_at__isnull=False).order_by("-done_at", "-pk")


class Calibration(models.Model):
    """The half-yearly look of one table at itself, and what it answered."""

    class Question(models.TextChoices):
        STANDS = "stands", "ja, de vraag klopt nog"
        SHARPEN = "sharpen", "bijna: we maken haar scherper"
        OTHER = "other", "nee: we kiezen een andere vraag"

    class Company(models.TextChoices):
        COMPLETE = "complete", "ja, de juiste mensen zitten aan tafel"
        MISSING = "missing", "nee: we missen iemand"
        TOO_LARGE = "too_large", "nee: het kan met minder mensen"

    class Intention(models.TextChoices):
        INSIGHT = "insight", "inzicht: begrijpen wat er speelt en wat werkt"
        SOLUTION = "solution", "oplossing: samen iets regelen of veranderen"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="calibrations")
    # The year, and 1 or 2: "2027-1".
    half_year = models.CharField("halfjaar", max_length=6)
    due_on = models.DateField("uiterlijk")
    question = models.CharField("klopt de vraag nog", max_length=8, choices=Question, blank=True)
    company = models.CharField("zitten de juiste mensen hier", max_length=10, choices=Company, blank=True)
    intention = models.CharField("wat is de bedoeling", max_length=8, choices=Intention, blank=True)
    words = models.TextField("wat we afspreken", max_length=2000, blank=True)
    done_at = models.DateTimeField("geijkt op", null=True, blank=True)
    done_by = models.ForeignKey(
        User, verbose_name="ingevuld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        verbose_name = "ijking"
        verbose_name_plural = "ijkingen"
        ordering = ["table", "half_year"]
        constraints = [
            models.UniqueConstraint(fields=["table", "half_year"], name="a_table_is_calibrated_once_each_half_year"),
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_at__isnull=False), name="who_calibrated_did_so_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, question="", company="", intention="")
                | (Q(done_at__isnull=False) & ~Q(question="") & ~Q(company="") & ~Q(intention="")),
                name="a_calibration_is_done_with_all_its_answers",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(done_at=None), name="calibration_to_do"),
        ]

    def __str__(self) -> str:
        return f"{self.table}, {self.when}"

    def get_absolute_url(self) -> str:
        return reverse("calibration", args=[self.table.slug, self.ref])

    @property
    def when(self) -> str:
        """The half year in words: "voorjaar 2027"."""
        year, half = self.half_year.split("-")
        return HalfYear.of(date(int(year), 5 if half == "1" else 11, 1)).in_words

    def is_done(self) -> bool:
        return self.done_at is not None

    def roles_of(self, user) -> set[Role]:
        """What `user` is at its table."""
        return self.table.roles_of(user)
