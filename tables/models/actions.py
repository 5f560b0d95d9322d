"""Actions: what somebody promised at a table, and by when."""

import re
import uuid
from datetime import date

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.models import Organisation, Person, User, person_of
from tables.models.cycles import Cycle
from tables.models.openness import EVERYWHERE
from tables.models.tables import SLUG, Openness, Table

NO_DAY = date(9999, 12, 31)
REF = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class Todo(models.Model):
    """Something that somebody does by a day; shared with the follow-up of a contract talk."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    text = models.CharField("wat", max_length=400)
    owner = models.ForeignKey(
        Person, verbose_name="wie", null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss"
    )
    due_on = models.DateField("wanneer", null=True, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    done_at = models.DateTimeField("klaar op", null=True, blank=True)
    done_by = models.ForeignKey(
        User, verbose_name="klaar gemeld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by=None) | Q(done_at__isnull=False), name="%(class)s_that_is_done_says_when"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ActionQuerySet":
        """Those of the tables where one sits or leads, and one's own; CLM and the regional office see all.

        What was promised at a besloten item is for its owner and for who leads the table.
        """
        if not user.is_authenticated:
            return self.none()
        if user.roles() & EVERYWHERE:
            return self.all()
        seated = Q(table__in=Table.objects.with_chair_of(user).values("pk"))
        return self.filter(_own_or_led(user) | (seated & SHARED))

    def not_walled_from(self, user) -> "ActionQuerySet":
        """For who reads the round of the table: all but what was promised at an item that is besloten for them."""
        if user.roles() & EVERYWHERE:
            return self.all()
        return self.filter(_own_or_led(user) | SHARED)

    def of(self, user) -> "ActionQuerySet":
        """Those that `user` promised."""
        return self.filter(owner=person_of(user))

    def open(self) -> "ActionQuerySet":
        return self.filter(done_at=None)

    def standing(self) -> "ActionQuerySet":
        """Those of tables that have not ended: there actions stay as they were."""
        return self.exclude(table__state=Table.State.ENDED)

    def due(self, *, on: date) -> "ActionQuerySet":
        """Open, and promised for `on` or before."""
        return self.open().filter(due_on__lte=on)

    def overdue(self, on: date) -> "ActionQuerySet":
        """Open, and promised for a day before `on`."""
        return self.open().filter(due_on__lt=on)

    def for_list(self) -> "ActionQuerySet":
        """With what a line of a list says of each."""
        return self.select_related("owner", "organisation", "table", "item__meeting")

    def chosen(self, *, tafel: str = "", thema: str = "", organisatie: str = "", staat: str = "") -> "ActionQuerySet":
        """Narrowed to what the filters in the address say; an empty one, or a value that does not exist, says nothing."""
        found = self
        if SLUG.fullmatch(tafel):
            found = found.filter(table__slug=tafel)
        if SLUG.fullmatch(thema):
            found = found.filter(table__theme__slug=thema)
        if REF.fullmatch(organisatie):
            found = found.filter(organisation__ref=organisatie)
        if staat == "te-laat":
            found = found.overdue(timezone.localdate())
        if staat == "uitstel":
            found = found.filter(postponements__state=Postponement.State.ASKED)
        return found


# What everybody at the table reads: nothing that was said at a besloten item, as it was then or as it is now. At a table
# that is besloten as a whole, who sits there reads what was promised apart from any item.
SHARED = (~Q(openness=Openness.CLOSED) | Q(table__openness=Openness.CLOSED, item=None)) & ~Q(
    item__openness=Openness.CLOSED
)


def _own_or_led(user) -> Q:
    return Q(owner=person_of(user)) | Q(table__chair=person_of(user)) | Q(table__facilitator=person_of(user))


class Action(Todo):
    """An action of a table: it keeps one number over all meetings and rounds."""

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveIntegerField("nummer")
    organisation = models.ForeignKey(
        Organisation, verbose_name="namens", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    item = models.ForeignKey(
        "tables.AgendaItem",
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="actions",
    )
    # Never wider than the table: an action names a person.
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness, default=Openness.TABLE)
    # The rounds in which it was open: the one that made it, and every one it was carried into.
    cycles = models.ManyToManyField(Cycle, verbose_name="rondes", related_name="actions")
    # How often it got another day; each time is a Postponement.
    postponed = models.PositiveSmallIntegerField("keer uitgesteld", default=0, editable=False)
    nudged_at = models.DateTimeField("aan herinnerd op", null=True, blank=True, editable=False)
    # By which lists are ordered: the day it is due, and what has none last.
    due_rank = models.GeneratedField(
        expression=Coalesce("due_on", Value(NO_DAY)), output_field=models.DateField("volgorde"), db_persist=True
    )

    objects = ActionQuerySet.as_manager()

    class Meta(Todo.Meta):
        abstract = False
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["table", "number"]
        constraints = [
            *Todo.Meta.constraints,
            models.UniqueConstraint(fields=["table", "number"], name="actions_of_a_table_are_numbered_once"),
        ]
        indexes = [
            models.Index(fields=["due_rank", "id"], condition=Q(done_at=None), name="open_action_by_day"),
            models.Index(fields=["owner", "due_rank", "id"], condition=Q(done_at=None), name="open_action_by_owner"),
            models.Index(fields=["owner", "done_at", "id"], condition=~Q(done_at=None), name="done_action_by_owner"),
            models.Index(fields=["table", "due_rank", "id"], condition=Q(done_at=None), name="open_action_of_table"),
            models.Index(fields=["organisation", "due_rank"], condition=Q(done_at=None), name="open_action_for"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.ref])

    def is_late(self) -> bool:
        """Whether its day has passed and it is not done."""
        return self.done_at is None and self.due_on is not None and self.due_on < timezone.localdate()

    def noted_on(self):
        """The day of the meeting at which it was promised, or on which it was noted."""
        return self.item.meeting.starts_at if self.item and self.item.meeting else self.made_at


class ActionNote(models.Model):
    """A line on how an action stands."""

    action = models.ForeignKey(Action, verbose_name="actie", on_delete=models.CASCADE, related_name="notes")
    text = models.CharField("hoe het ervoor staat", max_length=600)
    made_at = models.DateTimeField("geschreven op")
    made_by = models.ForeignKey(
        User, verbose_name="geschreven door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "toelichting bij een actie"
        verbose_name_plural = "toelichtingen bij acties"
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.text


class Postponement(models.Model):
    """Another day for an action: asked with a reason, and granted or refused with one."""

    class State(models.TextChoices):
        ASKED = "asked", "gevraagd"
        GRANTED = "granted", "gegeven"
        REFUSED = "refused", "niet gegeven"
        LAPSED = "lapsed", "niet meer nodig"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    action = models.ForeignKey(Action, verbose_name="actie", on_delete=models.CASCADE, related_name="postponements")
    state = models.CharField("staat", max_length=8, choices=State, default=State.ASKED)
    before = models.DateField("was voor", null=True, blank=True)
    until = models.DateField("nieuwe dag")
    reason = models.CharField("reden", max_length=400)
    asked_at = models.DateTimeField("gevraagd op")
    asked_by = models.ForeignKey(
        User, verbose_name="gevraagd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name="besloten door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.CharField("antwoord", max_length=400, blank=True)

    class Meta:
        verbose_name = "uitstel"
        verbose_name_plural = "uitstel"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(state="asked"), name="one_open_request_to_postpone_an_action"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_action_is_postponed_with_a_reason"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(answer=""), name="a_postponement_is_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.until}"
