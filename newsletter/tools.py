"""The newsletter's tool on the work page."""

from leerlandschap.commons.registry import tools
from leerlandschap.commons.tools import Tool
from leerlandschap.network.roles import Permission

tools.register(
    Tool(
        "Nieuwsbrief",
        "Een editie die zichzelf klaarzet uit wat er in het landschap gebeurde: kiezen, herschrijven en versturen.",
        "edition-list",
        Permission.NEWSLETTER_EDIT,
    )
)
