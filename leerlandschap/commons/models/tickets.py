"""A link that lets its holder do one thing without signing in."""

from django.db import models


class Ticket(models.Model):
    """A door that a secret link opens: stored hashed, for one purpose, until a moment, once or many times, revocable."""

    token_hash = models.CharField("versleuteld kenmerk", max_length=64, unique=True)
    scope = models.CharField("waarvoor", max_length=40)
    about = models.CharField("waarover", max_length=100)
    made_at = models.DateTimeField("gemaakt op")
    expires_at = models.DateTimeField("geldig tot", db_index=True)
    many = models.BooleanField("vaker te gebruiken", default=False)
    used_at = models.DateTimeField("gebruikt op", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    class Meta:
        verbose_name = "toegangskaart"
        verbose_name_plural = "toegangskaarten"
        indexes = [models.Index(fields=["scope", "about"], name="ticket_by_subject")]

    def __str__(self) -> str:
        return f"{self.scope} {self.about}"
