"""The tables' tools on the work page."""

from leerlandschap.commons.registry import tools
from leerlandschap.commons.tools import Tool
from leerlandschap.network.roles import Permission

for tool in [
    Tool(
        "Nieuwe tafel",
        "Begin een leertafel of thematafel, en richt haar in drie stappen in: schikken, dekken, tafelmanieren.",
        "table-new",
        Permission.TABLE_START,
    ),
    Tool(
        "Aanmeldingen",
        "Alle aanvragen, plekken op een wachtlijst en stoelen, over alle tafels heen.",
        "signup-list",
        Permission.SEAT_LIST,
    ),
    Tool(
        "Acties",
        "Alle open acties over alle tafels heen: wat te laat is, hoe vaak het verschoof, en wie je eraan herinnert.",
        "action-list",
        Permission.ACTION_LIST,
    ),
    Tool(
        "Afwezig",
        "Ben je een tijd weg? Meld wie er voor je invalt; die krijgt jouw herinneringen en acties erbij.",
        "absence-list",
        Permission.ACTION_LIST,
    ),
    Tool(
        "Inlezen",
        "Breng organisaties, mensen en stoelen in één keer in, uit een rekenblad. Je ziet eerst wat er verandert.",
        "intake-new",
        Permission.INTAKE,
    ),
    Tool(
        "Overleggen van anderen",
        "Wat anderen in de regio organiseren, en waarvoor: het ligt op de kaart buiten de dijk.",
        "consultation-list",
        Permission.CONSULTATION_EDIT,
    ),
    Tool(
        "Vrije dagen en vakanties",
        "De dagen waarop tafels niets plannen: feestdagen, schoolvakanties en wat je zelf sluit.",
        "closed-list",
        Permission.CALENDAR_EDIT,
    ),
    Tool(
        "IJkpunten",
        "De rondes van de contractvoortgang, dagen waarop gegevens binnen moeten zijn, en andere momenten van het jaar.",
        "milestone-list",
        Permission.CALENDAR_EDIT,
    ),
    Tool(
        "Werkvormen",
        "Manieren om samen aan iets te werken, om uit te kiezen bij een agendapunt.",
        "method-list",
        Permission.METHOD_EDIT,
    ),
]:
    tools.register(tool)
