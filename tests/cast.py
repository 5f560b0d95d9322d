"""Who plays in the stories: the same people as in the demo, each with an organisation and a role."""

from leerlandschap.network.models import OrganisationKind as Kind
from leerlandschap.network.models import User
from leerlandschap.network.roles import Role
from tests.factories import make_account, make_organisation

# name: (kind of organisation, name of it, role in the portal, role there)
CAST = {
    "gemeente": (Kind.MUNICIPALITY, "Gemeente Waterrijk", None),
    "gemeente2": (Kind.MUNICIPALITY, "Gemeente Nieuwland", None),
    "aanbieder": (Kind.PROVIDER, "De Populier", None),
    "aanbieder2": (Kind.PROVIDER, "Het Riet", None),
    "beheerder_aanbieder": (Kind.PROVIDER, "De Populier", Role.ORGANISATION_ADMIN),
    "verwijzer": (Kind.REFERRER, "Huisartsen Zuiderdijk", None),
    "partner": (Kind.KNOWLEDGE_PARTNER, "Kenniswerkplaats Polder", None),
    "voorzitter": (Kind.MUNICIPALITY, "Gemeente Waterrijk", None),
    "clm": (Kind.REGIONAL_OFFICE, "Regiobureau", Role.CLM),
    "regio": (Kind.REGIONAL_OFFICE, "Regiobureau", Role.REGIONAL_OFFICE),
    "redactie": (Kind.REGIONAL_OFFICE, "Regiobureau", Role.EDITOR),
    "behandelaar": (Kind.REGIONAL_OFFICE, "Regiobureau", Role.EXPERIENCE_HANDLER),
    "beheer": (Kind.REGIONAL_OFFICE, "Regiobureau", Role.ADMINISTRATOR),
}


def account(name: str) -> User:
    """The account of the member of the cast called `name`."""
    kind, organisation_name, role = CAST[name]
    organisation = make_organisation(organisation_name, kind=kind)
    return make_account(
        f"{name}@voorbeeld.nl", name=name.replace("_", " ").title(), organisation=organisation, role=role
    )
