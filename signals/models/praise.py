"""A compliment as it was passed to those it praises: in a handler's words, without who sent it."""

import uuid

from django.db import models
from django.utils import timezone

from leerlandschap.network.models import Membership, Organisation, User, person_of
from signals.models.experiences import Experience
from signals.models.sealed import SealedTexts


class PraiseQuerySet(models.QuerySet):
    def visible_to(self, user) -> "PraiseQuerySet":
        """What was passed to the organisations where `user` works now, for as long as the sender lets them know of it."""
        if not user.is_authenticated:
            return self.none()
        own = Membership.objects.running(timezone.localdate()).filter(person=person_of(user)).values("organisation")
        return self.filter(organisation__in=own, experience__may_tell_organisation=True)


class Praise(SealedTexts, models.Model):
    """One compliment for one organisation (sealed)."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    experience = models.ForeignKey(Experience, verbose_name="ervaring", on_delete=models.CASCADE, related_name="praise")
    organisation = models.ForeignKey(Organisation, verbose_name="voor", on_delete=models.CASCADE, related_name="+")
    sealed_text = models.TextField("in andere woorden (versleuteld)")
    by = models.ForeignKey(
        User, verbose_name="doorgegeven door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField("doorgegeven op")

    objects = PraiseQuerySet.as_manager()

    class Meta:
        verbose_name = "doorgegeven compliment"
        verbose_name_plural = "doorgegeven complimenten"
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["experience", "organisation"], name="a_compliment_is_passed_on_once")
        ]

    def __str__(self) -> str:
        return f"compliment voor {self.organisation_id}"

    @property
    def text(self) -> str:
        """What it says, for who may read it."""
        return self.unseal("text")
