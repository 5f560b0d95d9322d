"""An answer that is given more often: a text to begin with, which whoever writes makes their own."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from leerlandschap.network.models import User
from signals.models.experiences import Experience

TWICE = "Er is al een standaardantwoord met deze naam. Kies een andere naam, of wijzig het antwoord dat er is."


class StandardAnswerQuerySet(models.QuerySet):
    def for_use(self, use: str, kinds: set[str]) -> "StandardAnswerQuerySet":
        """Those for writing this, about experiences of these kinds; what is for all is among them."""
        fitting = Q(kind="")
        if len(kinds) == 1:
            fitting |= Q(kind__in=kinds)
        return self.filter(fitting, use__in=["", use])


class StandardAnswer(models.Model):
    """A text that handlers share. It holds nothing of anybody: the guard watches it."""

    class Use(models.TextChoices):
        """What is written with it, by the word of the deed."""

        REACTION = "reactie", "schrijven aan de afzender"
        QUESTION = "vraag", "iets vragen"
        EXTENSION = "meer-tijd", "meer tijd nemen"
        FEEDBACK = "terugkoppeling", "terugkoppelen"
        REFERRAL = "verwijs-door", "doorverwijzen"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("naam", max_length=80)
    text = models.TextField("tekst", max_length=3000)
    use = models.CharField("waarvoor", max_length=14, choices=Use, blank=True)
    kind = models.CharField("bij welke soort", max_length=10, choices=Experience.Kind, blank=True)
    changed_at = models.DateTimeField("bewaard op")
    changed_by = models.ForeignKey(
        User, verbose_name="bewaard door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = StandardAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "standaardantwoord"
        verbose_name_plural = "standaardantwoorden"
        ordering = [Lower("title")]
        constraints = [
            models.UniqueConstraint(
                Lower("title"), name="standard_answers_have_different_names", violation_error_message=TWICE
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is kept."""
        return reverse("standard-answer", args=[self.ref])
