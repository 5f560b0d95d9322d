"""Invitations to a table: sent on somebody's behalf, answered by accepting, declining, or sending a deputy."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.models import Organisation, Person, User
from tables.models.chair_groups import ChairGroup
from tables.models.seats import Involvement
from tables.models.tables import Table


class TableInvitationQuerySet(models.QuerySet):
    def draft(self) -> "TableInvitationQuerySet":
        """Written, not sent."""
        return self.filter(state=TableInvitation.State.DRAFT)

    def open(self) -> "TableInvitationQuerySet":
        """Sent, and not answered yet."""
        return self.filter(state=TableInvitation.State.SENT)

    def accepted(self) -> "TableInvitationQuerySet":
        return self.filter(state=TableInvitation.State.ACCEPTED)


class TableInvitation(models.Model):
    """Asking somebody to sit at a table. What is accepted before the table starts becomes a chair when it does."""

    class State(models.TextChoices):
        DRAFT = "draft", "concept"
        SENT = "sent", "verstuurd"
        ACCEPTED = "accepted", "aangenomen"
        DECLINED = "declined", "afgeslagen"
        # Somebody else comes instead; that person got an invitation of their own.
        DEPUTY = "deputy", "vervanger gestuurd"
        WITHDRAWN = "withdrawn", "ingetrokken"

    OPEN = (State.DRAFT, State.SENT)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    table = models.ForeignKey(Table, verbose_name="tafel", on_delete=models.CASCADE, related_name="invitations")
    group = models.ForeignKey(
        ChairGroup, verbose_name="voor welke stoel", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("werkadres")
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Known once the invitation was accepted, or when somebody in the portal was chosen.
    person = models.ForeignKey(
        Person, verbose_name="persoon", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    involvement = models.CharField(
        "vorm van betrokkenheid", max_length=14, choices=Involvement, default=Involvement.MEMBER
    )
    state = models.CharField("staat", max_length=10, choices=State, default=State.DRAFT)
    # As they were when it was sent: what somebody answered to does not change afterwards.
    on_behalf_of = models.CharField("namens", max_length=160, blank=True)
    text = models.TextField("tekst", max_length=2000, blank=True)
    made_at = models.DateTimeField("gemaakt op")
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    sent_by = models.ForeignKey(
        User, verbose_name="verstuurd door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Somebody is reminded once.
    reminded_at = models.DateTimeField("herinnerd op", null=True, blank=True)
    answered_at = models.DateTimeField("beantwoord op", null=True, blank=True)
    answer = models.CharField("toelichting bij het antwoord", max_length=500, blank=True)
    # The invitation that this one, to a deputy, takes the place of.
    instead_of = models.OneToOneField(
        "self", verbose_name="in plaats van", null=True, blank=True, on_delete=models.SET_NULL, related_name="deputy"
    )

    objects = TableInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging voor een tafel"
        verbose_name_plural = "uitnodigingen voor een tafel"
        ordering = ["table", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "email"],
                condition=Q(state__in=["draft", "sent", "accepted"]),
                name="one_open_invitation_per_address_and_table",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="withdrawn") | Q(sent_at__isnull=False),
                name="an_invitation_that_was_sent_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["accepted", "declined", "deputy"], answered_at__isnull=False)
                | Q(state__in=["draft", "sent", "withdrawn"], answered_at=None),
                name="an_answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.table}"

    def get_absolute_url(self) -> str:
        return reverse("table-invitation", args=[self.ref])

    @property
    def greeting(self) -> str:
        """The text with which it went out, or while it is a draft would go out now."""
        return self.text or getattr(getattr(self.table, "setup", None), "invitation", "")

    @property
    def sender(self) -> str:
        """On whose behalf it went out, or would now."""
        return self.on_behalf_of or getattr(getattr(self.table, "setup", None), "on_behalf_of", "")
