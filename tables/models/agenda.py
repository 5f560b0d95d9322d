"""The agenda of a meeting: items typed by what comes to the table, with what was said about each."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.models import Person, User, person_of
from tables.models.meetings import Meeting
from tables.models.methods import Method
from tables.models.openness import EVERYWHERE, AtTableQuerySet, readable_by
from tables.models.tables import Openness, Table


class AgendaItemBase(models.Model):
    """Something to talk about, and what was said about it; shared with the agenda of a contract talk."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("onderwerp", max_length=160)
    text = models.TextField("toelichting", blank=True, max_length=3000)
    owner = models.ForeignKey(
        Person, verbose_name="wie het inbrengt", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Planned length, in minutes.
    minutes = models.PositiveSmallIntegerField(
        "aantal minuten", default=15, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    position = models.PositiveSmallIntegerField("plaats", default=0)
    # What was said about it, as minuted during the meeting.
    notes = models.TextField("verslag", blank=True, max_length=20_000)
    # Raised at every change of the notes: who saves on top of somebody else's words sees both first.
    notes_version = models.PositiveIntegerField("versie van het verslag", default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class AgendaItemQuerySet(AtTableQuerySet):
    def visible_to(self, user) -> "AgendaItemQuerySet":
        """As far as their openness says, once the agenda was shared; the backlog for who sits at the table.

        A proposal is read by who made it, and like a draft agenda by who leads the table.
        """
        readable = readable_by(user)
        if user.is_authenticated and user.roles() & EVERYWHERE:
            return self.filter(readable)
        settled = ~Q(state__in=AgendaItem.UNSETTLED)
        shown = settled & Q(meeting__agenda_shared_at__isnull=False)
        if not user.is_authenticated:
            return self.filter(readable, shown)
        kept = settled & Q(meeting=None, table__in=Table.objects.with_chair_of(user).values("pk"))
        led = Q(table__chair=person_of(user)) | Q(table__facilitator=person_of(user))
        own = Q(proposed_by=person_of(user), state__in=AgendaItem.UNSETTLED)
        return self.filter((readable & (shown | kept)) | led | own)

    def backlog(self) -> "AgendaItemQuerySet":
        """Kept for later: taken up by the chair, in no meeting yet."""
        return self.filter(meeting=None, state=AgendaItem.State.PLANNED)

    def proposed(self) -> "AgendaItemQuerySet":
        """Brought in by a member, and not taken up or declined yet."""
        return self.filter(state=AgendaItem.State.PROPOSED)

    def worth_finding(self) -> "AgendaItemQuerySet":
        """Not what a meeting does each time (opening, closing), what goes on elsewhere, or what stands in adopted minutes."""
        mine = self.exclude(kind=AgendaItem.Kind.BUSINESS).exclude(state=AgendaItem.State.CARRIED)
        return mine.exclude(entries__version__minutes__adopted_at__isnull=False)

    def on_agenda(self) -> "AgendaItemQuerySet":
        """Those that are, or were, on the agenda of a meeting, in order."""
        on_it = self.filter(meeting__isnull=False).exclude(state__in=AgendaItem.UNSETTLED)
        return on_it.order_by("position", "pk")


class AgendaItem(AgendaItemBase):
    """An item of a table's meeting; without a meeting it waits on the table's backlog."""

    class Kind(models.TextChoices):
        """What comes to the table (seed, "Wat ter tafel komt"); the first is the meeting's own business."""

        BUSINESS = "business", "huishoudelijk"
        BOTTLENECK = "bottleneck", "knelpunten en kansen"
        DEVELOPMENT = "development", "ontwikkelstappen"
        EXAMPLE = "example", "inspirerende voorbeelden"
        MOVEMENT = "movement", "beweging en verandering"
        EXECUTION = "execution", "van bedoeling naar uitvoering"
        FIGURES = "figures", "cijfers"
        STORY = "story", "verhaal"
        EXPERIENCE = "experience", "ervaring"

    class State(models.TextChoices):
        PROPOSED = "proposed", "voorgesteld"
        PLANNED = "planned", "staat erop"
        DISCUSSED = "discussed", "besproken"
        CARRIED = "carried", "doorgeschoven"
        DECLINED = "declined", "niet opgepakt"

    # Brought in by a member and on no agenda: the business of who brought it and who leads the table.
    UNSETTLED = (State.PROPOSED, State.DECLINED)

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="agenda_items")
    meeting = models.ForeignKey(
        Meeting,
        verbose_name="bijeenkomst",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="agenda_items",
    )
    kind = models.CharField("soort", max_length=12, choices=Kind, default=Kind.BUSINESS)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    method = models.ForeignKey(
        Method, verbose_name="werkvorm", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Stands after what is brought in: round of questions, closing.
    closes = models.BooleanField("hoort bij het slot", default=False)
    # Comes back at every meeting of the table.
    recurs = models.BooleanField("komt elke keer terug", default=False)
    state = models.CharField("staat", max_length=10, choices=State, default=State.PLANNED)
    # The item of an earlier meeting that this one goes on with.
    goes_on_with = models.OneToOneField(
        "self", verbose_name="vervolg op", null=True, blank=True, on_delete=models.SET_NULL, related_name="gone_on_in"
    )
    discussed_at = models.DateTimeField("besproken op", null=True, blank=True)
    proposed_by = models.ForeignKey(
        Person, verbose_name="voorgesteld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("reden", max_length=400, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta(AgendaItemBase.Meta):
        abstract = False
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="an_item_is_declined_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="discussed") | Q(discussed_at__isnull=False), name="a_discussed_item_says_when"
            ),
        ]
        indexes = [models.Index(fields=["meeting", "position"], name="item_by_meeting_and_place")]

    def get_absolute_url(self) -> str:
        return reverse("agenda-item", args=[self.ref])

    def is_settled(self) -> bool:
        """Whether its meeting took place or was called off: then it only changes with the minutes."""
        return self.meeting is not None and not self.meeting.is_planned()


class StandingItem(models.Model):
    """A line of a table's standard agenda: each new meeting begins with these."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="standing_items")
    title = models.CharField("onderwerp", max_length=160)
    kind = models.CharField("soort", max_length=12, choices=AgendaItem.Kind, default=AgendaItem.Kind.BUSINESS)
    minutes = models.PositiveSmallIntegerField(
        "aantal minuten", default=10, validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    # Stands after what is brought in.
    closes = models.BooleanField("na de inhoud", default=False)
    position = models.PositiveSmallIntegerField("plaats", default=0)

    class Meta:
        verbose_name = "vast agendapunt"
        verbose_name_plural = "vaste agendapunten"
        ordering = ["table", "position", "pk"]

    def __str__(self) -> str:
        return self.title
