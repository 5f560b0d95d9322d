"""What a sender adds to their words: a photo or a document, sealed, without who made it and without its own name."""

import uuid
from typing import IO

from django.db import models

from leerlandschap.commons import cipher, files
from leerlandschap.commons.models import File
from signals.models.experiences import Experience
from signals.models.messages import Message


class AttachmentQuerySet(models.QuerySet):
    def read_by(self, user) -> "AttachmentQuerySet":
        """Those of the experiences whose text `user` may read: their sender, and who handles them."""
        return self.filter(experience__in=Experience.objects.read_by(user))


class Attachment(models.Model):
    """A file that came with an experience, or with a later message of its sender. It opens in this row only."""

    # Also the number of its file: the bytes were sealed for it.
    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    experience = models.ForeignKey(
        Experience, verbose_name="ervaring", on_delete=models.CASCADE, related_name="attachments"
    )
    message = models.ForeignKey(
        Message, verbose_name="bij bericht", null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    file = models.OneToOneField(File, verbose_name="bestand", on_delete=models.PROTECT, related_name="+")
    # The first of an experience, the second: what it is called, since the name of a file may be that of a child.
    number = models.PositiveSmallIntegerField("nummer")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "bijlage bij een ervaring"
        verbose_name_plural = "bijlagen bij ervaringen"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["experience", "number"], name="attachments_are_numbered")]

    def __str__(self) -> str:
        return f"bijlage {self.number}"

    @property
    def kind(self) -> str:
        """How its name ends: pdf, docx, png."""
        return self.file.name.rpartition(".")[2]

    def open(self) -> IO[bytes]:
        """Its bytes. Raises cipher.Unreadable for the file of another row, and FileNotFoundError for one that is gone."""
        if self.file.uuid != self.ref:
            raise cipher.Unreadable("the file of another attachment")
        return files.open(self.file)
