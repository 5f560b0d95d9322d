"""The texts of the partners, and what the portal says about privacy and accessibility.

Rows are (last part of the key, title, text) and, where there is one, a link; lines that begin with a dash are a list.
"""

REGION = "https://www.sociaaldomeinflevoland.nl"

PARTNERS = [
    ("gemeenten", "Gemeenten", "Beleid, lokale toegang en inkoop van jeugdhulp."),
    ("verwijzers", "Verwijzers", "Wie jongeren en gezinnen naar jeugdhulp verwijst, zoals huisartsen en wijkteams."),
    ("aanbieders", "Aanbieders", "De organisaties die jeugdhulp geven."),
    (
        "jb-jr",
        "JB/JR-organisaties",
        "Gecertificeerde instellingen die jeugdbescherming en jeugdreclassering uitvoeren.",
    ),
    ("windesheim", "Windesheim", "Hogeschool: onderwijs en onderzoek.", "https://www.windesheim.nl"),
    ("faj", "Flevo Academy Jeugd (FAJ)", "Leren en opleiden voor professionals in de jeugdhulp."),
    ("werkplaats", "Werkplaats Sociaal Domein", "Verbindt praktijk, onderzoek, onderwijs en beleid."),
    ("flever", "Flever", "Kennis en ondersteuning voor het sociaal domein in Flevoland.", "https://www.flever.nl"),
    ("ggd", "GGD", "Gezondheid en preventie in Flevoland.", "https://www.ggdflevoland.nl"),
    (
        "rvdk",
        "Raad voor de Kinderbescherming (RvdK)",
        "Onderzoekt en adviseert als de veiligheid of ontwikkeling van een kind in gevaar is.",
        "https://www.kinderbescherming.nl",
    ),
]

PRIVACY = [
    (
        "intro",
        "In het kort",
        "- Je kunt bijna alles lezen zonder account. We volgen niet wat je leest.\n"
        "- Vraag je een stoel, een account of de nieuwsbrief? Dan bewaren we alleen wat daarvoor nodig is.\n"
        "- We verkopen niets en delen niets met adverteerders. Er staan geen onderdelen van andere bedrijven in de pagina's.\n"
        "- Gegevens van jongeren en ouders horen niet in dit portaal. Schrijf ze er dus niet in.",
    ),
    (
        "wie",
        "Wie is verantwoordelijk?",
        "De regio-organisatie van Sociaal Domein Flevoland beheert dit portaal en beslist waarvoor de gegevens worden "
        "gebruikt. Met een vraag over je gegevens kun je daar terecht.",
        REGION,
    ),
    (
        "account",
        "Als je een account hebt",
        "We bewaren je naam, je werkadres, je telefoonnummer als je dat invult, de organisatie waar je werkt, je functie, "
        "je rol in het portaal en sinds wanneer die geldt. Je wachtwoord bewaren we zo dat niemand het kan lezen. Gebruik je "
        "een tweede stap om in te loggen, dan bewaren we wat nodig is om je code of passkey te controleren.\n\n"
        "Per keer dat je inlogt bewaren we het tijdstip, je IP-adres en de naam van je browser. Zo kun je zelf zien waar je "
        "bent ingelogd. Na 12 uur log je opnieuw in. Kun je veel zien, dan ook als je een half uur weg was.\n\n"
        "Waarom: om je toegang te geven tot wat je mag zien, en alleen dat. Hoe lang: zolang je account bestaat. Werk je er "
        "niet meer, dan stopt je toegang meteen. Op jouw verzoek wissen we je account.",
    ),
    (
        "uitnodiging",
        "Als je een account aanvraagt of wordt uitgenodigd",
        "We bewaren je naam, je werkadres, je organisatie, je functie en de reden die je opschrijft. De regio-organisatie "
        "leest dat om te beslissen. Een uitnodiging kan ook van je eigen organisatie komen.\n\n"
        "Hoe lang: een aanvraag verdwijnt een half jaar na het antwoord. Een uitnodiging werkt 14 dagen; dat je werd uitgenodigd "
        "blijft bewaard, zodat na te gaan is wie toegang kreeg.",
    ),
    (
        "stoel",
        "Als je aanschuift bij een tafel",
        "We bewaren je naam, je werkadres, je organisatie, hoe je meedoet, wat je meebrengt en wat je hoopt te leren. Ook "
        "bewaren we wanneer je het vroeg, wat het antwoord was, met welke reden, en wie dat besliste.\n\n"
        "Wie dit leest: de voorzitter van de tafel, de contactpersoon CLM en de regio-organisatie. De begeleider ziet wie een "
        "stoel vroeg. Wie een stoel heeft, ziet wie er nog meer aan tafel zitten. Op de openbare pagina staan aantallen.\n\n"
        "Hoe lang: een aanmelding die je niet bevestigt vervalt na een week. Een stoel hoort bij de geschiedenis van de tafel. "
        "We wissen hem als je daarom vraagt.",
    ),
    (
        "mail",
        "Als we je mailen",
        "In een mail staat dat er iets voor je klaarstaat en waar, nooit de inhoud. We bewaren aan welk adres een mail ging, "
        "wanneer, en of hij is aangenomen. Wat erin stond wissen we zodra de mail is bezorgd. We meten niet of je hem opent.",
    ),
    (
        "nieuwsbrief",
        "Als je de nieuwsbrief krijgt",
        "We bewaren je mailadres, waarvoor je toestemming gaf, wanneer en waar. Die toestemming moeten we kunnen laten zien. "
        "Afmelden kan in elke mail. Bevestig je je adres niet, dan vergeten we het na een week.",
    ),
    (
        "ervaring",
        "Klachten, signalen en complimenten",
        "Op de pagina Ervaringen lees je waar je terechtkunt. Dit portaal neemt nu geen klachten in ontvangst.",
    ),
    (
        "spoor",
        "Wie deed wat: het spoor",
        "Van handelingen die gevolgen hebben bewaren we wie het deed, wat, en wanneer. Bijvoorbeeld: iemand kreeg een rol, een "
        "tekst werd gewijzigd, een stoel werd bevestigd. In het spoor staan namen, en nooit de tekst die iemand schreef.\n\n"
        "Waarom: om misbruik te kunnen ontdekken en om te kunnen uitleggen wat er gebeurde. Het spoor kan niet worden gewijzigd. "
        "Alleen beheer leest het. De bewaartermijn stelt de regio-organisatie vast; het portaal wist het spoor nu niet zelf.",
    ),
    (
        "cookies",
        "Cookies",
        "Er zijn twee cookies. Eén onthoudt dat je bent ingelogd en vervalt na 12 uur. Eén beschermt formulieren tegen misbruik "
        "door andere websites. Ze volgen je niet, dus een cookiemelding is niet nodig.",
    ),
    (
        "formulieren",
        "Kleine dingen die vanzelf verdwijnen",
        "- Een afdruk van een verstuurd formulier, zodat twee keer klikken niets dubbel doet: na 2 dagen.\n"
        "- Links in mails die verlopen zijn: na 30 dagen.\n"
        "- Een lijst met organisaties en mensen die de regio inleest: het bestand na 7 dagen.",
    ),
    (
        "rechten",
        "Jouw rechten",
        "Je mag zien wat we van je bewaren, het laten verbeteren, laten wissen of meekrijgen. Je mag bezwaar maken. Toestemming "
        "kun je altijd intrekken. Vraag het de regio-organisatie; je krijgt binnen een maand antwoord.\n\n"
        "Komen we er samen niet uit? Dan kun je een klacht indienen bij de Autoriteit Persoonsgegevens.",
        "https://www.autoriteitpersoonsgegevens.nl",
    ),
    (
        "veilig",
        "Hoe we gegevens beschermen",
        "De verbinding is versleuteld. Wie veel mag zien, logt in met een tweede stap. Je ziet alleen wat bij je werk hoort. "
        "Zie je iets dat niet klopt of ken je een zwakke plek, laat het de regio-organisatie dan meteen weten.",
    ),
]

