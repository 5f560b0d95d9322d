"""The rhythm of the region's year: rounds of contract talks, figures that appear, and when tables look back and ahead."""

import calendar
from datetime import date

from leerlandschap.commons.landscape_loader import Loader
from tables.models import Milestone

Lane = Milestone.Lane

# The agreement runs from the first of January 2027; what is decided for a year is decided at the end of the one before.
YEARS = range(2027, 2030)
RHYTHM = "Jaarritme van het leerlandschap. Het regiobureau stelt de precieze dagen vast."
CBS = "CBS, publicatie van de jeugdhulpcijfers; de dag staat op cbs.nl zodra die bekend is."
# Code, lane, first and last month, name, explanation.
EVERY_YEAR = [
    ("cvg-januari", Lane.CONTRACT, 1, 1, "Contractvoortgang: januarironde met control", RHYTHM),
    ("jaarrapportage", Lane.REPORT, 2, 3, "Jaarrapportage over het vorige jaar", RHYTHM),
    ("cvg-april", Lane.CONTRACT, 4, 4, "Contractvoortgang: aprilronde met beleid", RHYTHM),
    ("cbs-april", Lane.DATA, 4, 4, "CBS publiceert jeugdhulpcijfers", CBS),
    ("ijken-zomer", Lane.LANDMARK, 5, 6, "Tafels ijken: kloppen vraag en samenstelling nog?", RHYTHM),
    ("cvg-juli", Lane.CONTRACT, 7, 7, "Contractvoortgang: julironde met control", RHYTHM),
    ("seizoen", Lane.LANDMARK, 9, 9, "Start van het seizoen", RHYTHM),
    ("cvg-oktober", Lane.CONTRACT, 10, 10, "Contractvoortgang: oktoberronde met beleid", RHYTHM),
    ("cbs-oktober", Lane.DATA, 10, 10, "CBS publiceert jeugdhulpcijfers", CBS),
]
YEAR_AHEAD = ("vragen", Lane.LANDMARK, 11, 12, "Onderzoeksvragen en samenstelling voor het nieuwe jaar", RHYTHM)


def ship(loader: Loader) -> None:
    """The ijkpunten of each year; one that the office changed or removed stays as the office left it."""
    _row(loader, YEARS[0] - 1, *YEAR_AHEAD)
    for year in YEARS:
        for row in [*EVERY_YEAR, YEAR_AHEAD]:
            _row(loader, year, *row)


def _row(loader: Loader, year: int, code: str, lane: str, since: int, until: int, name: str, source: str) -> None:
    last = date(year, until, calendar.monthrange(year, until)[1])
    days = {"first_day": date(year, since, 1), "last_day": last}
    loader.row(Milestone, {"code": f"{year}-{code}"}, {"name": name, "lane": lane, "source": source, **days})
