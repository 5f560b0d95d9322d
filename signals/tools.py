"""The tool of ervaringen on the work page."""

from leerlandschap.commons.registry import tools
from leerlandschap.commons.tools import Tool
from leerlandschap.network.roles import Permission

tools.register(
    Tool(
        "Ervaringen",
        "Signalen, klachten en complimenten: hoe het ermee staat, wie ze behandelt en wat te laat is.",
        "handling-list",
        Permission.EXPERIENCE_LIST,
    )
)
