"""Bij ons ook: that somebody knows what a bundle tells from their own work, without a word about it."""

import uuid

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import Organisation, Person
from signals.models.bundles import Bundle


class EchoQuerySet(models.QuerySet):
    def sides(self) -> int:
        """How many this comes from: an organisation counts once, and so does somebody of none."""
        organisations = self.exclude(organisation=None).values("organisation").distinct().count()
        return organisations + self.filter(organisation=None).count()


class Echo(models.Model):
    """One press, of an account or of a browser that keeps a mark of it. Who it was is shown nowhere."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    bundle = models.ForeignKey(Bundle, verbose_name="bundel", on_delete=models.CASCADE, related_name="echoes")
    person = models.ForeignKey(
        Person, verbose_name="van", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The fingerprint of what the browser keeps, made for this bundle alone: no two presses of one browser look alike.
    mark = models.CharField("afdruk van het merkje", max_length=64, blank=True)
    wants_news = models.BooleanField("wil horen wat ervan komt", default=False)
    on = models.DateField("op")

    objects = EchoQuerySet.as_manager()

    class Meta:
        verbose_name = "bij ons ook"
        verbose_name_plural = "bij ons ook"
        constraints = [
            models.UniqueConstraint(fields=["bundle", "person"], name="somebody_echoes_once"),
            models.UniqueConstraint(fields=["bundle", "mark"], condition=~Q(mark=""), name="a_browser_echoes_once"),
            models.CheckConstraint(
                condition=Q(person=None, organisation=None, wants_news=False) ^ Q(mark=""),
                name="an_echo_is_of_a_person_or_of_a_browser",
            ),
        ]

    def __str__(self) -> str:
        return f"bij ons ook {self.pk}"
