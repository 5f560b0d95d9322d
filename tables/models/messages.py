"""A message to everybody at a table: the mail only says that it is there."""

import uuid

from django.db import models
from django.urls import reverse

from leerlandschap.network.models import User
from tables.models.tables import Table


class TableMessage(models.Model):
    """A short text to who sits at a table and leads it, read behind sign-in."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="messages")
    text = models.TextField("bericht", max_length=3000)
    made_at = models.DateTimeField("verstuurd op")
    made_by = models.ForeignKey(
        User, verbose_name="van", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    told = models.PositiveIntegerField("aan hoeveel mensen", default=0, editable=False)

    class Meta:
        verbose_name = "bericht aan de tafel"
        verbose_name_plural = "berichten aan de tafel"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.table}, {self.made_at:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("table-message", args=[self.table.slug, self.ref])
