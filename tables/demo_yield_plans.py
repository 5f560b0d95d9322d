"""What the demo's tables learned, agreed and pass on: all invented."""

# The insight, its explanation, where it lands, and how far that came: the states it went through, each with its words.
# The days are counted from the day it was written down.
AGREED, DONE, SEEN, NOT = "agreed", "done", "seen", "not_landed"

INSIGHTS = [
    (
        "Een warme overdracht lukt als één persoon belt voordat er gemaild wordt.",
        "Zes overdrachten naast elkaar gelegd: waar iemand belde, hoefde het gezin het verhaal niet opnieuw te vertellen.",
        [
            ("working_agreement", "Bij een overdracht belt één persoon eerst, en mailt daarna.", "aanbieder",
             [(AGREED, "Afgesproken met iedereen aan tafel."), (DONE, "De wijkteams en drie aanbieders werken zo."),
              (SEEN, "Ouders vertellen hun verhaal minder vaak opnieuw; dat zeggen vijf van de zes wijkteams.")]),
            ("policy", "De regiovisie noemt één aanspreekpunt per gezin.", "voorzitter",
             [(AGREED, "Opgenomen in het concept van de visie."), (DONE, "De visie is vastgesteld.")]),
        ],
    ),
    (
        "Er zijn vaker plekken dan we denken: niemand weet welke plek er die week is.",
        "In vier van de vijf keer dat er geen plek leek te zijn, was er binnen de regio een.",
        [
            ("contract", "In het contract staat dat een aanbieder elke week zijn vrije plekken deelt.", "clm",
             [(AGREED, "Besproken in het contractvoortgangsgesprek.")]),
            ("steering", "BOSD vraagt elk kwartaal hoe lang het zoeken duurt.", "voorzitter", []),
        ],
    ),
    (
        "Zonder vaste begeleider wordt terugkijken al snel verantwoorden.",
        "De twee keer dat er iemand begeleidde die er niets van vond, kwam er meer op tafel.",
        [
            ("behaviour", "We beginnen elke terugblik met wat goed ging.", "begeleider",
             [(AGREED, "Afgesproken in de tafelmanieren."), (DONE, "Drie bijeenkomsten lang gedaan.")]),
            ("vision", "De visie op leren noemt een vaste begeleider per tafel.", "voorzitter",
             [(NOT, "Er is dit jaar geen geld voor begeleiding van buiten.")]),
        ],
    ),
    (
        "Een gezin vertrouwt hulp eerder als het weet wie er na afloop nog bereikbaar is.",
        "",
        [("working_agreement", "Bij afronding noemen we wie het gezin daarna kan bellen.", "aanbieder",
          [(AGREED, "Afgesproken aan tafel.")])],
    ),
]  # fmt: skip
# What a later round learned about the same, and why.
NEWER = {
    INSIGHTS[0][0]: (
        "Een warme overdracht lukt als de beller ook een maand later nog bereikbaar is.",
        "Wat we eerst dachten klopte half: bellen helpt, maar bereikbaar blijven helpt meer.",
    ),
    INSIGHTS[2][0]: (
        "Terugkijken lukt ook zonder begeleider van buiten, als de tafel vooraf afspreekt wie de vragen stelt.",
        "De tafel wisselde af wie de vragen stelde. Dat werkte even goed, en kostte niets.",
    ),
}

WHY_NOT = "Onze lokale teams hebben nu te weinig mensen om bij elke overdracht te bellen."

# What works, its story, at which table (empty: at none), of whom (empty: not named), whom to ask, and how open it is.
EXAMPLES = [
    (
        "Vrijdag vooruit bellen", "Elke vrijdag belt een collega de gezinnen met een spannend weekend voor zich. Het kost "
        "een uur, en het scheelt crisisbellen op zondag.",
        "crisis-knelpunten-samenwerking", "Jeugdhulp Wolkenveer", "aanbieder", "public",
    ),
    (
        "Eén A4 dat meereist", "Het gezin schrijft zelf op wat een nieuwe hulpverlener moet weten. Het A4 gaat mee, het "
        "dossier niet.",
        "crisis-reflectie-ontwikkelopgaven", "Huisartsen De Peilschaal", "verwijzer", "public",
    ),
    (
        "Koffie bij de overdracht", "Oude en nieuwe hulpverlener drinken samen koffie bij het gezin thuis. Daarna is bellen "
        "gewoon.",
        "", "", "aanbieder2", "network",
    ),
    (
        "Samen kijken naar de wachtlijst", "Aanbieder en wijkteam lopen elke maand samen de wachtlijst langs, en vragen wat "
        "er intussen nodig is.",
        "", "Thuishulp Lisdodde", "aanbieder2", "public",
    ),
    (
        "Een proefmiddag voor logeren", "Een kind komt eerst een middag spelen. Pas daarna kiezen kind en ouders of het komt "
        "logeren.",
        "", "Logeerhuis Het Sluiswachtertje", "", "network",
    ),
]  # fmt: skip
