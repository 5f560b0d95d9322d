"""Cycles: a table goes round four phases, and round again."""

import uuid
from datetime import date, timedelta

from django.db import models
from django.db.models import Q

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

    def stuck(self, on: date, *, after: timedelta) -> "CycleQuerySet":
        """Rounds of running tables that have been in one phase for longer than `after`."""
        long_ago = on - after
        return self.running().filter(table__state=Table.State.RUNNING, phase_since__lt=long_ago)


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
