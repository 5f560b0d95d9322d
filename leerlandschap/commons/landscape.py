"""What the ground floor ships, and the office keeps after that: the calendar of closed days, and the synonyms of search."""

from datetime import date, timedelta

from django.utils.text import slugify

from leerlandschap.commons.dutch import lists
from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.models import ClosedPeriod, Synonym
from leerlandschap.commons.registry import landscape

Kind = ClosedPeriod.Kind

HOLIDAYS_SOURCE = "Officiële feestdagen volgens rijksoverheid.nl (bekeken november 2026)"
MOVABLE_SOURCE = f"{HOLIDAYS_SOURCE}; dag berekend vanaf Pasen"
GOOD_FRIDAY_SOURCE = (
    "Voor de planning gesloten: scholen zijn bijna altijd dicht en ambtenaren vrij (rijksoverheid.nl, Goede Vrijdag); "
    "niet voor iedereen een vrije dag"
)
SCHOOL_SOURCE = "Rijksoverheid.nl, overzicht schoolvakanties {year}, regio Noord ({how})"
READ_THERE, READ_ELSEWHERE = "bekeken november 2026", "overgenomen uit andere lijsten, november 2026: kijk het daar na"
# The school years whose page was read itself; of the others several lists that name it agree.
READ = {"2027-2028", "2028-2029"}

YEARS = range(2026, 2030)
# From Easter Sunday; the tests compute it.
EASTER = {2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1)}
# Days after Easter Sunday, name.
MOVABLE = [
    (0, "Eerste paasdag"),
    (1, "Tweede paasdag"),
    (39, "Hemelvaartsdag"),
    (49, "Eerste pinksterdag"),
    (50, "Tweede pinksterdag"),
]
# Month, day, name. On a Sunday the king's day is kept the day before: so on none of these years.
FIXED = [
    (1, 1, "Nieuwjaarsdag"),
    (4, 27, "Koningsdag"),
    (5, 5, "Bevrijdingsdag"),
    (12, 25, "Eerste kerstdag"),
    (12, 26, "Tweede kerstdag"),
]

# School year: name, first and last day, region Noord. Autumn and spring holidays are advice that nearly all schools follow.
SCHOOL = {
    "2025-2026": [
        ("Voorjaarsvakantie", date(2026, 2, 21), date(2026, 3, 1)),
        ("Meivakantie", date(2026, 4, 25), date(2026, 5, 3)),
        ("Zomervakantie", date(2026, 7, 4), date(2026, 8, 16)),
    ],
    "2026-2027": [
        ("Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18)),
        ("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3)),
        ("Voorjaarsvakantie", date(2027, 2, 20), date(2027, 2, 28)),
        ("Meivakantie", date(2027, 4, 24), date(2027, 5, 2)),
        ("Zomervakantie", date(2027, 7, 10), date(2027, 8, 22)),
    ],
    "2027-2028": [
        ("Herfstvakantie", date(2027, 10, 16), date(2027, 10, 24)),
        ("Kerstvakantie", date(2027, 12, 25), date(2028, 1, 9)),
        ("Voorjaarsvakantie", date(2028, 2, 19), date(2028, 2, 27)),
        ("Meivakantie", date(2028, 4, 29), date(2028, 5, 7)),
        ("Zomervakantie", date(2028, 7, 15), date(2028, 8, 27)),
    ],
    "2028-2029": [
        ("Herfstvakantie", date(2028, 10, 14), date(2028, 10, 22)),
        ("Kerstvakantie", date(2028, 12, 23), date(2029, 1, 7)),
        ("Voorjaarsvakantie", date(2029, 2, 17), date(2029, 2, 25)),
        ("Meivakantie", date(2029, 4, 28), date(2029, 5, 6)),
        ("Zomervakantie", date(2029, 7, 21), date(2029, 9, 2)),
    ],
}  # fmt: skip


@landscape.register
def calendar(loader: Loader) -> None:
    """Every closed day that is known; a row that the office changed or removed stays as the office left it."""
    for year in YEARS:
        for day, name in public_holidays(year):
            source = HOLIDAYS_SOURCE if (day.month, day.day, name) in FIXED else MOVABLE_SOURCE
            _row(loader, f"{year}-{name}", name, Kind.PUBLIC_HOLIDAY, day, day, source=source)
        good_friday = easter(year) - timedelta(days=2)
        _row(
            loader,
            f"{year}-Goede Vrijdag",
            "Goede Vrijdag",
            Kind.CLOSED,
            good_friday,
            good_friday,
            source=GOOD_FRIDAY_SOURCE,
        )
    for year, holidays in SCHOOL.items():
        for name, first, last in holidays:
            source = SCHOOL_SOURCE.format(year=year, how=READ_THERE if year in READ else READ_ELSEWHERE)
            _row(loader, f"{year}-{name}", name, Kind.SCHOOL_HOLIDAY, first, last, source=source, region="Noord")


def easter(year: int) -> date:
    """Easter Sunday. Raises KeyError for a year that is not shipped."""
    return date(year, *EASTER[year])


def public_holidays(year: int) -> list[tuple[date, str]]:
    """The public holidays of a year with their Dutch names."""
    movable = [(easter(year) + timedelta(days=days), name) for days, name in MOVABLE]
    return sorted([(date(year, month, day), name) for month, day, name in FIXED] + movable)


def _row(
    loader: Loader, code: str, name: str, kind: str, first: date, last: date, *, source: str, region: str = ""
) -> None:
    fields = {"name": name, "kind": kind, "first_day": first, "last_day": last, "region": region, "source": source}
    loader.row(ClosedPeriod, {"code": code.lower().replace(" ", "-")}, fields)


@landscape.register
def synonyms(loader: Loader) -> None:
    """The groups of words that mean the same; one that somebody changed or took away stays so."""
    for words in lists.lines("synonyms"):
        loader.row(Synonym, {"key": slugify(words.partition(",")[0])}, {"words": words})
