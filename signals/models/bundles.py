"""A bundle: experiences that go to a table together, in other words, and what came of it there."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.models import User
from signals.models.experiences import Experience
from signals.workflow import State
from tables import outcomes
from tables.models import AgendaItem, Meeting, Openness, Table, Theme

# For so long it is looked for what came of it; landings take their time.
FOLLOWED = timedelta(days=730)


class BundleQuerySet(models.QuerySet):
    def standing(self) -> "BundleQuerySet":
        """Those that the table did not drop."""
        return self.filter(ended_at=None)

    def followed(self, now: datetime) -> "BundleQuerySet":
        """Those of which something may still come."""
        return self.standing().filter(made_at__gt=now - FOLLOWED)

    def shown_to(self, user) -> "BundleQuerySet":
        """Those whose words somebody who meets the same may read: as far as a handler shows them and the table is open.

        Who reads the agenda item reads them there as well. Nobody is a visitor.
        """
        known = user is not None and user.is_authenticated
        open_tables = Q(table__openness=Openness.PUBLIC)
        seen = Q(shown=Openness.PUBLIC) & open_tables
        if known:
            seen |= Q(shown__in=[Openness.PUBLIC, Openness.NETWORK]) & (
                open_tables | Q(table__openness=Openness.NETWORK)
            )
            seen |= Q(item__in=AgendaItem.objects.visible_to(user).values("pk"))
        return self.standing().filter(seen)

    def about(self, theme: Theme) -> "BundleQuerySet":
        """Those of a theme: of what is in them, or of the table."""
        ours = Experience.objects.filter(theme=theme).values("pk")
        return self.filter(Q(table__theme=theme) | Q(experiences__in=ours)).distinct()

    def growing(self, now: datetime) -> "BundleQuerySet":
        """Those that did not come to their table yet: what is in them may still change."""
        ahead = Q(item__meeting=None) | Q(item__meeting__starts_at__gt=now)
        return self.standing().filter(ahead, item__state=AgendaItem.State.PLANNED)


class Bundle(models.Model):
    """One or more experiences as they were brought to a table: in a handler's words, with nothing of who sent them.

    It knows its agenda item, and the item does not know it: from the table nothing leads to a sender.
    """

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    experiences = models.ManyToManyField(Experience, verbose_name="ervaringen", related_name="bundles")
    # As the handler wrote them; at the table the item may have been worded otherwise since.
    title = models.CharField("onderwerp", max_length=160)
    text = models.TextField("in andere woorden", max_length=3000)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(
        AgendaItem, verbose_name="agendapunt", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # On whose agenda it stood when it was last looked at; none is the backlog.
    meeting = models.ForeignKey(
        Meeting, verbose_name="bijeenkomst", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField("gemaakt op", db_index=True)
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # To whom who meets the same it is shown; empty is to nobody but who reads the agenda item.
    shown = models.CharField("te lezen door", max_length=8, choices=Openness, blank=True)
    shown_at = models.DateTimeField("te lezen sinds", null=True, blank=True)
    ended_at = models.DateTimeField("van de tafel af op", null=True, blank=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "bundel"
        verbose_name_plural = "bundels"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        """Never a word of it: this stands in the audit trail."""
        return f"bundel {str(self.ref)[:8]}"

    def get_absolute_url(self) -> str:
        """Where handlers follow it."""
        return reverse("handling-bundle", args=[self.ref])

    def shown_at_url(self) -> str:
        """Where who meets the same reads it."""
        return reverse("known-bundle", args=[self.ref])

    def senders_told(self) -> models.QuerySet[Experience]:
        """The experiences whose senders hear what comes of it: its own, and those that are the double of one of them."""
        own = models.Q(bundles=self) | models.Q(duplicate_of__bundles=self, state=State.DUPLICATE)
        found = Experience.objects.filter(own).exclude(state=State.REFERRED).filter(destroyed_at=None)
        return found.select_related("sender", "theme").distinct()


class Happening(models.Model):
    """Something that became of a bundle, noted once. What the table wrote down stands with the table and not here."""

    class Kind(models.TextChoices):
        BROUGHT = "brought", "naar een tafel gebracht"
        DISCUSSED = "discussed", "besproken"
        OUTCOME = "outcome", "vastgelegd"
        READABLE = "readable", "nu te lezen"
        DONE = "done", "actie gedaan"
        LANDED = "landed", "doorgevoerd"
        SEEN = "seen", "effect gezien"
        RELEASED = "released", "verteld"
        NOTED = "noted", "besloten vastgelegd"
        MOVED = "moved", "verzet"
        DROPPED = "dropped", "niet opgepakt"

    # Of these only who handles it hears.
    FOR_HANDLERS = (Kind.NOTED, Kind.MOVED, Kind.DROPPED)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    bundle = models.ForeignKey(Bundle, verbose_name="bundel", on_delete=models.CASCADE, related_name="happenings")
    kind = models.CharField("wat", max_length=9, choices=Kind)
    # Under what it is known: the same is noted once, however often it is looked for.
    key = models.CharField("sleutel", max_length=80)
    # Which outcome of the table, or which landing, it is about.
    outcome = models.CharField("soort opbrengst", max_length=9, choices=outcomes.Kind, blank=True)
    about = models.UUIDField("waarover", null=True, blank=True)
    # Whether everybody could read it when it was noted.
    readable = models.BooleanField("voor iedereen te lezen", default=False)
    on = models.DateField("op")
    at = models.DateTimeField("gezien op")

    class Meta:
        verbose_name = "gebeurtenis bij een bundel"
        verbose_name_plural = "gebeurtenissen bij bundels"
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["bundle", "key"], name="what_happened_is_noted_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} bij {self.bundle_id}"
