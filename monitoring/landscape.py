"""The indicators as they are shipped, and the words around them: definitions first, figures later."""

from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.registry import landscape
from monitoring.landscape_texts import INDICATORS, PAGES
from monitoring.models import Indicator
from tables.models import Theme


@landscape.register
def indicators(loader: Loader) -> None:
    """The catalogue, in its order; an indicator of a theme that is not there belongs to none."""
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    for position, (code, fields) in enumerate(INDICATORS.items(), start=1):
        theme = themes.get(fields.get("theme"))
        loader.row(Indicator, {"code": code}, fields | {"theme": theme, "position": position})


@landscape.register
def texts(loader: Loader) -> None:
    """What tellen én vertellen means here."""
    for position, (name, title, body) in enumerate(PAGES, start=1):
        loader.passage(f"monitoring-{name}", "pagina", 70 + position, title, body)
