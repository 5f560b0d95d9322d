"""Meetings: the dated sessions of a table."""

import uuid
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.models import person_of
from tables.models.gatherings import Gathering
from tables.models.tables import Table


def midnight(day: date) -> datetime:
    """When a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingQuerySet":
        """Those of the tables and of the gatherings that `user` may see."""
        gatherings = Gathering.objects.visible_to(user).values("pk")
        return self.filter(Q(table__in=Table.objects.visible_to(user)) | Q(gathering__in=gatherings))

    def of_tables(self) -> "MeetingQuerySet":
        """Those that a table holds."""
        return self.filter(table__isnull=False)

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

    def of_person(self, user) -> "MeetingQuerySet":
        """Those of the tables that are somebody's own, and sessions they signed up for."""
        signed_up = Meeting.objects.filter(attendances__person=person_of(user), attendances__state="coming")
        own = Table.objects.of_person(user)
        return self.filter(Q(table__in=own.values("pk")) | Q(pk__in=signed_up.values("pk")))

    def on_days(self, first: date, last: date) -> "MeetingQuerySet":
        """Those that begin on one of these days, both included."""
        return self.since(first).filter(starts_at__lt=midnight(last + timedelta(days=1)))

    def since(self, first: date) -> "MeetingQuerySet":
        """Those that begin on this day or later; compared as moments, so that an index is of use."""
        return self.filter(starts_at__gte=midnight(first))

    def sessions(self) -> "MeetingQuerySet":
        """Those with a sign-up of their own: meetings of thematafels, and dates of gatherings."""
        return self.filter(Q(table__kind=Table.Kind.THEMATAFEL) | Q(gathering__isnull=False))

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
    # Of which gathering it is a date, when it is no table's.
    gathering = models.ForeignKey(
        Gathering, verbose_name="leervorm", null=True, blank=True, on_delete=models.CASCADE, related_name="dates"
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
    # Who sees to it: somebody's name, an organisation, or "om de beurt".
    refreshments = models.CharField("wie koffie en thee verzorgt", max_length=120, blank=True)
    # Until then the agenda is a draft that only who leads the table reads.
    agenda_shared_at = models.DateTimeField("agenda gedeeld op", null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(table=None) | Q(gathering=None), name="a_meeting_is_a_table_s_or_a_gathering_s"
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
            models.Index(
                fields=["starts_at", "id"],
                condition=Q(state__in=["planned", "running"]),
                name="meeting_to_come_by_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.table)

    def get_absolute_url(self) -> str:
        if self.gathering_id:
            return f"{self.gathering.get_absolute_url()}#datum-{self.ref}"
        return reverse("meeting", args=[self.ref])

    def is_planned(self) -> bool:
        """Whether it still stands in the agenda, also when its day has passed and nobody said how it went."""
        return self.state in self.PLANNED_STATES

    def takes_signups(self, now: datetime) -> bool:
        """Whether anybody can sign up for it: a planned session of a thematafel that runs or a gathering's, not over yet."""
        if self.gathering_id:
            return self.is_planned() and self.ends_at > now
        table = self.table
        if table is None or table.has_fixed_chairs or table.state != Table.State.RUNNING:
            return False
        return self.is_planned() and self.ends_at > now
