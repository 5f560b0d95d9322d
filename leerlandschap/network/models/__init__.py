"""The rows of the network, one file a noun."""

from leerlandschap.network.models.invitations import AccountRequest, Invitation
from leerlandschap.network.models.organisations import Organisation, OrganisationKind
from leerlandschap.network.models.people import Membership, Person, RoleAssignment, User, person_of

__all__ = [
    "AccountRequest",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "RoleAssignment",
    "User",
    "person_of",
]
