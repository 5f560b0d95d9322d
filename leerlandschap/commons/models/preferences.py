"""How often somebody wants to be mailed about what; service mail does not ask."""

from django.conf import settings
from django.db import models


class Rhythm(models.TextChoices):
    """How often reminders of one group are mailed; never more than one mail a person a day."""

    AT_ONCE = "at_once", "zo snel mogelijk"
    DAILY = "daily", "elke werkdag"
    WEEKLY = "weekly", "één keer per week"
    OFF = "off", "niet mailen"


class MailPreference(models.Model):
    """What somebody chose for one group of reminders; without a row it goes every working day."""

    person = models.ForeignKey(
        settings.PERSON_MODEL, verbose_name="persoon", on_delete=models.CASCADE, related_name="mail_preferences"
    )
    group = models.CharField("waarover", max_length=20)
    rhythm = models.CharField("hoe vaak", max_length=8, choices=Rhythm)

    class Meta:
        verbose_name = "voorkeur voor mail"
        verbose_name_plural = "voorkeuren voor mail"
        constraints = [models.UniqueConstraint(fields=["person", "group"], name="one_preference_per_person_and_group")]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_rhythm_display()}"
