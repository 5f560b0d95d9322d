"""The texts of the landscape as the region wrote it down: bijlage 12 "Het leerlandschap" and "Samen leren", in plain words.

Rows are (last part of the key, title, text) and, where there is one, a link; lines that begin with a dash are a list.
"""

REGION = "https://www.sociaaldomeinflevoland.nl"

PILLARS = [
    (
        "samen-leren",
        "Samen leren",
        "Een gestructureerde aanpak. We werken aan sterkere verbindingen, betere samenwerking en innovatie in het "
        "sociaal domein.",
    ),
    (
        "thematafels",
        "Thematafels",
        "Plekken waar aanbieders, verwijzers, gemeenten en andere betrokkenen ervaringen delen. Samen ontwikkelen ze "
        "nieuwe inzichten.",
    ),
    (
        "contractvoortgangsgesprekken",
        "Contractvoortgangsgesprekken",
        "We evalueren samen hoe we onze afspraken uitvoeren en waar het beter kan.",
    ),
    (
        "monitoring",
        "Monitoring",
        "We verzamelen en analyseren data. Zo meten we wat ons werk oplevert, en kunnen we beleid en uitvoering sturen.",
    ),
    (
        "ervaringen",
        "Ervaringen",
        "We halen klachten, signalen en complimenten op uit de praktijk en bespreken ze. Daar stemmen we ons beleid en "
        "onze uitvoering op af.",
    ),
]

PHASES = [
    ("connect", "Verbinding aangaan", "We verbinden ons werkelijk samen aan de opgave."),
    ("decide", "Samen beslissen", "We analyseren samen, bepalen doelen en pakken het aan."),
    ("act", "Doen wat werkt", "We gebruiken wat bekend is over wat wel en wat niet werkt."),
    ("reflect", "Samen reflecteren", "We meten, onderzoeken en sturen bij waar dat voor de opgave nodig is."),
]

MOVEMENTS = [
    ("verbinden", "Verbinden", "Mensen, organisaties en overleggen weten elkaar te vinden."),
    ("verdiepen", "Verdiepen", "We nemen tijd voor de vraag achter de vraag, met wat eraan voorafging."),
    ("verspreiden", "Verspreiden", "Wat we leren gaat rond, zodat anderen ermee verder kunnen."),
]

PROCESSES = [
    ("contracteren", "Contracteren", "Afspreken wat we van elkaar mogen verwachten."),
    ("monitoren", "Monitoren", "Volgen wat er gebeurt, met cijfers en met verhalen."),
    ("sturen", "Sturen", "Bijstellen waar dat nodig is."),
    ("leren", "Leren", "Begrijpen wat werkt, en dat gaan doen."),
]

ELEMENTS = [
    (
        "netwerk",
        "Sterk netwerk",
        """- We weten elkaar te vinden
- We werken vanuit een gezamenlijk doel of gedeelde belangen
- We zijn bereid om samen te leren en te reflecteren
- Er is een basis van vertrouwen
- We drinken samen koffie en schuiven aan voor lunch of diner
- Gemeenten, verwijzers en aanbieders doen mee, met nauw betrokken partners""",
    ),
    (
        "overlegstructuur",
        "Heldere overlegstructuur",
        """- Voor samen werken en beslissen
- Regulier, en soms ad hoc
- Met heldere doelen
- De totale structuur is overzichtelijk en hangt samen: leren, innoveren en werken
- Verbonden met onderzoek, onderwijs, werkpraktijk en beleid""",
    ),
    (
        "plekken",
        "Vaste plekken en momenten",
        """- Waar leren uitdrukkelijk is georganiseerd
- Als ijkpunten in een jaar
- Als verzamelpunt voor nieuwe en reguliere informatie
- In het kader van ons werk""",
    ),
    (
        "data",
        "Gefaciliteerd en datagedreven",
        """- We verzamelen en delen data
- Er is een heldere plek voor informatie en uitwisseling, ook digitaal
- We halen onderzoeksvragen op
- We delen inzichten en rapporten
- Goede praktijkvoorbeelden gaan rond""",
    ),
    (
        "uitgangspunten",
        "Gedragen uitgangspunten",
        """- We richten ons op leren wat werkt
- We maken ruimte voor reflectie, met balans tussen denken en doen
- Onze basishouding is nieuwsgierig en leergierig""",
    ),
]

