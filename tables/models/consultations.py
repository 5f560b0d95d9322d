"""Consultations: what others organise in the region, besides the tables."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.roles import Permission, may
from tables.models.tables import InRegion, Openness


class ConsultationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConsultationQuerySet":
        """Public ones for everybody, those for the network for who is signed in, all for who enters them."""
        if may(user, Permission.CONSULTATION_EDIT):
            return self.all()
        signed_in = [Openness.PUBLIC, Openness.NETWORK]
        return self.filter(openness__in=signed_in if user.is_authenticated else [Openness.PUBLIC])

    def standing(self) -> "ConsultationQuerySet":
        """Those that have not ended."""
        return self.filter(ended_on=None)


class Consultation(InRegion):
    """A consultation that others organise, entered by the regional office: it lies outside the dike."""

    class Purpose(models.TextChoices):
        LEARN = "learn", "leren"
        INNOVATE = "innovate", "innoveren"
        COOPERATE = "cooperate", "samenwerken"

        @property
        def as_aim(self) -> str:
            """How it reads in a sentence that says what something is for."""
            return "om samen te werken" if self == self.COOPERATE else f"om te {self.label}"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120, unique=True)
    organiser = models.CharField("wie het organiseert", max_length=160)
    aim = models.TextField("doel", max_length=1000)
    purpose = models.CharField("bedoeld om te", max_length=10, choices=Purpose)
    regular = models.BooleanField("regelmatig", default=True)
    rhythm = models.CharField("hoe vaak", max_length=120, blank=True)
    link = models.URLField("website", max_length=300, blank=True)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness, default=Openness.PUBLIC)
    # Outside the dike places are counted on their own; it is kept as long as the consultation is there.
    slot = models.PositiveSmallIntegerField("plek op de kaart", null=True, unique=True, editable=False)
    ended_on = models.DateField("gestopt op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    edited_at = models.DateTimeField("bijgewerkt op")
    edited = models.BooleanField("door de redactie gewijzigd", default=False, editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg van anderen"
        verbose_name_plural = "overleggen van anderen"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, slot__isnull=False) | Q(ended_on__isnull=False, slot=None),
                name="what_has_ended_leaves_the_map",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("consultation", args=[self.ref])

    @property
    def purpose_as_aim(self) -> str:
        """What it is for, as it reads in a sentence."""
        return self.Purpose(self.purpose).as_aim

    def marks(self) -> set[str]:
        """What the filters of the landscape look at."""
        return super().marks() | {self.purpose, "regular" if self.regular else "ad_hoc"}
