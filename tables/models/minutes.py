"""Minutes: made when a meeting closes, commented on, adopted, and afterwards only corrected in the open."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from leerlandschap.network.models import Person, User, person_of
from tables.models.agenda import AgendaItem
from tables.models.attendances import Attendance
from tables.models.meetings import Meeting
from tables.models.openness import EVERYWHERE, AtTableQuerySet, readable_by
from tables.models.tables import Openness, Table


class MinutesBase(models.Model):
    """The minutes of one meeting or talk, and how far they are; what they say stands in their versions."""

    class State(models.TextChoices):
        CONCEPT = "concept", "concept"
        COMMENTS = "comments", "reactietermijn"
        ADOPTED = "adopted", "vastgesteld"
        WITHDRAWN = "withdrawn", "ingetrokken"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField("staat", max_length=10, choices=State, default=State.CONCEPT)
    made_at = models.DateTimeField("gemaakt op")
    # The last day on which members comment.
    comments_until = models.DateField("reageren tot en met", null=True, blank=True)
    adopted_at = models.DateTimeField("vastgesteld op", null=True, blank=True)
    adopted_by = models.ForeignKey(
        User, verbose_name="vastgesteld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("reden", max_length=400, blank=True)

    class Meta:
        abstract = True


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MinutesQuerySet":
        """What was adopted: whoever reads anything in it. Before that who sits at the table, or came to its session; and
        as long as it is a concept only who leads the table. What of it they read is told by its entries.
        """
        readable = MinutesEntry.objects.visible_to(user).filter(version__minutes=OuterRef("pk"))
        adopted = Q(Exists(readable), adopted_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(adopted)
        if user.roles() & EVERYWHERE:
            return self.all()
        led = Q(meeting__table__chair=person_of(user)) | Q(meeting__table__facilitator=person_of(user))
        came = Attendance.objects.filter(meeting=OuterRef("meeting"), person=person_of(user))
        sits = Q(meeting__table__in=Table.objects.with_chair_of(user).values("pk")) | Q(
            Exists(came), meeting__table__kind=Table.Kind.THEMATAFEL
        )
        return self.filter(adopted | led | (sits & ~Q(state=Minutes.State.CONCEPT)))

    def under_comment(self, on: date) -> "MinutesQuerySet":
        """Those on which members may still say something."""
        return self.filter(state=Minutes.State.COMMENTS, comments_until__gte=on)


class Minutes(MinutesBase):
    """The minutes of a table's meeting."""

    meeting = models.OneToOneField(Meeting, verbose_name="bijeenkomst", on_delete=models.CASCADE, related_name="report")
    # Of a meeting from before the portal: when its report was taken over from a document.
    taken_over_at = models.DateTimeField("overgenomen op", null=True, blank=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta(MinutesBase.Meta):
        abstract = False
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering = ["-meeting__starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="adopted") | Q(adopted_at__isnull=False), name="adopted_minutes_say_when"
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(reason=""), name="minutes_are_withdrawn_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag van {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("minutes", args=[self.ref])

    def was_adopted_before(self) -> bool:
        """Whether it was adopted before it came into the portal, on a day that nobody noted here."""
        return self.taken_over_at is not None and self.adopted_at == self.taken_over_at

    def takes_comments(self, on: date) -> bool:
        """Whether members may say something about it on this day."""
        return self.state == self.State.COMMENTS and self.comments_until >= on


class MinutesVersion(models.Model):
    """One version of minutes, never changed once made: who made it, when, and why."""

    minutes = models.ForeignKey(Minutes, verbose_name="verslag", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField("versie")
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    why = models.CharField("wat er veranderde", max_length=400, blank=True)
    # Who was there, as noted: names by attendance ("aanwezig", "afwezig met bericht", "vervanger"), for the table's own eyes.
    attendance = models.JSONField("aanwezigheid", default=dict, blank=True)

    class Meta:
        verbose_name = "versie van een verslag"
        verbose_name_plural = "versies van verslagen"
        ordering = ["minutes", "number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="versions_of_minutes_are_numbered_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes}, versie {self.number}"


class MinutesEntryQuerySet(AtTableQuerySet):
    def standing(self) -> "MinutesEntryQuerySet":
        """Those of the newest version of minutes that were not withdrawn: what minutes say now."""
        later = MinutesVersion.objects.filter(
            minutes=OuterRef("version__minutes"), number__gt=OuterRef("version__number")
        )
        return self.filter(~Exists(later)).exclude(version__minutes__state=Minutes.State.WITHDRAWN)

    def legible_to(self, user) -> "MinutesEntryQuerySet":
        """Those that stand in minutes which `user` reads, and are open enough for them, as their agenda item is now."""
        item = AgendaItem.objects.filter(readable_by(user), pk=OuterRef("item"))
        entries = self.visible_to(user).filter(Q(item=None) | Exists(item))
        return entries.standing().filter(version__minutes__in=Minutes.objects.visible_to(user).values("pk"))


class MinutesEntry(models.Model):
    """What a version says of one agenda item: its text and its outcomes, each with an openness of its own."""

    version = models.ForeignKey(MinutesVersion, verbose_name="versie", on_delete=models.CASCADE, related_name="entries")
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(
        AgendaItem, verbose_name="agendapunt", null=True, on_delete=models.SET_NULL, related_name="entries"
    )
    position = models.PositiveSmallIntegerField("plaats")
    heading = models.CharField("onderwerp", max_length=160)
    text = models.TextField("verslag", blank=True, max_length=20_000)
    # The outcomes as they were noted: {"kind": …, "text": …, "number": …, "who": …, "due": …, "holds_for": […], "openness": …}.
    outcomes = models.JSONField("uitkomsten", default=list, blank=True)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)

    objects = MinutesEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "onderdeel van een verslag"
        verbose_name_plural = "onderdelen van verslagen"
        ordering = ["version", "position", "pk"]

    def __str__(self) -> str:
        return self.heading


class Remark(models.Model):
    """What a member says of one item of minutes within the time for comments, and what was done with it."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, verbose_name="verslag", on_delete=models.CASCADE, related_name="remarks")
    entry = models.ForeignKey(
        MinutesEntry, verbose_name="bij", null=True, on_delete=models.SET_NULL, related_name="remarks"
    )
    person = models.ForeignKey(Person, verbose_name="van", null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField("opmerking", max_length=2000)
    made_at = models.DateTimeField("gemaakt op")
    # What the minute-taker did with it, in a line.
    answer = models.CharField("antwoord", max_length=400, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)

    class Meta:
        verbose_name = "opmerking bij een verslag"
        verbose_name_plural = "opmerkingen bij verslagen"
        ordering = ["minutes", "made_at", "pk"]

    def __str__(self) -> str:
        return self.text
