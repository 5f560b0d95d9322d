"""Ways in: an invitation, or a request that the regional office approves."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leerlandschap.network.models.organisations import Organisation
from leerlandschap.network.models.people import RoleAssignment, person_of
from leerlandschap.network.roles import Permission, Role, may


class InvitationQuerySet(models.QuerySet):
    def open(self) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, revoked_at=None)

    def visible_to(self, user) -> "InvitationQuerySet":
        """The regional office and CLM see all; an organisatiebeheerder those for the own organisation."""
        if not user.is_authenticated:
            return self.none()
        if user.roles() & {Role.CLM, Role.REGIONAL_OFFICE}:
            return self.all()
        rights = RoleAssignment.objects.running(timezone.localdate()).filter(
            person=person_of(user), role=Role.ORGANISATION_ADMIN
        )
        return self.filter(organisation__in=rights.values("organisation"))


class Invitation(models.Model):
    """That somebody may make an account for an organisation."""

    LIFETIME = timedelta(days=14)

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("werkadres")
    organisation = models.ForeignKey(
        Organisation, verbose_name="organisatie", on_delete=models.PROTECT, related_name="invitations"
    )
    function = models.CharField("functie", max_length=120, blank=True)
    role = models.CharField("rol", max_length=24, blank=True, choices=RoleAssignment._meta.get_field("role").choices)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="door", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField("aangenomen op", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken op", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organisation"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="one_open_invitation_per_address_and_organisation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None

    @property
    def valid_until(self) -> datetime:
        """When the link that was sent last stops working."""
        return self.made_at + self.LIFETIME

    @property
    def state(self) -> str:
        """How it stands, in a Dutch word."""
        if self.accepted_at:
            return "aangenomen"
        if self.revoked_at:
            return "ingetrokken"
        return "verstuurd" if self.valid_until > timezone.now() else "verlopen"


class AccountRequestQuerySet(models.QuerySet):
    def open(self) -> "AccountRequestQuerySet":
        return self.filter(state=AccountRequest.State.OPEN)

    def visible_to(self, user) -> "AccountRequestQuerySet":
        """Who decides about them, and nobody else."""
        return self.all() if may(user, Permission.ACCOUNT_APPROVE) else self.none()


class AccountRequest(models.Model):
    """Somebody without an invitation asks for an account; the regional office decides."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        APPROVED = "approved", "goedgekeurd"
        DECLINED = "declined", "afgewezen"

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("werkadres")
    organisation_name = models.CharField("organisatie", max_length=160)
    function = models.CharField("functie", max_length=120, blank=True)
    reason = models.TextField("waarom", max_length=1000, blank=True)
    state = models.CharField("staat", max_length=10, choices=State, default=State.OPEN)
    made_at = models.DateTimeField("gemaakt op")
    decided_at = models.DateTimeField("besloten op", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="besloten door",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvraag voor een account"
        verbose_name_plural = "aanvragen voor een account"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=Q(state="open"), name="one_open_request_per_address")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation_name}"
