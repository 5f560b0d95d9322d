"""Insights: what a table learned, on what it rests, and where it landed."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from leerlandschap.network.models import Organisation, Person, User
from tables.models.agenda import AgendaItem
from tables.models.agreements import WorkingAgreement
from tables.models.cycles import Cycle, LandingKind, Phase
from tables.models.meetings import Meeting
from tables.models.openness import AtTableQuerySet
from tables.models.tables import Openness, Table
from tables.models.themes import Theme


class InsightQuerySet(AtTableQuerySet):
    def standing(self) -> "InsightQuerySet":
        """Those that no newer one took the place of."""
        return self.filter(superseded_by=None)

    def to_check(self, on: date) -> "InsightQuerySet":
        """Those of which it is time to ask whether they still hold."""
        return self.standing().filter(check_on__lte=on)

    def landing_as(self, stand: str) -> "InsightQuerySet":
        """Those with a landing in the state `stand`; with `Insight.NOWHERE` those without any."""
        if stand == Insight.NOWHERE:
            return self.filter(landings=None)
        return self.filter(Exists(Landing.objects.filter(insight=OuterRef("pk"), state=stand)))

    def for_list(self) -> "InsightQuerySet":
        """With what a list says of each: its table, its theme, and how its landings stand."""
        return self.select_related("table", "theme").prefetch_related("landings")


class Insight(models.Model):
    """Something learned at a table, with its evidence; a superseded one stays readable and points to its successor."""

    # What the register is filtered on besides the states of a landing.
    NOWHERE = "nowhere"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="insights")
    theme = models.ForeignKey(
        Theme, verbose_name="thema", null=True, blank=True, on_delete=models.SET_NULL, related_name="insights"
    )
    cycle = models.ForeignKey(
        Cycle, verbose_name="ronde", null=True, blank=True, on_delete=models.SET_NULL, related_name="insights"
    )
    phase = models.CharField("fase", max_length=8, choices=Phase, blank=True)
    text = models.CharField("inzicht", max_length=500)
    explanation = models.TextField("toelichting", blank=True, max_length=5000)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    # At which item it was said, and what else it rests on.
    item = models.ForeignKey(
        AgendaItem,
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="insights",
    )
    meetings = models.ManyToManyField(Meeting, verbose_name="bijeenkomsten", blank=True, related_name="insights")
    items = models.ManyToManyField(AgendaItem, verbose_name="agendapunten", blank=True, related_name="+")
    # "Klopt dit nog?": the day on which the table looks at it again.
    check_on = models.DateField("klopt dit nog? op", null=True, blank=True)
    checked_on = models.DateField("klopte nog op", null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", verbose_name="vervangen door", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = InsightQuerySet.as_manager()

    class Meta:
        verbose_name = "inzicht"
        verbose_name_plural = "inzichten"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=models.F("id")),
                name="an_insight_is_not_its_own_successor",
            )
        ]
        indexes = [models.Index(fields=["-made_at", "-id"], name="insight_by_day")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("insight", args=[self.ref])


class LandingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LandingQuerySet":
        """Those of the insights that `user` reads."""
        return self.filter(insight__in=Insight.objects.visible_to(user))

    def under_way(self) -> "LandingQuerySet":
        """Those that somebody still has to see to: not landed with effect, and not given up."""
        return self.filter(insight__superseded_by=None).exclude(
            state__in=[Landing.State.SEEN, Landing.State.NOT_LANDED]
        )


class Landing(models.Model):
    """Where an insight lands, or the honest word that it did not, and why."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "voorgesteld"
        AGREED = "agreed", "afgesproken"
        DONE = "done", "doorgevoerd"
        SEEN = "seen", "effect gezien"
        NOT_LANDED = "not_landed", "niet geland"

    class Steers(models.TextChoices):
        """To whom steering goes."""

        REGION = "region", "regio"
        BOSD = "bosd", "BOSD"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    insight = models.ForeignKey(Insight, verbose_name="inzicht", on_delete=models.CASCADE, related_name="landings")
    kind = models.CharField("waar", max_length=18, choices=LandingKind)
    steers = models.CharField("aan wie", max_length=8, choices=Steers, blank=True)
    what = models.CharField("wat er verandert", max_length=400)
    owner = models.ForeignKey(
        Person, verbose_name="wie hiervoor zorgt", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="namens", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Nobody named: it holds for everyone at the table.
    holds_for = models.ManyToManyField(Organisation, verbose_name="geldt voor", blank=True, related_name="+")
    due_on = models.DateField("wanneer", null=True, blank=True)
    state = models.CharField("staat", max_length=10, choices=State, default=State.PROPOSED)
    # That a frame (kader) was revised because of it: the fifth step of value.
    frame_revised_on = models.DateField("kader herzien op", null=True, blank=True)
    # What it became, when it landed as a working agreement.
    agreement = models.ForeignKey(
        WorkingAgreement,
        verbose_name="werkafspraak",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="landings",
    )
    reason = models.CharField("niet geland, omdat", max_length=400, blank=True)

    objects = LandingQuerySet.as_manager()

    class Meta:
        verbose_name = "landing"
        verbose_name_plural = "landingen"
        ordering = ["insight", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(state="not_landed") | ~Q(reason=""), name="what_did_not_land_says_why"),
            models.CheckConstraint(
                condition=(Q(kind="steering") & ~Q(steers="")) | (~Q(kind="steering") & Q(steers="")),
                name="steering_says_to_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.what}"

    def get_absolute_url(self) -> str:
        return reverse("landing", args=[self.ref])

    @property
    def where(self) -> str:
        """Where it lands, in words."""
        return f"sturing aan {self.get_steers_display()}" if self.steers else self.get_kind_display()


class LandingStep(models.Model):
    """A step a landing took, kept for good: from which state to which, when, by whom, and what was seen."""

    landing = models.ForeignKey(Landing, verbose_name="landing", on_delete=models.CASCADE, related_name="steps")
    from_state = models.CharField("van", max_length=10, choices=Landing.State, blank=True)
    to_state = models.CharField("naar", max_length=10, choices=Landing.State)
    at = models.DateTimeField("op")
    by = models.ForeignKey(User, verbose_name="door", null=True, on_delete=models.SET_NULL, related_name="+")
    words = models.CharField("toelichting", max_length=400, blank=True)

    class Meta:
        verbose_name = "stap van een landing"
        verbose_name_plural = "stappen van landingen"
        ordering = ["landing", "at", "pk"]

    def __str__(self) -> str:
        return f"{self.landing}: {self.get_to_state_display()}"
