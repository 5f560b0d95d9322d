"""Drafts: what somebody typed and did not save yet, so that it outlives a closed browser and a lost connection."""

from django.db import models

from leerlandschap.network.models import User


class Draft(models.Model):
    """What one person was typing at one place; it goes when it is saved, or thrown away, or nobody came back for it."""

    user = models.ForeignKey(User, verbose_name="van", on_delete=models.CASCADE, related_name="drafts")
    # Where it belongs, as "agendapunt:" and the ref of an item.
    place = models.CharField("plaats", max_length=80)
    # What was typed, by the name of its field.
    fields = models.JSONField("getypt", default=dict)
    saved_at = models.DateTimeField("bewaard op")

    class Meta:
        verbose_name = "kladje"
        verbose_name_plural = "kladjes"
        ordering = ["user", "place"]
        constraints = [models.UniqueConstraint(fields=["user", "place"], name="one_draft_per_person_and_place")]

    def __str__(self) -> str:
        return f"{self.user}: {self.place}"
