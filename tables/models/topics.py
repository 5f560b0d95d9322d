"""Topics: what a thematafel could talk about, brought by tables and people, bundled into sessions."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leerlandschap.network.models import Person, User
from tables.models.meetings import Meeting
from tables.models.tables import Table


class TopicQuerySet(models.QuerySet):
    def open(self) -> "TopicQuerySet":
        """Proposed, and in no session yet."""
        return self.filter(state=Topic.State.PROPOSED)

    def told_to(self, user) -> "TopicQuerySet":
        """Each with `from_seen`: whether `user` may see the table that brings it, and so read its name."""
        seen = Table.objects.visible_to(user).filter(pk=OuterRef("from_table"))
        return self.select_related("from_table").annotate(from_seen=Exists(seen))


class Topic(models.Model):
    """Something to talk about at a thematafel."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "voorgesteld"
        PLANNED = "planned", "in een sessie"
        DISCUSSED = "discussed", "besproken"
        DROPPED = "dropped", "niet opgepakt"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="thematafel", on_delete=models.CASCADE, related_name="topics")
    text = models.CharField("onderwerp", max_length=200)
    why = models.CharField("waarom dit ter tafel moet komen", max_length=500, blank=True)
    # The table that brings it, when one does.
    from_table = models.ForeignKey(
        Table, verbose_name="van tafel", null=True, blank=True, on_delete=models.SET_NULL, related_name="brought_topics"
    )
    proposed_by = models.ForeignKey(
        Person, verbose_name="voorgesteld door", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField("voorgesteld op")
    state = models.CharField("staat", max_length=10, choices=State, default=State.PROPOSED)
    session = models.ForeignKey(
        Meeting, verbose_name="sessie", null=True, blank=True, on_delete=models.SET_NULL, related_name="topics"
    )
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    settled_by = models.ForeignKey(
        User, verbose_name="afgehandeld door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField("reden", max_length=400, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = "onderwerp"
        verbose_name_plural = "onderwerpen"
        ordering = ["table", "proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(reason=""), name="a_topic_is_dropped_with_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.text
