"""What the demo's tables agreed, ask and prepare: everything here is invented."""

from dataclasses import dataclass, field

from tables.models import OpeningAgreement, Setup

KIND = OpeningAgreement.Kind
DOCUMENT = "Bijlage monitoring en data (verzonnen voor de proefomgeving)"


@dataclass(frozen=True)
class Beginning:
    """A table that is being set up: the words so far, the quotes, the questions, and how far the invitations are."""

    slug: str
    words: dict = field(default_factory=dict)
    quotes: tuple[tuple[str, str, str], ...] = ()
    questions: tuple[str, ...] = ()
    letter: tuple[str, str] = ("", "")
    accept: tuple[str, ...] = ()
    decline: tuple[tuple[str, str], ...] = ()
    # Who declined and sent somebody: (who, name of the deputy, address of the deputy).
    deputies: tuple[tuple[str, str, str], ...] = ()
    wait: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    owners: dict = field(default_factory=dict)
    done: tuple[str, ...] = ()


ARRANGED = {
    "support": Setup.Support.BROAD,
    "urgency": Setup.Urgency.THIS_YEAR,
    "embedding_contract": "Wat we leren komt terug in het contractvoortgangsgesprek van juli.",
    "embedding_monitor": "De data-analist legt elk half jaar de cijfers van de opgave op tafel.",
    "embedding_steer": "De beleidsadviseurs nemen inzichten mee naar het ambtelijk overleg.",
    "embedding_learn": "We delen elk half jaar een voorbeeld met de andere tafels.",
}

BEGINNINGS = [
    Beginning(
        slug="kdc",
        words={
            **ARRANGED,
            "occasion": "Per januari zijn er nieuwe afspraken over dagbehandeling. We willen vanaf het begin samen leren "
            "wat kinderen helpt om mee te doen, ook op school.",
            "support_reason": "Alle kinderdagcentra en vijf gemeenten vroegen er zelf om.",
            "urgency_reason": "De eerste plaatsingen onder de nieuwe afspraken beginnen dit voorjaar.",
            "embedding_steer": "",
            "counting": "Instroom, verblijfsduur en doorstroom naar onderwijs, uit de halfjaarlijkse uitvraag.",
        },
        quotes=(
            ("Kinderen gaan zo veel mogelijk naar school, met hulp die meebeweegt.", "14", "Kinderdagcentrum"),
            ("We volgen samen hoe lang een kind blijft, en wat er daarna komt.", "15", "Kinderdagcentrum"),
        ),
        questions=("Wat helpt een kind om van het kinderdagcentrum naar school te gaan?",),
        letter=(
            "Bram Oeverwal, programmamanager leren",
            "In januari begint de leertafel KDC. We zoeken mensen die dagelijks met kinderdagcentra werken, en die met "
            "anderen willen uitzoeken wat kinderen verder helpt.\n\nWe komen een paar keer per jaar bij elkaar. "
            "Neem je een voorbeeld mee uit je eigen praktijk?",
        ),
        accept=("gemeente", "aanbieder2", "partner"),
        decline=(("verwijzer", "Wij verwijzen weinig naar kinderdagcentra. Ik lees wel graag mee."),),
        deputies=(("gemeente2", "Wiebe Rietvink", "wiebe.rietvink@voorbeeld.nl"),),
        wait=("aanbieder", "umut.aalscholver"),
        drafts=("vera.iepenlaan",),
        owners={"arrange": "clm2", "prepare": "begeleider"},
    ),
    Beginning(
        slug="logeren",
        words={
            **ARRANGED,
            "occasion": "Ouders die hun kind af en toe laten logeren, houden het thuis langer vol. Toch zijn er te weinig "
            "plekken en weten we niet goed wat werkt.",
            "support_reason": "Drie aanbieders en alle deelnemende gemeenten willen meedoen.",
            "urgency_reason": "De wachttijd voor een logeerplek loopt op.",
            "counting": "Wachttijd en bezetting per logeerhuis.",
            "telling": "Drie verhalen per jaar van ouders, opgehaald door de kennispartner.",
            "agendas": "De begeleider maakt de agenda, twee weken vooraf, met een vraag van een deelnemer als begin.",
        },
        quotes=(("Logeren is er op tijd, dichtbij en past bij het kind.", "22", "Logeren"),),
        questions=(
            "Wat maakt dat een kind graag komt logeren, en ouders het vertrouwen?",
            "Hoe vinden gezinnen op tijd een plek dichtbij?",
        ),
        letter=(
            "Bram Oeverwal, programmamanager leren",
            "Vanaf januari leren we aan een eigen tafel over logeren. Je bent gevraagd omdat je weet hoe het in de praktijk "
            "gaat. Schuif je aan?",
        ),
        accept=("aanbieder", "gemeente2", "verwijzer", "partner"),
        owners={"arrange": "clm2", "prepare": "clm2", "manners": "begeleider"},
        done=("arrange",),
    ),
    Beginning(
        slug="jggz",
        words={
            "occasion": "De jeugd-ggz komt in de nieuwe overeenkomst. Gemeenten en praktijken kennen elkaar nog weinig.",
            "urgency": Setup.Urgency.NOW,
            "urgency_reason": "De wachttijden vragen nu om gezamenlijke keuzes.",
        },
        letter=(
            "Bram Oeverwal, programmamanager leren",
            "We richten een leertafel over jeugd-ggz in en vragen je mee te denken over de eerste vragen.",
        ),
        drafts=("aanbieder", "gemeente", "verwijzer"),
        owners={"arrange": "clm"},
    ),
]

