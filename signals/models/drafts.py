"""What somebody was typing in the form and did not send yet; sealed like what they send."""

import json
import uuid

from django.db import models

from leerlandschap.network.models import User
from signals.models.sealed import SealedTexts


class Draft(SealedTexts, models.Model):
    """The one draft of who is signed in. Of who sends without a name there is none: it would lead to them."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, verbose_name="van", on_delete=models.CASCADE, related_name="experience_draft")
    # All that was typed and chosen, by the name of its field, as JSON.
    sealed_fields = models.TextField("getypt (versleuteld)")
    saved_at = models.DateTimeField("bewaard op", db_index=True)

    class Meta:
        verbose_name = "kladje van een ervaring"
        verbose_name_plural = "kladjes van ervaringen"

    def __str__(self) -> str:
        return f"kladje {self.pk}"

    @property
    def typed(self) -> dict:
        """What was typed, for who typed it."""
        return json.loads(self.unseal("fields"))
