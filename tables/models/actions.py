"""Actions: what somebody promised at a table, and by when."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.models import Organisation, Person, User
from tables.models.cycles import Cycle
from tables.models.openness import EVERYWHERE
from tables.models.tables import Table


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
        """Those of the tables where one sits or leads, and one's own; CLM and the regional office see all."""
        if not user.is_authenticated:
            return self.none()
        if user.roles() & EVERYWHERE:
            return self.all()
        led = Q(table__chair__user=user) | Q(table__facilitator__user=user)
        seated = Table.objects.with_chair_of(user)
        return self.filter(Q(owner__user=user) | led | Q(table__in=seated.values("pk")))

    def open(self) -> "ActionQuerySet":
        return self.filter(done_at=None)

    def due(self, *, on: date) -> "ActionQuerySet":
        """Open, and promised for `on` or before."""
        return self.open().filter(due_on__lte=on)


class Action(Todo):
    """An action of a table: it keeps one number over all meetings and rounds."""

    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveIntegerField("nummer")
    organisation = models.ForeignKey(
        Organisation, verbose_name="namens", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The rounds in which it was open: the one that made it, and every one it was carried into.
    cycles = models.ManyToManyField(Cycle, verbose_name="rondes", related_name="actions")

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
        indexes = [models.Index(fields=["owner", "due_on"], condition=Q(done_at=None), name="open_action_by_owner")]

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.ref])
