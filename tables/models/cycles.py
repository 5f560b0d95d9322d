"""Cycles: a table goes round four phases, and round again."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from leerlandschap.network.models import Person, User
from tables.models.tables import Table


class Phase(models.TextChoices):
    """The four phases of a leertraject."""

    CONNECT = "connect", "verbinden"
    DECIDE = "decide", "beslissen"
    ACT = "act", "doen"
    REFLECT = "reflect", "reflecteren"


class LandingKind(models.TextChoices):
    """Where what is learned can land."""

    POLICY = "policy", "beleid"
    WORKING_AGREEMENT = "working_agreement", "werkafspraak"
    VISION = "vision", "visie"
    CONTRACT = "contract", "contract"
    BEHAVIOUR = "behaviour", "nieuw gedrag of scholing"
    STEERING = "steering", "sturing"


class CycleQuerySet(models.QuerySet):
    def running(self) -> "CycleQuerySet":
        return self.filter(ended_on=None)

    def visible_to(self, user) -> "CycleQuerySet":
        """The rounds of the tables that `user` may see."""
        return self.filter(table__in=Table.objects.visible_to(user))

    def stuck(self, on: date, *, after: timedelta | None = None) -> "CycleQuerySet":
        """Rounds of running tables that have been in one phase for longer than `after`, longest first.

        How long is long is `settings.CYCLE_STUCK_AFTER_DAYS` when nothing is said. A table that was paused gets as long
        again from the day it went on.
        """
        long_ago = on - (after or timedelta(days=settings.CYCLE_STUCK_AFTER_DAYS))
        went_on = StateChange.objects.filter(
            table=OuterRef("table"), to_state=Table.State.RUNNING, at__date__gte=long_ago
        )
        found = self.running().filter(table__state=Table.State.RUNNING, phase_since__lt=long_ago)
        return found.exclude(Exists(went_on)).order_by("phase_since", "pk")


class Cycle(models.Model):
    """One round of a table through the four phases; chairs are held for a cycle."""

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField("ronde", default=1)
    phase = models.CharField("fase", max_length=8, choices=Phase, default=Phase.CONNECT)
    started_on = models.DateField("begonnen op")
    phase_since = models.DateField("in deze fase sinds")
    ended_on = models.DateField("afgesloten op", null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    class Meta:
        verbose_name = "cyclus"
        verbose_name_plural = "cycli"
        ordering = ["table", "number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="rounds_of_a_table_are_numbered"),
            models.UniqueConstraint(fields=["table"], condition=Q(ended_on=None), name="one_running_cycle_per_table"),
            models.CheckConstraint(
                condition=Q(phase_since__gte=models.F("started_on")), name="a_phase_lies_within_its_round"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table}, ronde {self.number}"

    def get_absolute_url(self) -> str:
        """The running round of its table, or the history it became part of."""
        return reverse("cycle-list" if self.ended_on else "cycle", args=[self.table.slug])

    def company(self) -> models.QuerySet[Person]:
        """Who sits at the table in this round or leads it: among them somebody is found to do something."""
        table = self.table
        leads = [table.chair_id, table.facilitator_id, table.clm_contact_id]
        return Person.objects.filter(
            Q(pk__in=[pk for pk in leads if pk]) | Q(seats__cycle=self, seats__state="accepted")
        ).distinct()


class PhaseChange(models.Model):
    """That a round went on to its next phase: when, by whom, and, where a gate was overruled, what was missing and why."""

    cycle = models.ForeignKey(Cycle, verbose_name="cyclus", on_delete=models.CASCADE, related_name="phase_changes")
    from_phase = models.CharField("van fase", max_length=8, choices=Phase, blank=True)
    # Empty when the round was closed.
    to_phase = models.CharField("naar fase", max_length=8, choices=Phase, blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(User, verbose_name="door", null=True, on_delete=models.SET_NULL, related_name="+")
    # The conditions that were not met, as they read on screen; empty when all were.
    missing = models.JSONField("wat ontbrak", default=list, blank=True)
    overruled_because = models.CharField("reden om toch verder te gaan", max_length=500, blank=True)

    class Meta:
        verbose_name = "faseovergang"
        verbose_name_plural = "faseovergangen"
        ordering = ["cycle", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(missing=[]) | ~Q(overruled_because=""), name="a_gate_is_overruled_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.get_to_phase_display() or 'afgesloten'}"


class LandingPlace(models.Model):
    """Where a round means its insights to land, and who sees to it."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    cycle = models.ForeignKey(Cycle, verbose_name="cyclus", on_delete=models.CASCADE, related_name="landing_places")
    kind = models.CharField("soort", max_length=18, choices=LandingKind)
    words = models.CharField("waar precies", max_length=300, blank=True)
    owner = models.ForeignKey(
        Person, verbose_name="wie hiervoor zorgt", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "beoogde landingsplek"
        verbose_name_plural = "beoogde landingsplekken"
        ordering = ["cycle", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}" if self.words else self.get_kind_display()


class Reflection(models.Model):
    """What a round looked back on before it closed."""

    cycle = models.OneToOneField(Cycle, verbose_name="cyclus", on_delete=models.CASCADE, related_name="reflection")
    learned = models.TextField("wat hebben we geleerd", max_length=3000)
    behaviour = models.TextField("wat verandert er in ons gedrag", max_length=3000)
    agreements = models.TextField("welke afspraken volgen hieruit", max_length=3000)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "reflectie"
        verbose_name_plural = "reflecties"

    def __str__(self) -> str:
        return f"Reflectie op {self.cycle}"

    def is_complete(self) -> bool:
        """Whether all three questions have an answer; until then it is a draft."""
        return all(text.strip() for text in (self.learned, self.behaviour, self.agreements))


class StateChange(models.Model):
    """That a table began, paused, went on or ended: when, by whom, why, and at its end with what result."""

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="state_changes")
    from_state = models.CharField("van", max_length=10, choices=Table.State)
    to_state = models.CharField("naar", max_length=10, choices=Table.State)
    at = models.DateTimeField("op")
    by = models.ForeignKey(User, verbose_name="door", null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField("reden", max_length=500, blank=True)
    result = models.TextField("resultaat", max_length=2000, blank=True)

    class Meta:
        verbose_name = "verandering van een tafel"
        verbose_name_plural = "veranderingen van tafels"
        ordering = ["table", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(to_state__in=["paused", "ended"]) | ~Q(reason=""), name="a_pause_or_an_end_has_a_reason"
            ),
            models.CheckConstraint(condition=~Q(to_state="ended") | ~Q(result=""), name="an_end_has_a_result"),
        ]

    def __str__(self) -> str:
        return f"{self.table}: {self.get_to_state_display()}"
