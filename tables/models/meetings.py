"""Meetings: the dated sessions of a table."""

import uuid
from datetime import date, datetime

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from tables.models.tables import Table


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """Those of the tables that `user` may see."""
        return self.filter(table__in=Table.objects.visible_to(user))

    def standing(self) -> "MeetingQuerySet":
        """Those that take place or took place: planned, going on, or held."""
        return self.filter(state__in=[*Meeting.PLANNED_STATES, Meeting.State.HELD])

    def regular(self) -> "MeetingQuerySet":
        """Those that make the rhythm: ad hoc ones do not break it."""
        return self.filter(ad_hoc=False)

    def planned(self) -> "MeetingQuerySet":
        return self.filter(state__in=Meeting.PLANNED_STATES)

    def upcoming(self, since: datetime) -> "MeetingQuerySet":
        """Planned meetings that have not ended yet, soonest first."""
        return self.planned().filter(ends_at__gte=since).order_by("starts_at", "pk")

    def on_days(self, first: date, last: date) -> "MeetingQuerySet":
        """Those that begin on one of these days, both included."""
        return self.filter(starts_at__date__gte=first, starts_at__date__lte=last)

    def sessions(self) -> "MeetingQuerySet":
        """Meetings of thematafels: anybody may come."""
        return self.filter(table__kind=Table.Kind.THEMATAFEL)

    def nearest(self, since: datetime) -> "MeetingQuerySet":
        """Of each table the first meeting to come."""
        first = Meeting.objects.upcoming(since).filter(table=OuterRef("table")).values("pk")[:1]
        return self.filter(pk=Subquery(first))


class Meeting(models.Model):
    """One session: a date, a time, a place. The table may be empty: a gathering on its own."""

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        PLANNED = "planned", "gepland"
        RUNNING = "running", "bezig"
        HELD = "held", "gehouden"
        CANCELLED = "cancelled", "geannuleerd"

    PLANNED_STATES = (State.PLANNED, State.RUNNING)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(
        Table, verbose_name="tafel", null=True, blank=True, on_delete=models.CASCADE, related_name="meetings"
    )
    title = models.CharField("titel", max_length=160, blank=True)
    starts_at = models.DateTimeField("begint")
    ends_at = models.DateTimeField("eindigt")
    place = models.CharField("plek", max_length=160, blank=True)
    # To the video meeting; shown only behind sign-in to who takes part, and in no mail or calendar.
    online_url = models.URLField("link naar de vergadering", blank=True, max_length=500)
    state = models.CharField("staat", max_length=10, choices=State, default=State.PLANNED)
    # Outside the rhythm: the planner and the guard leave it out.
    ad_hoc = models.BooleanField("buiten het ritme", default=False)

    # What calendars outside tell versions of a meeting apart by, and its text for the feeds, written at every change.
    sequence = models.PositiveIntegerField("volgnummer", default=0, editable=False)
    changed_at = models.DateTimeField("gewijzigd op", default=timezone.now, editable=False)
    ical = models.TextField("tekst voor agenda's", blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "bijeenkomst"
        verbose_name_plural = "bijeenkomsten"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="a_meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(table__isnull=False) | ~Q(title=""), name="a_meeting_has_a_table_or_a_title"
            ),
            models.UniqueConstraint(
                fields=["table", "starts_at"],
                condition=~Q(state="cancelled"),
                name="a_table_meets_once_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="meeting_by_start"),
            models.Index(fields=["table", "starts_at"], name="meeting_by_table_and_start"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.table)

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.ref])

    def is_planned(self) -> bool:
        """Whether it still stands in the agenda, also when its day has passed and nobody said how it went."""
        return self.state in self.PLANNED_STATES

    def takes_signups(self, now: datetime) -> bool:
        """Whether anybody can sign up for it: a planned session of a thematafel that runs, and not over yet."""
        table = self.table
        if table is None or table.has_fixed_chairs or table.state != Table.State.RUNNING:
            return False
        return self.is_planned() and self.ends_at > now
