"""The memory that makes a repeated POST harmless."""

from django.db import models


class OnceKey(models.Model):
    """A form that has been handled, and where its sender was led to."""

    digest = models.CharField("afdruk", max_length=64)
    location = models.CharField("waarheen", max_length=500, blank=True)
    made_at = models.DateTimeField("gemaakt op", db_index=True)

    class Meta:
        verbose_name = "eenmalig formulier"
        verbose_name_plural = "eenmalige formulieren"
        # Not `unique=True`: that brings a second index along, for the beginning of a text, and every form writes here.
        constraints = [models.UniqueConstraint(fields=["digest"], name="one_row_per_form")]

    def __str__(self) -> str:
        return self.digest[:8]
