"""What tables are about, and which municipality takes part in what."""

from datetime import date

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Organisation, Person


class Theme(models.Model):
    """A subject in youth care: Crisis, Thuis op Maat, KDC, Logeren, JGGZ …; a polder block on the map."""

    slug = models.SlugField("adres", unique=True)
    name = models.CharField("naam", max_length=80, unique=True)
    description = models.TextField("omschrijving", blank=True, max_length=2000)
    position = models.PositiveSmallIntegerField("plaats", default=0)
    clm_contact = models.ForeignKey(
        Person, verbose_name="contactpersoon CLM", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema's"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ParticipationQuerySet(models.QuerySet):
    def running(self, on: date) -> "ParticipationQuerySet":
        return self.filter(Q(from_date__lte=on) & (Q(until_date=None) | Q(until_date__gte=on)))


class Participation(models.Model):
    """That a municipality takes part in the region's work on a theme, from when to when.

    Never a fixed list of six: co-operation in Flevoland differs by subject and by year.
    """

    theme = models.ForeignKey(Theme, verbose_name="thema", on_delete=models.CASCADE, related_name="participations")
    municipality = models.ForeignKey(
        Organisation, verbose_name="gemeente", on_delete=models.PROTECT, related_name="participations"
    )
    from_date = models.DateField("van")
    until_date = models.DateField("tot en met", null=True, blank=True)
    source = models.CharField("bron", max_length=300, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ["theme", "municipality"]
        constraints = [
            models.UniqueConstraint(fields=["theme", "municipality", "from_date"], name="one_participation_per_start"),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=models.F("from_date")),
                name="a_participation_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.theme}"
