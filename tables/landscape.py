"""The landscape of the seed: its texts, themes, who takes part in them, and the six leertafels, without invented people."""

from datetime import date

from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.registry import landscape
from leerlandschap.network.models import Organisation
from tables import landscape_methods, landscape_milestones
from tables.landscape_texts import LISTS, PAGES, REGION
from tables.models import Consultation, Cycle, Participation, Setup, SetupStep, Table, Theme

NOW_RUNNING, NEW_AGREEMENT = date(2025, 1, 1), date(2027, 1, 1)

# Address, name, from when municipalities take part, description.
THEMES = [
    ("crisis", "Crisis", NOW_RUNNING, "Jeugdhulp als er snel iets moet gebeuren."),
    ("thuis-op-maat", "Thuis op Maat", NOW_RUNNING, "Hulp op maat, zodat kinderen thuis kunnen opgroeien."),
    ("kdc", "KDC", NEW_AGREEMENT, "Kinderdagcentra: dagbehandeling voor kinderen met een beperking."),
    ("logeren", "Logeren", NEW_AGREEMENT, "Af en toe ergens anders slapen, zodat het thuis vol te houden is."),
    ("jggz", "JGGZ", NEW_AGREEMENT, "Jeugd-ggz: hulp bij psychische problemen."),
    ("samen-leren", "Samen leren", NOW_RUNNING, "Waar onderwerpen samenkomen: ontmoeten en ervaringen delen."),
    (
        "jb-jr-veilig-thuis",
        "JB/JR en Veilig Thuis",
        NOW_RUNNING,
        "Jeugdbescherming, jeugdreclassering en Veilig Thuis.",
    ),
]
# Almere, Dronten, Lelystad, Noordoostpolder, Urk. Zeewolde works with Flevoland on one theme only.
FIVE = ["GM0034", "GM0303", "GM0995", "GM0171", "GM0184"]
ZEEWOLDE, THEMES_OF_ZEEWOLDE = "GM0050", {"jb-jr-veilig-thuis"}
SOURCE_FIVE = "sociaaldomeinflevoland.nl: vijf gemeenten werken samen in de jeugdhulp (bekeken november 2026)"
SOURCE_ZEEWOLDE = "Gemeente Zeewolde: blijft voor JB/JR en Veilig Thuis bij Flevoland (bekeken november 2026)"

# A leertafel monitors and learns together, for the depth of it, with municipalities and the people who do the work.
MARKS = ("deepens", "monitors", "learns", "joins_practice", "joins_policy")
AIM = "Bespreken van de ontwikkeling van de opgave, aan de hand van onderzoeksvragen. We monitoren samen en we leren samen."
AIM_NEW = (
    "Plek waar we leren wat werkt, waarbij monitoring ondersteunt. Samen verkennen we wat er nodig is aan ontwikkeling "
    "en onderzoek."
)
CHALLENGE = (
    "De omschrijving van de opgave staat in de bijlage monitoring en data van de overeenkomst. Welke vragen we onderzoeken, "
    "leggen we elk jaar vast."
)
WELCOME = "Managers, inkopers en professionals van gemeenten, verwijzers en aanbieders die hier in hun werk mee te maken hebben."

# Name, who organises it, aim, purpose, where it stands in the region's picture, website: only what is public.
CONSULTATIONS = [
    (
        "Bestuurlijk Overleg Sociaal Domein",
        "De wethouders van de gemeenten",
        "Het regionale overleg van wethouders (BOSD): hier komen besluiten over het sociaal domein in Flevoland samen.",
        Consultation.Purpose.COOPERATE,
        ("joins_policy", "steers"),
        REGION,
    ),
    (
        "Flevo Academy Jeugd",
        "Flevo Academy Jeugd (FAJ)",
        "Leren en ontwikkelen voor wie in Flevoland met jeugd werkt.",
        Consultation.Purpose.LEARN,
        ("joins_education", "joins_practice", "deepens", "spreads", "learns"),
        "",
    ),
    (
        "Werkplaats Sociaal Domein Flevoland",
        "Een lectoraat van Windesheim",
        "Praktijk, onderwijs, onderzoek en beleid werken hier samen aan een kennisagenda voor het sociaal domein.",
        Consultation.Purpose.LEARN,
        ("joins_research", "joins_education", "joins_practice", "joins_policy", "deepens", "learns"),
        "",
    ),
]