CONSULTATIONS = [
    (
        "thematafels",
        "Thematafels",
        """- Leren van en met elkaar, en goede voorbeelden delen
- Een plek waar ketenpartners elkaar ontmoeten
- Onderwerpen komen er samen
- Elke 5 à 8 weken""",
    ),
    (
        "leertafels",
        "Leertafels",
        """- De ontwikkeling van een opgave bespreken, aan de hand van onderzoeksvragen
- Samen monitoren en samen leren
- Tussen 2 en 9 keer per jaar""",
    ),
    (
        "contractvoortgangsgesprek",
        "Contractvoortgangsgesprek",
        "Een gesprek met één aanbieder over hoe we onze afspraken uitvoeren en waar het beter kan.",
    ),
]

COMMUNICATION = [
    ("nieuwsbrief", "Nieuwsbrief", "Nieuws over het leerlandschap in je mailbox. Je schrijft je zelf in en uit."),
    ("website", "Website", "Meer over de organisatie, de samenwerking en het handelen als regio.", REGION),
    ("contactpersoon-clm", "Contactpersoon CLM", "Elke tafel en elk thema heeft een vast aanspreekpunt."),
    ("rapportages", "(Jaar)rapportages", "Wat we samen leerden en wat er veranderde, op een rij."),
]

STEPS = [
    (
        "schikken",
        "Tafel schikken",
        """- Aanleiding uitwerken
- Draagvlak en urgentie bepalen
- Uittekenen met wie en in welke samenstelling
- Uitnodiging versturen (namens …)
- Inbedding afspreken in de overige stappen van de PDCA-cyclus""",
    ),
    (
        "dekken",
        "Tafel dekken",
        """- Doelstelling bepalen
- Onderzoeksvragen uitdenken
- Inzicht via Tellen & Vertellen: een rapportage, verhalen
- Praktische zaken organiseren: locatie, frequentie, agenda's en verslagvorm""",
    ),
    (
        "tafelmanieren",
        "Tafelmanieren",
        """- Preciezere en persoonlijker intenties afspreken
- Mate van openheid afspreken
- Begeleiding kiezen op intenties en doelen""",
    ),
]

AGREEMENTS = [
    ("intenties", "Intenties en bedoeling", "Waar leidt het leren toe? Waar komen de inzichten terecht?"),
    ("betrokkenheid", "Vormen van betrokkenheid", "Wie is waarbij, met welke frequentie?"),
    ("ter-tafel", "Wat ter tafel komt", "Ervaringen en data."),
    ("verslag", "Verslaglegging", "Hoe leggen we vast wat we bespreken, en voor wie?"),
    ("koffie", "Koffie, thee en locatie", "Wie zorgt daarvoor?"),
]

PRINCIPLES = [
    (
        "nieuw-gedrag",
        "Leren leidt tot nieuwe inzichten, nieuw gedrag en nieuwe afspraken",
        "Wat we leren vraagt durf, en dat we ons eraan verbinden.",
    ),
    (
        "wat-werkt",
        "We richten ons op leren wat werkt",
        "We maken ruimte voor reflectie. Denken en doen zijn in balans.",
    ),
    (
        "werken-is-leren",
        "Waar gewerkt wordt, wordt geleerd",
        "Er is geen scherpe grens waar werken ophoudt en leren begint.",
    ),
    (
        "niet-vrijblijvend",
        "Leren is niet optioneel",
        "We verwachten een open, lerende houding, en acties die daarbij horen.",
    ),
    (
        "relaties",
        "Goede relaties dragen het landschap",
        "Duurzame en prettige relaties tussen alle betrokkenen helpen het leerlandschap goed te werken.",
    ),
    ("nieuwsgierig", "We zijn nieuwsgierig en leergierig", "Dat is onze basishouding."),
]

YEAR_FOCUS = [
    (
        "2025",
        "In 2025: verdiepen, verbinden en verspreiden",
        "Deze drie staan in 2025 voor ons centraal.",
    )
]

