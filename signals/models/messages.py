"""What is said between a sender and who handles their experience, and what handlers note among themselves."""

import uuid

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import User
from signals.models.bundles import Happening
from signals.models.experiences import Experience
from signals.models.sealed import SealedTexts


class MessageQuerySet(models.QuerySet):
    def for_sender(self) -> "MessageQuerySet":
        """What the sender reads: everything but what handlers note among themselves."""
        return self.exclude(kind=Message.Kind.NOTE)

    def said(self) -> "MessageQuerySet":
        """What people wrote to each other: without the steps, which stand on the line of the experience."""
        return self.exclude(kind=Message.Kind.STEP)

    def steps(self) -> "MessageQuerySet":
        """What came of it at a table."""
        return self.filter(kind=Message.Kind.STEP).select_related("happening__bundle__table", "happening__bundle__item")


class Message(SealedTexts, models.Model):
    """One message in the thread of an experience (sealed). Nobody changes or removes it."""

    class Kind(models.TextChoices):
        REACTION = "reaction", "reactie"
        QUESTION = "question", "vraag"
        REPLY = "reply", "van de afzender"
        EXTENSION = "extension", "meer tijd"
        FEEDBACK = "feedback", "terugkoppeling"
        REFERRAL = "referral", "doorverwezen"
        STEP = "step", "stap aan een tafel"
        NOTE = "note", "interne notitie"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    experience = models.ForeignKey(
        Experience, verbose_name="ervaring", on_delete=models.CASCADE, related_name="messages"
    )
    kind = models.CharField("soort", max_length=9, choices=Kind)
    # Of a step it is empty, unless a handler told it in other words: what the table wrote down stands with the table.
    sealed_text = models.TextField("tekst (versleuteld)", blank=True)
    happening = models.ForeignKey(
        Happening, verbose_name="gebeurtenis", null=True, blank=True, on_delete=models.CASCADE, related_name="told"
    )
    by = models.ForeignKey(User, verbose_name="van", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField("op")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht bij een ervaring"
        verbose_name_plural = "berichten bij ervaringen"
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["experience", "happening"], name="a_step_is_told_once"),
            models.CheckConstraint(
                condition=Q(kind="step", happening__isnull=False) | (~Q(kind="step") & Q(happening=None)),
                name="a_step_says_what_happened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} bij {self.experience_id}"

    @property
    def text(self) -> str:
        """What it says. Only a page whose reader may read it asks this."""
        return self.unseal("text")

    @property
    def is_from_sender(self) -> bool:
        return self.kind == self.Kind.REPLY
