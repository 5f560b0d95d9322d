"""The demo's links between tables, and what invented others organise."""

from leerlandschap.commons.demo_cast import Cast
from tables.flows import consultations
from tables.flows import links as flows
from tables.models import Consultation, Table, TableLink

FEEDS, SHARES = TableLink.Kind.FEEDS, TableLink.Kind.SHARES_QUESTION
LINKS = [
    ("crisis-knelpunten-samenwerking", "crisis-reflectie-ontwikkelopgaven", FEEDS, "Knelpunten die vaker terugkomen."),
    ("crisis-reflectie-ontwikkelopgaven", "thuis-op-maat", FEEDS, "Wat we leren van crises die we samen terugkijken."),
    ("thuis-op-maat", "logeren", SHARES, "Wat hebben ouders nodig om het thuis vol te houden?"),
    ("praten-met-gezinnen", "kdc", FEEDS, "Voorbeelden van gesprekken met ouders."),
]
CONSULTATIONS = [
    Consultation(
        name="Kenniskring Polderblik",
        organiser="Kenniswerkplaats Polderblik",
        aim="Onderzoekers en professionals bespreken nieuwe uitkomsten. Verzonnen, voor de proefomgeving.",
        purpose=Consultation.Purpose.INNOVATE,
        rhythm="elke twee maanden",
        joins_research=True,
        joins_practice=True,
        deepens=True,
        learns=True,
    ),
    Consultation(
        name="Spoedoverleg wonen",
        organiser="Gemeente Waterrijk",
        aim="Een plek zoeken als een gezin plotseling moet verhuizen. Verzonnen, voor de proefomgeving.",
        purpose=Consultation.Purpose.COOPERATE,
        regular=False,
        rhythm="als het nodig is",
        joins_practice=True,
        joins_policy=True,
        connects=True,
        steers=True,
    ),
]


def lay(cast: Cast) -> None:
    """Lay the links and put the consultations on the map, once."""
    by, tables = cast.people["regio"].user, {table.slug: table for table in Table.objects.all()}
    with cast.at(-40, 11):
        if not TableLink.objects.exists():
            for one, other, kind, note in LINKS:
                flows.link(tables[one], tables[other], kind=kind, note=note, by=by)
        for consultation in CONSULTATIONS:
            if not Consultation.objects.filter(name=consultation.name).exists():
                consultation.pk = None
                consultations.add(consultation, by=by)
