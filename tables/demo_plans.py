"""What the demo's tables look like this autumn: the tables are the region's; people, questions and thematafels are invented."""

from dataclasses import dataclass, field

from tables.models import Phase


@dataclass(frozen=True)
class Plan:
    """A table as the demo leaves it; people by the first part of their address, of colleagues a number."""

    slug: str
    clm: str
    round: int = 0
    phase: str = Phase.CONNECT
    chairs: int = 14
    chair: str = ""
    facilitator: str = ""
    members: tuple[str, ...] = ()
    colleagues: int = 0
    agenda_members: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    place: str = "Stadhuis Lelystad"
    weeks: int = 7
    questions: tuple[str, ...] = ()
    earlier_questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ThemeTable(Plan):
    """A thematafel. The seed names none, so these are invented."""

    name: str = ""
    aim: str = ""
    welcome: str = field(default="Iedereen die in de jeugdhulp in deze regio werkt.")


RUNNING = [
    Plan(
        slug="crisis-knelpunten-samenwerking",
        clm="clm",
        round=3,
        phase=Phase.ACT,
        chair="voorzitter",
        facilitator="begeleider",
        members=("voorzitter", "aanbieder", "verwijzer"),
        colleagues=7,
        agenda_members=("partner",),
        asks=("aanbieder2",),
        weeks=7,
        questions=(
            "Wat maakt dat een crisisplek soms pas na een dag gevonden is?",
            "Welke afspraken helpen bij de overdracht van crisis naar vervolghulp?",
            "Wat kan het lokale team doen voordat het een crisis wordt?",
        ),
        earlier_questions=("Wie belt wie in de eerste 24 uur, en wat weten zij dan?",),
    ),
    Plan(
        slug="crisis-reflectie-ontwikkelopgaven",
        clm="clm",
        round=2,
        phase=Phase.REFLECT,
        chairs=10,
        chair="nienke.oeverling",
        facilitator="begeleider",
        colleagues=10,
        waits=("aanbieder2", "gemeente2", "organisatiebeheerder"),
        place="Stadhuis Almere",
        weeks=9,
        questions=(
            "Wat leren we van crises die we samen terugkijken?",
            "Welke ontwikkelopgave vraagt om een ander soort hulp?",
        ),
        earlier_questions=("Hoe kijken we samen terug zonder schuldvraag?",),
    ),
    Plan(
        slug="thuis-op-maat",
        clm="clm2",
        round=2,
        phase=Phase.DECIDE,
        chairs=12,
        chair="voorzitter",
        members=("voorzitter", "verwijzer", "aanbieder2"),
        colleagues=5,
        asks=("partner",),
        place="De Meerpaal, Dronten",
        weeks=8,
        questions=(
            "Wanneer is hulp thuis genoeg, en wanneer niet meer?",
            "Wat hebben ouders nodig om het thuis vol te houden?",
            "Hoe meten we dat een kind thuis kan blijven wonen?",
        ),
        earlier_questions=("Welke hulp thuis voorkomt een verblijf elders?",),
    ),
]

PREPARING = [
    Plan(slug="kdc", clm="clm2", place="Stadhuis Lelystad"),
    Plan(slug="logeren", clm="clm2", place="Emmeloord"),
    Plan(slug="jggz", clm="clm", place="Online"),
]

THEME_TABLES = [
    ThemeTable(
        slug="praten-met-gezinnen",
        name="Praten met gezinnen",
        aim="Delen hoe we met jongeren en ouders praten over hulp, en van elkaars voorbeelden leren.",
        clm="clm",
        round=2,
        phase=Phase.ACT,
        chairs=30,
        facilitator="begeleider",
        members=("gemeente", "gemeente2", "aanbieder", "partner"),
        colleagues=10,
        place="Gemeentehuis Urk",
        weeks=6,
    ),
    ThemeTable(
        slug="van-zeventien-naar-achttien",
        name="Van 17 naar 18",
        aim="Ontmoeten en goede voorbeelden delen over de stap naar volwassenheid.",
        clm="clm2",
        round=2,
        phase=Phase.DECIDE,
        chairs=30,
        facilitator="begeleider",
        members=("verwijzer", "analist"),
        colleagues=9,
        place="Emmeloord",
        # Rarer than agreed, so that the rhythm guard has something to say.
        weeks=10,
    ),
]

BRINGS = [
    "Ervaring met overdracht tussen organisaties.",
    "Cijfers van het afgelopen jaar over wachttijd.",
    "Een vraag uit ons team: wat werkt bij een plotselinge verhuizing?",
    "Een voorbeeld van een afspraak die bij ons goed werkt.",
]
HOPES = [
    "Hoe anderen dit aanpakken.",
    "Wat wel en niet werkt, en hoe we dat weten.",
    "Met wie ik kan overleggen als het vastloopt.",
]
# What a table answered at its last calibration.
CALIBRATED = [
    {
        "question": "sharpen",
        "company": "missing",
        "intention": "insight",
        "words": "De vraag gaat voortaan over de eerste 24 uur. We nodigen een school uit om mee te denken.",
    },
    {
        "question": "stands",
        "company": "complete",
        "intention": "solution",
        "words": "We blijven bij deze vraag en maken in het najaar een werkafspraak.",
    },
    {
        "question": "stands",
        "company": "missing",
        "intention": "insight",
        "words": "We missen een verwijzer. De voorzitter vraagt rond bij de huisartsen.",
    },
]
