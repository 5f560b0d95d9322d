"""Research questions: what a table wants to find out, set every year."""

import uuid

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Person, User, person_of
from tables.models.cycles import Cycle
from tables.models.openness import EVERYWHERE, AtTableQuerySet, readable_by
from tables.models.setup import ChallengeQuote
from tables.models.tables import Openness, Table


class QuestionQuerySet(AtTableQuerySet):
    def legible_to(self, user) -> "QuestionQuerySet":
        """What `user` reads, whatever became of it: what was taken up as far as its openness says, the rest for who
        handed it in and for who decides about it.
        """
        if not user.is_authenticated:
            return self.visible_to(user).taken_up()
        if user.roles() & EVERYWHERE:
            return self.all()
        readable = readable_by(user) & Q(state__in=ResearchQuestion.TAKEN_UP)
        arranged = Table.objects.preparing().filter(steps__owner=person_of(user))
        handed_in = Q(
            submitted_by=person_of(user), state__in=[ResearchQuestion.State.SUBMITTED, ResearchQuestion.State.DECLINED]
        )
        decides = Q(table__chair=person_of(user)) | Q(table__in=arranged.values("pk"))
        return self.filter(readable | handed_in | decides)

    def taken_up(self) -> "QuestionQuerySet":
        """Taken up by the table: being investigated, or answered."""
        return self.filter(state__in=ResearchQuestion.TAKEN_UP)

    def open(self) -> "QuestionQuerySet":
        """Being investigated."""
        return self.filter(state=ResearchQuestion.State.OPEN)

    def submitted(self) -> "QuestionQuerySet":
        """Handed in by somebody, and not decided on yet."""
        return self.filter(state=ResearchQuestion.State.SUBMITTED)


class ResearchQuestion(models.Model):
    """A question that a table investigates in a year; anybody signed in may hand one in, and hears what became of it."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "ingediend"
        OPEN = "open", "wordt onderzocht"
        ANSWERED = "answered", "beantwoord"
        DECLINED = "declined", "niet opgepakt"

    # Investigated at the table now, or before.
    TAKEN_UP = (State.OPEN, State.ANSWERED)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="questions")
    year = models.PositiveSmallIntegerField("jaar")
    text = models.CharField("onderzoeksvraag", max_length=400)
    position = models.PositiveSmallIntegerField("plaats", default=0)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness, default=Openness.PUBLIC)
    state = models.CharField("staat", max_length=10, choices=State, default=State.OPEN)
    # The starting point from the monitoring documents that it is tied to; without one, to the opgave as a whole.
    quote = models.ForeignKey(
        ChallengeQuote,
        verbose_name="hoort bij",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    owner = models.ForeignKey(
        Person, verbose_name="wie hem trekt", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # At which item of a meeting it came up, when at one.
    item = models.ForeignKey(
        "tables.AgendaItem",
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    answer = models.TextField("antwoord", blank=True, max_length=3000)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    # The rounds in which it was investigated.
    cycles = models.ManyToManyField(Cycle, verbose_name="rondes", related_name="questions")
    submitted_by = models.ForeignKey(
        Person, verbose_name="ingediend door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    submitted_at = models.DateTimeField("ingediend op", null=True, blank=True)
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, verbose_name="besloten door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("reden", max_length=400, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "onderzoeksvraag"
        verbose_name_plural = "onderzoeksvragen"
        ordering = ["year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "year", "text"], name="a_question_is_asked_once_a_year"),
            models.CheckConstraint(
                condition=~Q(state="answered") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="an_answered_question_has_its_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""), name="a_question_is_declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.text