# For each running table: what was agreed about the five.
AGREED = {
    KIND.INTENTIONS: (
        "network",
        "We willen begrijpen, niet oordelen. Inzichten gaan naar werkafspraken en naar de voortgangsgesprekken.",
    ),
    KIND.INVOLVEMENT: (
        "network",
        "Leden komen elke keer; agendaleden krijgen de stukken en komen als hun onderwerp er is.",
    ),
    KIND.INPUT: (
        "table",
        "Per keer één verhaal uit de praktijk en één blad met cijfers. Nooit iets dat naar een gezin leidt.",
    ),
    KIND.MINUTES: ("table", "Besluiten en acties staan dezelfde week op een rij. Wie wat zei schrijven we niet op."),
    KIND.COFFEE: ("public", "De organisatie waar we te gast zijn zorgt voor koffie en thee."),
}
ANSWERS = [
    "Wie als eerste belt, weet vaak niet wie er al bij het gezin komt. Met één vast nummer en een korte lijst van vragen "
    "weten beide kanten binnen een uur genoeg om samen te beslissen.",
    "Terugkijken zonder schuldvraag lukt als iemand van buiten het gesprek leidt, en we beginnen met wat goed ging.",
    "Twee vaste gezichten per gezin en een plek om even op adem te komen: dat hield de meeste gezinnen bij elkaar.",
]
SO_FAR = "We spraken met vier teams. Het patroon: de vraag komt op vrijdagmiddag, als niemand meer kan overleggen."
# Handed in at a running table: (table, who, question, what became of it, the reason).
HANDED_IN = [
    ("crisis-knelpunten-samenwerking", "verwijzer", "Wat kan de huisarts doen voordat er crisishulp nodig is?", "", ""),
    ("crisis-knelpunten-samenwerking", "aanbieder2", "Wat helpt ouders in de eerste nacht na een crisis?", "open", ""),
    (
        "thuis-op-maat",
        "gemeente2",
        "Hoeveel kost hulp thuis vergeleken met een verblijf?",
        "declined",
        "Dit is een vraag voor de monitoring; daar wordt hij dit jaar uitgezocht.",
    ),
    ("kdc", "verwijzer", "Wanneer verwijs je naar een kinderdagcentrum, en wanneer naar school met hulp?", "", ""),
]