PAGES = [
    ("home-motto", "Samen, Dichtbij en Leren wat werkt", ""),
    (
        "home-intro",
        "Het leerlandschap van Flevoland",
        "Gemeenten, verwijzers en aanbieders van jeugdhulp leren hier van en met elkaar. Aan leertafels en thematafels "
        "onderzoeken ze wat werkt voor jongeren en gezinnen.",
    ),
    (
        "home-meedoen",
        "Zo doe je mee",
        """- Kies een tafel die bij je werk past en lees wat er speelt
- Vraag een stoel aan op de pagina van de tafel
- Je krijgt bericht zodra de tafel je aanvraag heeft bekeken""",
    ),
    (
        "home-meer",
        "Meer dan alleen SDFL",
        "Er gebeurt veel in het landschap van Sociaal Domein Flevoland, meer dan wat de regio-organisatie zelf organiseert. "
        "De samenwerking die dat vraagt heeft onze aandacht.",
        REGION,
    ),
    (
        "over-intro",
        "Waarom samen leren?",
        "We willen het lerend vermogen tussen gemeenten, verwijzers en jeugdhulpaanbieders in Flevoland versterken. "
        "We staan voor lastige vragen, en werken samen aan een betere toekomst voor jongeren en gezinnen.\n\n"
        "We bouwen voort op wat al goed werkt en breiden dat uit. En we blijven open voor nieuwe ideeën.",
    ),
    (
        "over-hoe",
        "Hoe leren we van elkaar?",
        "Leren is geen aparte activiteit. Het hoort vast bij ons gezamenlijke werk. Willen we een leertraject beginnen of "
        "aanpassen? Dan kijken we eerst of er al een plek is waar dezelfde inzichten ontstaan. En we leggen verbindingen "
        "tussen leertafels en andere overleggen.\n\n"
        "Zo wordt kennis gedeeld en vertaald naar iets dat verandert: beleid, werkafspraken, visie of contracten.",
    ),
    (
        "over-vormen",
        "Samen leren kent vele vormen",
        "Casuïstiek bespreken, evalueren, een leertafel, een bijeenkomst met training of uitleg. Soms voelt het bijna als "
        "werken. Ook een filmavond met een gesprek erna kan verrassend leerzaam zijn.",
    ),
    (
        "over-cyclus",
        "Een leertraject gaat rond",
        "Een leertraject heeft vier fasen. Na het samen reflecteren gaan we opnieuw de verbinding aan, in een volgende ronde.",
    ),
    (
        "over-bewegingen",
        "Drie bewegingen",
        "Op alle momenten en bij alle vragen, met wat eraan voorafging en wat erna nog komt.",
    ),
    (
        "over-processen",
        "Vier basisprocessen",
        "In alle stappen van de PDCA-cyclus (plannen, doen, nagaan, bijstellen) komen vier processen samen.",
    ),
    ("over-structuur", "De vaste structuur", "Dit is er altijd: vast overleg en vaste communicatie."),
    (
        "over-op-tafel",
        "Wat komt er op tafel?",
        """- Knelpunten en kansen
- Ontwikkelstappen
- Inspirerende voorbeelden
- Beweging en verandering, ook in het grotere plaatje""",
    ),
    (
        "over-starten",
        "Zo start een leertafel",
        "Een tafel begint in drie stappen. Elk half jaar of elk jaar kijken we opnieuw: wat is de vraag, wie zitten er aan "
        "tafel en wat is de bedoeling?",
    ),
    (
        "over-afspraken",
        "Afspraken bij de eerste bijeenkomsten",
        "Aan het begin maken we vijf afspraken met elkaar.",
    ),
    (
        "over-partners",
        "Met wie we samenwerken",
        "Gemeenten, verwijzers en aanbieders vormen het netwerk. Deze partners zijn er nauw bij betrokken.",
    ),
    (
        "over-meer",
        "Samen leren is een groeiproces",
        "Verandert het landschap? Dan passen we deze pagina aan.",
    ),
    (
        "contact-intro",
        "Je contactpersoon CLM",
        "CLM is contract- en leveranciersmanagement. Heb je een vraag over een tafel of een thema? Stel hem aan de "
        "contactpersoon die erbij staat.",
    ),
    (
        "contact-algemeen",
        "Staat er geen naam bij?",
        "Dan is de contactpersoon nog niet bekend. Neem contact op met de regio-organisatie van Sociaal Domein Flevoland.",
        REGION,
    ),
    (
        "contact-ervaring",
        "Gaat het om een klacht of om de veiligheid van een kind?",
        "Daarvoor is dit portaal niet de plek. Bij direct gevaar bel je 112. Maak je je zorgen over de veiligheid van een "
        "kind, bel dan Veilig Thuis: 0800-2000, gratis en dag en nacht.",
    ),
]

LISTS = {
    "jaarfocus": YEAR_FOCUS,
    "pijler": PILLARS,
    "fase": PHASES,
    "beweging": MOVEMENTS,
    "proces": PROCESSES,
    "element": ELEMENTS,
    "overleg": CONSULTATIONS,
    "communicatie": COMMUNICATION,
    "stap": STEPS,
    "afspraak": AGREEMENTS,
    "uitgangspunt": PRINCIPLES,
}
