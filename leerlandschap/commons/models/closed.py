"""Days on which the region plans nothing: public holidays, school holidays, and periods that the office closes itself."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q

# Flevoland is school region Noord; Zeewolde keeps Midden, which is shown but closes nothing.
OUR_REGION = "Noord"


class ClosedPeriodQuerySet(models.QuerySet):
    def standing(self) -> "ClosedPeriodQuerySet":
        """Those that nobody removed."""
        return self.filter(removed=False)

    def ours(self) -> "ClosedPeriodQuerySet":
        """Those that close days here: of the whole country or of our own school region."""
        return self.standing().filter(region__in=["", OUR_REGION])

    def overlapping(self, first: date, last: date) -> "ClosedPeriodQuerySet":
        """Those with at least one day in these days, both included."""
        return self.filter(first_day__lte=last, last_day__gte=first)

    def of_kinds(self, *kinds: str) -> "ClosedPeriodQuerySet":
        return self.filter(kind__in=kinds)

    def filled_until(self) -> date | None:
        """Until which day the calendar knows both public and school holidays; None when it lacks either."""
        last = self.ours().aggregate(
            public=Max("last_day", filter=Q(kind=ClosedPeriod.Kind.PUBLIC_HOLIDAY)),
            school=Max("last_day", filter=Q(kind=ClosedPeriod.Kind.SCHOOL_HOLIDAY)),
        )
        return min(last.values()) if all(last.values()) else None


class ClosedPeriod(models.Model):
    """One or more days in a row that are closed, with where that is written."""

    class Kind(models.TextChoices):
        PUBLIC_HOLIDAY = "public_holiday", "feestdag"
        SCHOOL_HOLIDAY = "school_holiday", "schoolvakantie"
        CLOSED = "closed", "gesloten periode"

    class Region(models.TextChoices):
        NORTH = "Noord", "Noord"
        MIDDLE = "Midden", "Midden"
        SOUTH = "Zuid", "Zuid"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    # By which the shipped calendar knows its own rows again; empty for what the office added.
    code = models.CharField("code", max_length=60, null=True, blank=True, unique=True, editable=False)
    name = models.CharField("naam", max_length=80)
    kind = models.CharField("soort", max_length=14, choices=Kind)
    first_day = models.DateField("eerste dag")
    last_day = models.DateField("laatste dag")
    region = models.CharField("schoolregio", max_length=6, choices=Region, blank=True)
    source = models.CharField("bron", max_length=300)
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

    objects = ClosedPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "gesloten dag"
        verbose_name_plural = "gesloten dagen"
        ordering = ["first_day", "last_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="a_closed_period_ends_on_or_after_its_first_day"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_closed_period_says_where_it_is_written"),
        ]
        indexes = [models.Index(fields=["first_day", "last_day"], name="closed_by_day")]

    def __str__(self) -> str:
        return self.name

    @property
    def reason(self) -> str:
        """Why nothing is planned then, as it stands behind a day: "meivakantie (regio Noord)"."""
        name = self.name[:1].lower() + self.name[1:] if self.kind == self.Kind.SCHOOL_HOLIDAY else self.name
        return f"{name} (regio {self.region})" if self.region else name

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day

    def counts_here(self) -> bool:
        """Whether it closes days in this region."""
        return self.region in {"", OUR_REGION}

    def school_year(self) -> str:
        """The school year it falls in, from August on: "2026-2027"."""
        return school_year(self.first_day)


def school_year(day: date) -> str:
    """The school year of a day; the law lets it begin on the first of August."""
    begins = day.year if day.month >= 8 else day.year - 1
    return f"{begins}-{begins + 1}"


def school_years(periods: Iterable[ClosedPeriod]) -> dict[str, list[ClosedPeriod]]:
    """Periods under their school year, in the order in which they come."""
    years: dict[str, list[ClosedPeriod]] = {}
    for period in periods:
        years.setdefault(period.school_year(), []).append(period)
    return years
