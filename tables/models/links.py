"""What lies between tables, and beside them: links, and consultations that others organise."""

import uuid

from django.db import models
from django.db.models import F, Q

from leerlandschap.network.models import User
from tables.models.tables import InRegion, Openness, Table


class TableLink(models.Model):
    """That one table feeds another, or that both work on the same question; drawn as a bridge on the map."""

    class Kind(models.TextChoices):
        FEEDS = "feeds", "voedt"
        SHARES_QUESTION = "shares_question", "deelt een vraag met"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    from_table = models.ForeignKey(Table, verbose_name="van", on_delete=models.CASCADE, related_name="links_out")
    to_table = models.ForeignKey(Table, verbose_name="naar", on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField("soort", max_length=16, choices=Kind)
    note = models.CharField("toelichting", max_length=300, blank=True)
    made_at = models.DateTimeField("gelegd op")
    made_by = models.ForeignKey(
        User, verbose_name="gelegd door", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "verbinding"
        verbose_name_plural = "verbindingen"
        ordering = ["from_table", "to_table", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["from_table", "to_table", "kind"], name="a_link_is_laid_once"),
            models.CheckConstraint(condition=~Q(from_table=F("to_table")), name="a_link_joins_two_tables"),
        ]

    def __str__(self) -> str:
        return f"{self.from_table} {self.get_kind_display()} {self.to_table}"


class Consultation(InRegion):
    """A consultation that others organise, entered by the regional office: it lies outside the dike."""

    class Purpose(models.TextChoices):
        LEARN = "learn", "leren"
        INNOVATE = "innovate", "innoveren"
        COOPERATE = "cooperate", "samenwerken"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120, unique=True)
    organiser = models.CharField("wie het organiseert", max_length=160)
    aim = models.TextField("doel", max_length=1000)
    purpose = models.CharField("bedoeld om te", max_length=10, choices=Purpose)
    regular = models.BooleanField("regelmatig", default=True)
    rhythm = models.CharField("hoe vaak", max_length=120, blank=True)
    # Which of the four worlds it joins.
    joins_research = models.BooleanField("onderzoek", default=False)
    joins_education = models.BooleanField("onderwijs", default=False)
    joins_practice = models.BooleanField("praktijk", default=False)
    joins_policy = models.BooleanField("beleid", default=False)
    link = models.URLField("website", max_length=300, blank=True)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness, default=Openness.PUBLIC)
    slot = models.PositiveSmallIntegerField("plek op de kaart", unique=True, editable=False)
    ended_on = models.DateField("gestopt op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op")
    edited = models.BooleanField("door de redactie gewijzigd", default=False, editable=False)

    class Meta:
        verbose_name = "overleg van anderen"
        verbose_name_plural = "overleggen van anderen"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
