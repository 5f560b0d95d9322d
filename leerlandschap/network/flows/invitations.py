"""Invitations: the way into the portal for somebody a colleague or the regional office knows."""

import hashlib
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import audit, notices, tickets
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.flows import accounts, assignments
from leerlandschap.network.models import Invitation, Membership, Organisation, Person, User
from leerlandschap.network.roles import ROLES_FOR_AN_ORGANISATION, Role, may_grant

SCOPE = "invitation"

WORKS_HERE = "Wie dit adres heeft, werkt al bij {organisation}."
INVITED = "Er loopt al een uitnodiging voor dit adres bij {organisation}. Stuur die opnieuw."
MAY_NOT_GRANT = "Deze rol kun je niet zelf geven. Nodig uit zonder rol, en vraag het regiobureau om de rol."
DECIDED = "Deze uitnodiging is al aangenomen of ingetrokken."
OTHER_ADDRESS = "Deze uitnodiging is voor een ander adres dan dat van je account."


@transaction.atomic
def invite(
    name: str, email: str, organisation: Organisation, function: str = "", role: str = "", *, by: User | None
) -> Invitation:
    """Invite somebody for an organisation, by mail. Raises ValidationError.

    `by` None is the portal itself (the command that makes the first account); it may give any role.
    """
    email = email.strip().lower()
    if role and by is not None and not may_grant(by, Role(role), organisation):
        raise ValidationError({"role": MAY_NOT_GRANT})
    if _works_at(email, organisation):
        raise ValidationError({"email": WORKS_HERE.format(organisation=organisation)})
    if Invitation.objects.open().filter(email=email, organisation=organisation).exists():
        raise ValidationError({"email": INVITED.format(organisation=organisation)})
    invitation = Invitation.objects.create(
        name=name,
        email=email,
        organisation=organisation,
        function=function,
        role=role,
        made_at=timezone.now(),
        made_by=by,
    )
    audit.record(by, "invitation.sent", on=invitation, organisation=str(organisation), role=role)
    _send(invitation)
    return invitation


@transaction.atomic
def renew(invitation: Invitation, *, by: User | None) -> None:
    """Send a new link; the one before opens nothing any more. Raises ValidationError."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(made_at=timezone.now()):
        raise ValidationError(DECIDED)
    invitation.refresh_from_db()
    tickets.revoke(SCOPE, about=invitation)
    audit.record(by, "invitation.renewed", on=invitation, organisation=str(invitation.organisation))
    _send(invitation)


@transaction.atomic
def revoke(invitation: Invitation, *, by: User | None) -> None:
    """Take an invitation back. Raises ValidationError."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(revoked_at=timezone.now()):
        raise ValidationError(DECIDED)
    tickets.revoke(SCOPE, about=invitation)
    audit.record(by, "invitation.revoked", on=invitation, organisation=str(invitation.organisation))


def find(token: str) -> Invitation:
    """The invitation that a link opens; looking uses nothing up. Raises TicketRefused."""
    ticket = tickets.look(SCOPE, token)
    found = Invitation.objects.open().select_related("organisation").filter(pk=tickets.subject_pk(ticket)).first()
    if found is None:
        raise TicketRefused(tickets.REVOKED)
    return found


@transaction.atomic
def accept(invitation: Invitation, *, token: str, password: str) -> User:
    """Make the account that the invitation is for. Raises TicketRefused, or ValidationError when there is one already."""
    tickets.redeem(SCOPE, token)
    user = accounts.open_for(invitation.email, name=invitation.name, password=password)
    _settle(invitation, user)
    return user


@transaction.atomic
def join(invitation: Invitation, *, token: str, by: User) -> None:
    """Accept with an account that is there, and signed in. Raises TicketRefused or ValidationError."""
    if not is_for(invitation, by):
        raise ValidationError(OTHER_ADDRESS)
    tickets.redeem(SCOPE, token)
    _settle(invitation, by)


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether `user` goes by the address that was invited."""
    return user.email.lower() == invitation.email.lower()


def has_account(invitation: Invitation) -> bool:
    """Whether an account in use goes by the address that was invited."""
    return User.objects.filter(email__iexact=invitation.email, is_active=True).exists()


def _works_at(email: str, organisation: Organisation) -> bool:
    running = Membership.objects.running(timezone.localdate())
    return running.filter(person__email__iexact=email, person__user__is_active=True, organisation=organisation).exists()


def _settle(invitation: Invitation, user: User) -> None:
    """The person works for the organisation from today, with the role that was promised."""
    if not Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()):
        raise TicketRefused(tickets.USED)
    person, organisation = user.person, invitation.organisation
    Membership.objects.get_or_create(
        person=person,
        organisation=organisation,
        ended_on=None,
        defaults={"function": invitation.function, "started_on": timezone.localdate()},
    )
    audit.record(user, "invitation.accepted", on=invitation, organisation=str(organisation))
    if invitation.role:
        _give_role(invitation, person)


def _give_role(invitation: Invitation, person: Person) -> None:
    """The promised role, if whoever promised it may still give it."""
    role, by = Role(invitation.role), invitation.made_by
    organisation = invitation.organisation if role in ROLES_FOR_AN_ORGANISATION else None
    promised = by is None or (by.is_active and may_grant(by, role, invitation.organisation))
    if promised and not person.has_role(role, organisation, timezone.localdate()):
        assignments.assign(person, role, organisation=organisation, by=by)


def _send(invitation: Invitation) -> None:
    token = tickets.issue(SCOPE, about=invitation, lifetime=Invitation.LIFETIME)
    notices.write_to(
        invitation.email,
        "invitation.sent",
        key=f"invitation:{hashlib.sha256(token.encode()).hexdigest()}",
        path=reverse("invitation", args=[token]),
        name=invitation.name,
        until=date_format(timezone.localdate() + Invitation.LIFETIME - timedelta(days=1), "D j F Y"),
    )
