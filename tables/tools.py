"""The tables' tools on the work page."""

from leerlandschap.commons.registry import tools
from leerlandschap.commons.tools import Tool
from leerlandschap.network.roles import Permission

tools.register(
    Tool(
        "Inlezen",
        "Breng organisaties, mensen en stoelen in één keer in, uit een rekenblad. Je ziet eerst wat er verandert.",
        "intake-new",
        Permission.INTAKE,
    )
)
