"""What was said and agreed in the demo's rounds, and the topics of its thematafels: all invented."""

WHY_SO_EARLY = "De onderzoeksvraag volgt uit de eerste bijeenkomst; de tafel wil alvast beginnen."

LANDINGS = [
    ("working_agreement", "Werkinstructie van de wijkteams"),
    ("policy", "De regiovisie"),
    ("contract", "Afspraken in het contractvoortgangsgesprek"),
]

# What, and who does it by the first part of their address.
ACTIONS = [
    ("Een voorbeeld van een overdrachtsformulier delen", "aanbieder"),
    ("Navragen wie ’s avonds bereikbaar is", "gemeente"),
    ("Drie verhalen van ouders ophalen, zonder namen", "verwijzer"),
    ("De cijfers van het afgelopen kwartaal naast de verhalen leggen", "voorzitter"),
    ("De wijkteams uitnodigen voor de volgende bijeenkomst", "voorzitter"),
]

REFLECTIONS = [
    (
        "Een warme overdracht scheelt een gezin dat het verhaal opnieuw moet vertellen. Het lukt als één persoon belt.",
        "We bellen elkaar voordat we mailen, en we zeggen wie het gezin blijft volgen.",
        "Bij elke overdracht is er één aanspreekpunt. Na een maand kijken we samen terug.",
    ),
    (
        "We dachten dat er te weinig plekken waren. Vaker was niet bekend welke plek er wél was.",
        "We vragen eerst wat er nodig is, en zoeken dan pas een plek.",
        "Elke maandag delen we welke plekken er die week zijn.",
    ),
    (
        "Samen terugkijken zonder schuldvraag kost oefening. Met een vaste begeleider lukt het.",
        "We beginnen met wat goed ging.",
        "Twee keer per jaar kijken we samen een casus terug die we zelf hebben samengesteld.",
    ),
]

AGREED_ON = [
    "Bij een overdracht bellen we eerst, en mailen we daarna.",
    "We delen elke maandag welke plekken er zijn.",
    "Een casus die we bespreken is samengesteld: niemand is te herkennen.",
]

FOUND = [
    ("yes", "Ik weet nu wie ik moet bellen."),
    ("partly", "Goede voorbeelden, maar ik mis de cijfers nog."),
    ("yes", ""),
    ("no", "Mijn vraag kwam niet aan bod."),
]

# For each thematafel: topic, why, who proposed it, and for which table. The first three were talked about.
TOPICS = {
    "praten-met-gezinnen": [
        ("Een gesprek voeren als er boosheid is", "Daar lopen we allemaal tegenaan.", "gemeente", ""),
        ("Ouders die al veel hulpverleners zagen", "Hoe begin je dan opnieuw?", "aanbieder", ""),
        ("Overdracht na een crisis", "Aan onze tafel bleek dat gezinnen het verhaal te vaak vertellen.", "voorzitter",
         "crisis-knelpunten-samenwerking"),
        ("Een vast formulier voor elk eerste gesprek", "", "aanbieder2", ""),
        ("Praten met jongeren zonder ouders erbij", "Wat mag, en wat helpt?", "verwijzer", ""),
        ("Samen beslissen met een gezin", "", "partner", ""),
        ("Humor in moeilijke gesprekken", "", "gemeente2", ""),
    ],
    "van-zeventien-naar-achttien": [
        ("Wie blijft erbij na de achttiende verjaardag?", "Jongeren raken ons kwijt.", "verwijzer", ""),
        ("Wonen na je achttiende", "De wachttijd begint te laat.", "gemeente", ""),
        ("Hulp thuis die doorloopt", "Bij Thuis op Maat zien we dat het op de verjaardag stopt.", "voorzitter", "thuis-op-maat"),
        ("Een eigen agenda voor gemeenten", "", "gemeente2", ""),
        ("Geld en schulden", "Daar begint het vaak mee.", "partner", ""),
        ("Een plan maken op je zestiende", "", "aanbieder", ""),
    ],
}  # fmt: skip
