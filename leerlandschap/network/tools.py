"""The network's tools on the work page."""

from leerlandschap.commons.registry import tools
from leerlandschap.commons.tools import Tool
from leerlandschap.network.roles import Permission

for tool in [
    Tool(
        "Netwerk",
        "Organisaties en de mensen die er werken: bijwerken, rollen geven, afscheid nemen.",
        "network",
        Permission.PEOPLE_INVITE,
    ),
    Tool(
        "Iemand uitnodigen",
        "Stuur een uitnodiging voor een account, en zie wie er nog een open heeft staan.",
        "invitation-add",
        Permission.PEOPLE_INVITE,
    ),
    Tool(
        "Aanvragen voor een account",
        "Wie zonder uitnodiging mee wil doen, wacht hier op je antwoord.",
        "account-request-list",
        Permission.ACCOUNT_APPROVE,
    ),
    Tool(
        "Teksten van de website",
        "Wijzig teksten, partners en de focus van het jaar. Kijk eerst, bewaar dan.",
        "website-list",
        Permission.WEBSITE_EDIT,
    ),
    Tool(
        "Zoekwoorden",
        "Woorden die het portaal bij het zoeken voor hetzelfde houdt, zoals wachtlijst en wachttijd.",
        "synonym-list",
        Permission.SEARCH_WORDS,
    ),
]:
    tools.register(tool)
