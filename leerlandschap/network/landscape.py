"""Organisations of the landscape, the partners, and what the portal says about privacy and accessibility."""

from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.registry import landscape
from leerlandschap.network.landscape_texts import ACCESSIBILITY, PARTNERS, PRIVACY, REGION
from leerlandschap.network.models import Organisation, OrganisationKind

# Code of Statistics Netherlands, name, mail domain, website. Who takes part in what stands in `tables/landscape.py`.
MUNICIPALITIES = [
    ("GM0034", "Almere", "almere.nl", "https://www.almere.nl"),
    ("GM0303", "Dronten", "dronten.nl", "https://www.dronten.nl"),
    ("GM0995", "Lelystad", "lelystad.nl", "https://www.lelystad.nl"),
    ("GM0171", "Noordoostpolder", "noordoostpolder.nl", "https://www.noordoostpolder.nl"),
    ("GM0184", "Urk", "urk.nl", "https://www.urk.nl"),
    ("GM0050", "Zeewolde", "zeewolde.nl", "https://www.zeewolde.nl"),
]
REGIONAL_OFFICE = "Sociaal Domein Flevoland (regio-organisatie)"


@landscape.register
def organisations(loader: Loader) -> None:
    """The municipalities of Flevoland and the regional office, without people."""
    for code, name, domain, website in MUNICIPALITIES:
        fields = {
            "name": f"Gemeente {name}",
            "kind": OrganisationKind.MUNICIPALITY,
            "mail_domain": domain,
            "website": website,
        }
        loader.row(Organisation, {"cbs_code": code}, fields)
    # Found by its name or, when the region renamed it, by its website.
    known = "website" if Organisation.objects.filter(website=REGION).exists() else "name"
    office = {"name": REGIONAL_OFFICE, "website": REGION, "kind": OrganisationKind.REGIONAL_OFFICE}
    loader.row(Organisation, {known: office.pop(known)}, office)


@landscape.register
def texts(loader: Loader) -> None:
    """Partners, and the pages of `/privacy/` and `/toegankelijkheid/`."""
    loader.texts("partner", PARTNERS)
    for page, rows in [("privacy", PRIVACY), ("toegankelijkheid", ACCESSIBILITY)]:
        for position, (name, *content) in enumerate(rows, start=1):
            loader.passage(f"{page}-{name}", "pagina", position, *content)
