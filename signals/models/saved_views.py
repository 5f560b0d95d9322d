"""A view of the inbox that somebody kept for themselves."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from leerlandschap.network.models import User


class SavedView(models.Model):
    """Filters and words of the inbox under a name; personal, and at most one to begin with."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, verbose_name="van", on_delete=models.CASCADE, related_name="inbox_views")
    name = models.CharField("naam", max_length=60)
    # What it asks, as `signals/inbox.py` writes it at the end of an address.
    address = models.CharField("vraag", max_length=1_000)
    is_first = models.BooleanField("begin hiermee", default=False)
    made_at = models.DateTimeField("gemaakt op")

    class Meta:
        verbose_name = "weergave"
        verbose_name_plural = "weergaven"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint("user", Lower("name"), name="views_of_one_person_have_different_names"),
            models.UniqueConstraint(fields=["user"], condition=Q(is_first=True), name="one_view_to_begin_with"),
        ]

    def __str__(self) -> str:
        """Nothing of what it asks: this stands in the audit trail."""
        return f"weergave {str(self.ref)[:8]}"

    def get_absolute_url(self) -> str:
        """The inbox as it asks it."""
        return f"{reverse('handling-list')}?{self.address}"
