"""Files that people bring in: what is known of each; the bytes lie under MEDIA_ROOT, by number and never by name."""

import uuid

from django.db import models


class File(models.Model):
    """A file as it was brought in. The row that says what it belongs to, and who may have it, is the owning app's."""

    uuid = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    sha256 = models.CharField("afdruk", max_length=64)
    name = models.CharField("naam", max_length=150)
    content_type = models.CharField("soort", max_length=100)
    size = models.PositiveBigIntegerField("aantal bytes")
    text = models.TextField("tekst in het bestand", blank=True)
    sealed = models.BooleanField("verzegeld", default=False)
    kept_at = models.DateTimeField("bewaard op", db_index=True)

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the bytes lie, under MEDIA_ROOT."""
        return f"{self.uuid.hex[:2]}/{self.uuid.hex}"
