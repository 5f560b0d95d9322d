"""Stances: whether a municipality formally subscribes to a working agreement, or says that it does not."""

import uuid

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Organisation, User
from tables.models.agreements import WorkingAgreement


class StanceQuerySet(models.QuerySet):
    def visible_to(self, user) -> "StanceQuerySet":
        """Those about agreements that `user` reads."""
        return self.filter(agreement__in=WorkingAgreement.objects.visible_to(user))


class Stance(models.Model):
    """What an organisation says of a working agreement; the last word counts, earlier ones are kept in the audit trail."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    agreement = models.ForeignKey(
        WorkingAgreement, verbose_name="werkafspraak", on_delete=models.CASCADE, related_name="stances"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", on_delete=models.CASCADE, related_name="stances"
    )
    subscribes = models.BooleanField("onderschrijft")
    reason = models.CharField("reden", max_length=400, blank=True)
    at = models.DateTimeField("op")
    by = models.ForeignKey(User, verbose_name="door", null=True, on_delete=models.SET_NULL, related_name="+")

    objects = StanceQuerySet.as_manager()

    class Meta:
        verbose_name = "standpunt over een werkafspraak"
        verbose_name_plural = "standpunten over werkafspraken"
        ordering = ["agreement", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "organisation"], name="one_stance_per_organisation"),
            models.CheckConstraint(
                condition=Q(subscribes=True) | ~Q(reason=""), name="who_does_not_subscribe_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {'onderschrijft' if self.subscribes else 'onderschrijft niet'}: {self.agreement}"
