"""Working for an organisation: beginning, and leaving, which ends access at once and passes on what was owned."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import audit, notices, tickets
from leerlandschap.commons.registry import handover
from leerlandschap.network.flows import accounts, assignments, invitations
from leerlandschap.network.models import (
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    RoleAssignment,
    User,
)

ENDED = "Dit lidmaatschap was al beëindigd."
NOT_A_COLLEAGUE = "Kies een collega die zelf bij deze organisatie blijft."


@transaction.atomic
def end(membership: Membership, *, by: User | None, successor: Person | None = None) -> None:
    """Let somebody leave an organisation today.

    Their roles there end, what they owned passes on to `successor` (or back to the region), links and invitations close,
    and with the last membership the account. All of it in one transaction. Raises ValidationError.
    """
    person, organisation = membership.person, membership.organisation
    _require_colleague(successor, membership)
    roles = list(_roles_that_end(membership))
    assignments.require_successor(roles)
    today = timezone.localdate()
    if not Membership.objects.filter(pk=membership.pk, ended_on=None).update(ended_on=today):
        raise ValidationError(ENDED)
    audit.record(by, "membership.ended", on=person, organisation=str(organisation), successor=str(successor or ""))
    RoleAssignment.objects.filter(pk__in=[role.pk for role in roles]).update(ended_on=today)
    accounts.keep_staff_flag(person)
    for invitation in _invitations_that_end(person, organisation):
        invitations.revoke(invitation, by=by)
    for pass_on in handover:
        pass_on(person, organisation, successor=successor, by=by)
    if _is_last(membership):
        _leave_the_network(person, by=by)
    notices.write_to(
        person.email,
        "membership.ended",
        key=f"membership.ended:{membership.pk}",
        path=reverse("contact"),
        name=person.name,
        since=date_format(today, "D j F Y"),
    )


def foresee(membership: Membership) -> list[str]:
    """What ending `membership` will do, in Dutch sentences."""
    person, organisation = membership.person, membership.organisation
    will = [f"{person} hoort vanaf nu niet meer bij {organisation}."]
    if roles := [role.get_role_display() for role in _roles_that_end(membership)]:
        will.append(f"Deze rollen vervallen: {', '.join(roles)}.")
    if count := _invitations_that_end(person, organisation).count():
        will.append("1 open uitnodiging vervalt." if count == 1 else f"{count} open uitnodigingen vervallen.")
    for pass_on in handover:
        will += getattr(pass_on, "foresee", _nothing)(person, organisation)
    if person.user_id and _is_last(membership):
        will.append(
            f"Het account wordt gesloten: {person} werkt voor geen andere organisatie. "
            "Wie nog is ingelogd, is dat bij de volgende klik niet meer."
        )
    return will


def possible_successors(membership: Membership) -> QuerySet[Person]:
    """The colleagues who could take over."""
    return Person.objects.at(membership.organisation, timezone.localdate()).exclude(pk=membership.person_id)


def _nothing(person: Person, organisation: Organisation) -> list[str]:
    return []


def _require_colleague(successor: Person | None, membership: Membership) -> None:
    if successor is not None and not possible_successors(membership).filter(pk=successor.pk).exists():
        raise ValidationError({"successor": NOT_A_COLLEAGUE})


def _others(membership: Membership) -> QuerySet[Membership]:
    running = Membership.objects.running(timezone.localdate()).filter(person=membership.person_id)
    return running.exclude(pk=membership.pk)


def _is_last(membership: Membership) -> bool:
    return not _others(membership).exists()


def _roles_that_end(membership: Membership) -> QuerySet[RoleAssignment]:
    """Those for this organisation; those for the whole portal when its office is left, or nothing else is worked for."""
    running = RoleAssignment.objects.filter(person=membership.person_id, ended_on=None).order_by("pk")
    others = _others(membership)
    if not others.exists():
        return running
    office = OrganisationKind.REGIONAL_OFFICE
    leaves_the_office = membership.organisation.kind == office and not others.filter(organisation__kind=office).exists()
    here = Q(organisation=membership.organisation_id)
    return running.filter(here | Q(organisation=None)) if leaves_the_office else running.filter(here)


def _invitations_that_end(person: Person, organisation: Organisation) -> QuerySet[Invitation]:
    """Open ones to this person, and those they sent, for this organisation."""
    sent_by = Q(made_by=person.user_id) if person.user_id else Q(pk=None)
    return Invitation.objects.open().filter(Q(email__iexact=person.email) | sent_by, organisation=organisation)


def _leave_the_network(person: Person, *, by: User | None) -> None:
    tickets.revoke_all(about=person)
    if person.user_id:
        tickets.revoke_all(about=person.user)
        accounts.close(person.user, by=by)
