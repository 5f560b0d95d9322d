"""Roles: giving them to people and taking them back. Either holds from the next request on."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.flows import accounts
from leerlandschap.network.models import Membership, Organisation, Person, RoleAssignment, User
from leerlandschap.network.roles import ROLES_FOR_AN_ORGANISATION, Role

NO_MEMBERSHIP = "{person} werkt niet bij een organisatie waarvoor deze rol kan gelden."
WHICH_ORGANISATION = "Kies bij welke organisatie deze rol hoort."
HAS_IT = "{person} heeft deze rol al."
LAST_ONE = "Dit is de laatste met de rol regiobureau. Geef die rol eerst aan iemand anders."
ENDED = "Deze rol was al ingetrokken."


@transaction.atomic
def assign(person: Person, role: Role, *, organisation: Organisation | None = None, by: User | None) -> RoleAssignment:
    """Give `person` a role, for `organisation` where it is a local one. Raises ValidationError.

    Nobody has a role without working somewhere in the network; a local role asks for work at that organisation.
    """
    today, role = timezone.localdate(), Role(role)
    organisation = organisation if role in ROLES_FOR_AN_ORGANISATION else None
    if role in ROLES_FOR_AN_ORGANISATION and organisation is None:
        raise ValidationError({"organisation": WHICH_ORGANISATION})
    works = Membership.objects.running(today).filter(person=person)
    if not (works.filter(organisation=organisation) if organisation else works).exists():
        raise ValidationError(NO_MEMBERSHIP.format(person=person))
    held = RoleAssignment.objects.filter(person=person, role=role, organisation=organisation, ended_on=None)
    if held.exists():
        raise ValidationError(HAS_IT.format(person=person))
    assignment = RoleAssignment.objects.create(person=person, role=role, organisation=organisation, started_on=today)
    accounts.keep_staff_flag(person)
    audit.record(by, "role.given", on=person, role=role.value, organisation=str(organisation or ""))
    _tell(assignment, "role.given")
    return assignment


@transaction.atomic
def withdraw(assignment: RoleAssignment, *, by: User | None) -> None:
    """Take a role back, from the next request on. Raises ValidationError for the last of the regional office."""
    require_successor([assignment])
    if not RoleAssignment.objects.filter(pk=assignment.pk, ended_on=None).update(ended_on=timezone.localdate()):
        raise ValidationError(ENDED)
    accounts.keep_staff_flag(assignment.person)
    audit.record(
        by,
        "role.withdrawn",
        on=assignment.person,
        role=assignment.role,
        organisation=str(assignment.organisation or ""),
    )
    _tell(assignment, "role.withdrawn")


def require_successor(ending: list[RoleAssignment]) -> None:
    """Somebody must be left who can give roles. Raises ValidationError."""
    if not any(assignment.role == Role.REGIONAL_OFFICE for assignment in ending):
        return
    offices = RoleAssignment.objects.running(timezone.localdate()).filter(
        role=Role.REGIONAL_OFFICE, person__user__is_active=True
    )
    # All of them locked, in one order, so that the last two cannot take the role from each other at once.
    held = set(offices.order_by("pk").select_for_update(of=["self"]).values_list("pk", flat=True))
    if not held - {assignment.pk for assignment in ending}:
        raise ValidationError(LAST_ONE)


def _tell(assignment: RoleAssignment, code: str) -> None:
    person = assignment.person
    if person.user_id:
        notices.tell(person, code, key=f"{code}:{assignment.pk}", path=reverse("person", args=[person.ref]))
