"""Pictures of a newsletter."""

import uuid

from django.db import models
from django.urls import reverse

from leerlandschap.commons.models import File
from newsletter.models.editions import Item


class Picture(models.Model):
    """A picture with a piece of news, and in words what is to be seen on it.

    Another picture is another row with another address, so that what an address shows never changes.
    """

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    item = models.OneToOneField(Item, verbose_name="bericht", on_delete=models.CASCADE, related_name="picture")
    file = models.OneToOneField(File, verbose_name="bestand", on_delete=models.PROTECT, related_name="+")
    # For who does not see it; asked before the edition goes.
    alt = models.CharField("wat erop te zien is", max_length=250, blank=True)
    width = models.PositiveIntegerField("breedte")
    height = models.PositiveIntegerField("hoogte")

    class Meta:
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"

    def __str__(self) -> str:
        return self.alt or "afbeelding zonder woorden"

    def get_absolute_url(self) -> str:
        return reverse("edition-picture", args=[self.ref])
