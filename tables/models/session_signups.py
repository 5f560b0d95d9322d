"""Sign-ups for a session from an address that is not confirmed yet."""

import uuid

from django.db import models

from tables.models.meetings import Meeting


class SessionSignUp(models.Model):
    """Wanting to come to a session, from an address that is not confirmed yet. It counts for nothing, and lapses after a week."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Meeting, verbose_name="sessie", on_delete=models.CASCADE, related_name="signups")
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("werkadres")
    organisation_name = models.CharField("organisatie", max_length=160)
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "aanmelding voor een sessie"
        verbose_name_plural = "aanmeldingen voor sessies"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "email"], name="one_open_signup_per_address_and_session")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.session}"