ACCESSIBILITY = [
    (
        "intro",
        "Voor iedereen te gebruiken",
        "Iedereen moet dit portaal kunnen gebruiken, ook wie slecht ziet, geen muis gebruikt of teksten laat voorlezen. Daarom "
        "volgen we de regels voor digitale toegankelijkheid, WCAG 2.2 niveau A en AA. De wet vraagt versie 2.1.",
    ),
    (
        "status",
        "Status: C, eerste maatregelen genomen",
        "We bouwen en toetsen zelf aan de hand van de regels. Een onafhankelijke partij heeft het portaal nog niet helemaal "
        "onderzocht. Daarom zeggen we niet dat het voldoet. Na zo'n onderzoek passen we deze status aan.\n\n"
        "De vijf mogelijke statussen zijn:\n"
        "- A: voldoet volledig\n"
        "- B: voldoet gedeeltelijk\n"
        "- C: eerste maatregelen genomen\n"
        "- D: voldoet niet\n"
        "- E: geen toegankelijkheidsverklaring",
    ),
    (
        "getoetst",
        "Wat we nu toetsen",
        "- Elke pagina met een automatische toets (axe) in een echte browser\n"
        "- De opbouw van elke pagina (HTML)\n"
        "- Het contrast van alle kleuren, licht en donker\n"
        "- Gebruik zonder JavaScript, op een smal scherm en op papier\n\n"
        "Een automatische toets vindt niet alles. Wat mensen met een beperking ervaren, is nog niet onderzocht.",
    ),
    (
        "beperkt",
        "Wat nog niet goed genoeg is",
        "- Getekende onderdelen, zoals de kaart en de ring met fasen, zijn nog niet met schermlezers getest. Dezelfde gegevens "
        "staan er als tekst of lijst bij.\n"
        "- Pagina's van andere websites waar we naar verwijzen hebben we niet in de hand.",
    ),
    (
        "probleem",
        "Loop je ergens tegenaan?",
        "Laat het de regio-organisatie weten: welke pagina, wat je wilde doen en wat er misging. Je krijgt binnen vijf werkdagen "
        "een eerste reactie. Lukt iets niet, dan helpen we je op een andere manier aan de informatie.",
        REGION,
    ),
    (
        "klacht",
        "Niet tevreden met ons antwoord?",
        "Je kunt een klacht indienen bij de regio-organisatie, en daarna bij de Nationale ombudsman.",
        "https://www.nationaleombudsman.nl",
    ),
]
