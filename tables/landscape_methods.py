"""The werkvormen that are shipped: well-known ways to talk about something together, told in our own words."""

from leerlandschap.commons.landscape_loader import Loader
from tables.models import Method

# Code, name, what it is for, smallest and largest group, minutes, steps.
METHODS = [
    (
        "rondje",
        "Rondje",
        "Iedereen komt aan het woord, ook wie niet snel praat. Goed om te beginnen, of om af te sluiten.",
        3, 16, 15,
        [
            "Stel één vraag die iedereen kan beantwoorden, en zeg hoelang ieder heeft: één minuut.",
            "Geef iedereen een halve minuut om na te denken.",
            "Ga de kring rond. Niemand onderbreekt; overslaan mag.",
            "Vat samen wat je vaker hoorde en wat eruit sprong.",
            "Vraag of iemand nog iets wil toevoegen.",
        ],
    ),
    (
        "een-twee-vier-allen",
        "1-2-4-allen",
        "Snel veel ideeën van veel mensen, zonder dat een paar stemmen het gesprek vullen.",
        6, 60, 25,
        [
            "Stel één open vraag en schrijf hem op waar iedereen hem ziet.",
            "Eén minuut: ieder denkt alleen na en schrijft op.",
            "Twee minuten: bespreek in tweetallen wat je opschreef.",
            "Vier minuten: leg twee tweetallen bij elkaar. Wat is hetzelfde, wat is anders?",
            "Vijf minuten: elk viertal noemt één idee dat iedereen moet horen.",
            "Kies samen met welke twee of drie ideeën jullie verder gaan.",
        ],
    ),
    (
        "incidentmethode",
        "Intervisie met de incidentmethode",
        "Leren van één lastig moment uit het werk. Vertel zo dat een kind of ouder niet te herkennen is.",
        5, 9, 60,
        [
            "De inbrenger vertelt in vijf minuten één moment, zonder namen, en stopt vóór de afloop.",
            "De groep stelt tien minuten vragen, alleen naar feiten.",
            "Ieder schrijft op: wat is hier de kern, en wat zou ik doen?",
            "Ieder leest dat voor. De inbrenger luistert en zegt nog niets.",
            "Bespreek de verschillen. Waar komen die vandaan?",
            "De inbrenger vertelt hoe het verderging en wat nu helpt.",
            "Ieder noemt één ding om mee te nemen naar het eigen werk.",
        ],
    ),
    (
        "wereldcafe",
        "Wereldcafé",
        "Een grote groep bespreekt een paar vragen, en elk gesprek bouwt voort op het vorige.",
        12, 80, 75,
        [
            "Maak tafels van vier of vijf mensen, met op elke tafel één vraag en een groot vel.",
            "Kies per tafel een gastheer of gastvrouw, die blijft zitten.",
            "Praat twintig minuten en schrijf of teken mee op het vel.",
            "Iedereen wisselt van tafel, behalve de gastheren. Zij vertellen kort wat er al gezegd is.",
            "Doe zo twee of drie rondes.",
            "De gastheren vertellen in twee minuten per vraag wat er bleef hangen.",
            "Spreek af wat jullie met de opbrengst doen.",
        ],
    ),
    (
        "dilemmakaarten",
        "Dilemmakaarten",
        "Praten over keuzes waarbij niemand helemaal gelijk heeft. Laat zien dat dezelfde regel anders uitpakt.",
        4, 12, 40,
        [
            "Leg drie tot vijf kaarten klaar met elk één keuze: kies je dit of dat?",
            "Lees een kaart voor. Ieder kiest eerst voor zichzelf.",
            "Laat tegelijk zien wat je koos.",
            "Vraag eerst wie anders koos dan de meesten: waarom?",
            "Zoek wat nodig is om beide kanten recht te doen.",
            "Schrijf op wat jullie afspreken, of welke vraag open blijft.",
        ],
    ),
    (
        "troika",
        "Drietallen met een vraag",
        "Ieder krijgt in korte tijd raad van twee anderen. Werkt ook als mensen elkaar niet kennen.",
        3, 60, 35,
        [
            "Maak drietallen. Bepaal wie eerst om raad vraagt.",
            "Eén minuut: de vrager vertelt de vraag.",
            "Twee minuten: de anderen vragen door.",
            "De vrager draait zich om en luistert. Vier minuten: de anderen praten samen over de vraag.",
            "Eén minuut: de vrager zegt wat waardevol was.",
            "Wissel, tot ieder aan de beurt was.",
        ],
    ),
    (
        "tijdlijn",
        "Tijdlijn van een ronde",
        "Samen terugkijken: wat gebeurde er, wanneer ging het goed en waar liep het vast?",
        4, 16, 45,
        [
            "Teken een lange lijn met de maanden van de ronde.",
            "Ieder schrijft in vijf minuten gebeurtenissen op briefjes: één per briefje.",
            "Plak ze op de lijn, erboven wat hielp en eronder wat hinderde.",
            "Loop samen langs de lijn. Vraag door waar veel briefjes hangen.",
            "Kies drie momenten waarvan jullie het meest leerden.",
            "Schrijf per moment op wat je de volgende keer anders doet.",
        ],
    ),
    (
        "stoppen-starten-doorgaan",
        "Stoppen, starten, doorgaan",
        "Kort en concreet terugkijken, met afspraken die je de volgende dag kunt doen.",
        3, 20, 25,
        [
            "Maak drie vakken: waar stoppen we mee, wat gaan we doen, waar gaan we mee door?",
            "Ieder schrijft vijf minuten briefjes.",
            "Hang ze op en leg bij elkaar wat hetzelfde is.",
            "Ieder zet drie stippen bij wat het meeste oplevert.",
            "Maak van de bovenste twee of drie een afspraak: wie doet wat, en wanneer?",
        ],
    ),
    (
        "omgekeerd-denken",
        "Hoe maken we het erger?",
        "Een vastgelopen vraag omdraaien. Wat het erger maakt, doen we soms ongemerkt al.",
        4, 20, 30,
        [
            "Schrijf de vraag op, en draai hem om: hoe zorgen we dat het zeker misgaat?",
            "Bedenk tien minuten zo veel mogelijk manieren. Overdrijven mag.",
            "Loop de lijst na: wat hiervan doen we nu al een beetje?",
            "Kies twee dingen waarmee jullie kunnen stoppen.",
            "Spreek af wie dat waar gaat zeggen of regelen.",
        ],
    ),
    (
        "binnenkring",
        "Binnenkring en buitenkring",
        "Een kleine groep praat, de rest luistert echt. Goed als praktijk en beleid van elkaar willen horen.",
        8, 40, 45,
        [
            "Zet vier tot zes stoelen in het midden en de andere eromheen. Laat in het midden één stoel leeg.",
            "De binnenkring bespreekt de vraag; de buitenkring luistert en schrijft op wat opvalt.",
            "Wie iets wil zeggen, neemt de lege stoel en gaat daarna weer terug.",
            "Wissel na een kwartier: de buitenkring vertelt wat ze hoorde, de binnenkring luistert.",
            "Bespreek samen wat dit vraagt van wie hier zit.",
        ],
    ),
    (
        "cijfergesprek",
        "Gesprek bij een cijfer",
        "Samen betekenis geven aan cijfers, zonder er meteen een oordeel van te maken.",
        4, 14, 40,
        [
            "Laat één cijfer of grafiek zien en vertel waar hij vandaan komt.",
            "Ieder schrijft op: wat zie ik? Nog geen verklaring.",
            "Bespreek wat jullie zien, en wat je niet kunt zien.",
            "Bedenk per opvallend punt drie mogelijke verklaringen.",
            "Vul aan met een verhaal uit de praktijk dat erbij past, of juist niet.",
            "Schrijf op wat jullie ervan vinden en wat je nog wilt weten.",
        ],
    ),
]  # fmt: skip


def ship(loader: Loader) -> None:
    """Each werkvorm; one that somebody changed stays as they left it."""
    for code, name, purpose, smallest, largest, minutes, steps in METHODS:
        words = {"name": name, "purpose": purpose, "group_min": smallest, "group_max": largest, "minutes": minutes}
        loader.row(Method, {"code": code}, words | {"steps": "\n".join(steps)})