# Theme, place on the map (a cell of the polder, row by row; given once), address, name.
RUNNING = [
    ("crisis", 0, "crisis-knelpunten-samenwerking", "Crisis – knelpunten & samenwerking"),
    ("crisis", 1, "crisis-reflectie-ontwikkelopgaven", "Crisis – reflectie ontwikkelopgaven"),
    ("thuis-op-maat", 2, "thuis-op-maat", "Thuis op Maat"),
]
PREPARING = [("kdc", 3, "kdc", "KDC"), ("logeren", 4, "logeren", "Logeren"), ("jggz", 5, "jggz", "JGGZ")]


@landscape.register
def texts(loader: Loader) -> None:
    """The lists of the seed and the texts of the public pages."""
    for group, rows in LISTS.items():
        loader.texts(group, rows)
    for position, (key, *content) in enumerate(PAGES, start=1):
        loader.passage(key, "pagina", position, *content)


@landscape.register
def themes(loader: Loader) -> None:
    """The themes, and per theme which municipalities take part from when: never a fixed list of six."""
    municipalities = {one.cbs_code: one for one in Organisation.objects.exclude(cbs_code="")}
    for position, (slug, name, since, description) in enumerate(THEMES, start=1):
        theme = loader.row(Theme, {"slug": slug}, {"name": name, "position": position, "description": description})
        for code in [*FIVE, *([ZEEWOLDE] if slug in THEMES_OF_ZEEWOLDE else [])]:
            source = SOURCE_ZEEWOLDE if code == ZEEWOLDE else SOURCE_FIVE
            lookup = {"theme": theme, "municipality": municipalities[code]}
            # One that was ended or corrected in the portal counts as there.
            loader.row(Participation, lookup, {"from_date": since, "source": source})


@landscape.register
def consultations(loader: Loader) -> None:
    """What others organise, as far as it is public; the regional office adds to it."""
    for slot, (name, organiser, aim, purpose, marks, link) in enumerate(CONSULTATIONS):
        told = {"organiser": organiser, "aim": aim, "purpose": purpose, "link": link, **dict.fromkeys(marks, True)}
        if Consultation.objects.filter(name=name).exists():
            loader.row(Consultation, {"name": name}, told)
        else:
            loader.row(Consultation, {"name": name}, told | {"slot": slot})


@landscape.register
def tables(loader: Loader) -> None:
    """Three leertafels that run, in their first round, and three that are being set up for the first of January 2027."""
    for row in RUNNING:
        table = _table(loader, *row, state=Table.State.RUNNING, aim=AIM, open_for_signup=True, starts_on=None)
        if not table.cycles.exists():
            loader.row(Cycle, {"table": table, "number": 1}, {"started_on": NOW_RUNNING, "phase_since": NOW_RUNNING})
    for row in PREPARING:
        start = {"aim": AIM_NEW, "open_for_signup": False, "starts_on": NEW_AGREEMENT}
        table = _table(loader, *row, state=Table.State.PREPARING, **start)
        loader.row(Setup, {"table": table})
        for kind in SetupStep.Kind:
            loader.row(SetupStep, {"table": table, "kind": kind})


@landscape.register
def milestones(loader: Loader) -> None:
    """The rhythm of the region's year."""
    landscape_milestones.ship(loader)


@landscape.register
def methods(loader: Loader) -> None:
    """The werkvormen to pick from for an item of an agenda."""
    landscape_methods.ship(loader)


def _table(loader: Loader, theme: str, slot: int, slug: str, name: str, *, aim: str, **start) -> Table:
    """The table with its words; its place, state and dates are given when it is made, and are the portal's after that."""
    words = {"name": name, "aim": aim, "challenge": CHALLENGE, "welcome": WELCOME, **dict.fromkeys(MARKS, True)}
    if Table.objects.filter(slug=slug).exists():
        return loader.row(Table, {"slug": slug}, words)
    start |= {"theme": Theme.objects.get(slug=theme), "slot": slot, "rhythm_min": 2, "rhythm_max": 9}
    return loader.row(Table, {"slug": slug}, {"kind": Table.Kind.LEERTAFEL, **words, **start})
