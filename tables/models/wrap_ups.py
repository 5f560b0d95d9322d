"""What people say of a meeting right after it: who leads in a line, members by one question."""

import uuid

from django.db import models

from leerlandschap.network.models import Person
from tables.models.meetings import Meeting


class WrapUp(models.Model):
    """One person's look back at one meeting; of members only counts are shown, and no count of fewer than five."""

    class Role(models.TextChoices):
        LEAD = "lead", "wie de tafel leidt"
        MEMBER = "member", "wie aan tafel zit"

    class Gave(models.TextChoices):
        INSIGHT = "insight", "een nieuw inzicht"
        ACTION = "action", "iets om mee aan de slag te gaan"
        CONTACT = "contact", "iemand die ik nu beter weet te vinden"
        LITTLE = "little", "deze keer weinig"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, verbose_name="bijeenkomst", on_delete=models.CASCADE, related_name="wrap_ups")
    person = models.ForeignKey(Person, verbose_name="van", on_delete=models.CASCADE, related_name="+")
    role = models.CharField("als", max_length=6, choices=Role)
    gave = models.CharField("wat het gaf", max_length=8, choices=Gave, blank=True)
    words = models.CharField("in één regel", max_length=300, blank=True)
    missing = models.CharField("wat er nog mist", max_length=300, blank=True)
    answered_at = models.DateTimeField("beantwoord op")

    class Meta:
        verbose_name = "terugblik op een bijeenkomst"
        verbose_name_plural = "terugblikken op bijeenkomsten"
        ordering = ["meeting", "answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_look_back_per_person_and_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_role_display()}"
