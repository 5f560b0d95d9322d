"""Research questions: what a table wants to find out, set every year."""

import uuid

from django.db import models

from tables.models.tables import Openness, Table


class QuestionQuerySet(models.QuerySet):
    def visible_to(self, user) -> "QuestionQuerySet":
        """Public questions for everyone, those for the network for who is signed in."""
        open_to = [Openness.PUBLIC, Openness.NETWORK] if user.is_authenticated else [Openness.PUBLIC]
        return self.filter(openness__in=open_to)


class ResearchQuestion(models.Model):
    """A question that a table investigates in a year."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="questions")
    year = models.PositiveSmallIntegerField("jaar")
    text = models.CharField("onderzoeksvraag", max_length=400)
    position = models.PositiveSmallIntegerField("plaats", default=0)
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness, default=Openness.PUBLIC)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "onderzoeksvraag"
        verbose_name_plural = "onderzoeksvragen"
        ordering = ["year", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "year", "text"], name="a_question_is_asked_once_a_year")
        ]

    def __str__(self) -> str:
        return self.text
