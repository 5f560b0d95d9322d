"""The definitions in plain words, and the texts of the page they stand on.

The outcomes follow the set that municipalities, providers and NJi use throughout the country; the rest is what the tables
need to know about inflow, waiting and room. Which way is better is said only where that was agreed.
"""

from monitoring.models import Direction, Group

NATIONAL = "Landelijke uitkomstenset; uitvraag bij aanbieders"
MESSAGES = "iJw-berichten van aanbieders; te vergelijken met CBS-tabel 85097NED"
ASKED = "Uitvraag bij aanbieders"
CRISIS = "Registratie van de crisisdienst"

PAGES = [
    (
        "tellen-en-vertellen",
        "Tellen én vertellen",
        "Een cijfer laat zien dát er iets gebeurt, niet waarom. Daarom hoort bij elk cijfer een verhaal: wat zien "
        "jeugdigen, ouders en professionals? Aan tafel leggen we die twee naast elkaar. We kijken wat opvalt, zoeken "
        "uit hoe het komt en spreken af wat we anders gaan doen.\n\n"
        "Een verklaring bij een cijfer is een vermoeden, tot het is onderzocht. Zo schrijven we het ook op.",
    ),
    (
        "nog-geen-cijfers",
        "Er zijn nog geen cijfers gepubliceerd",
        "Op deze pagina staan alleen de begrippen. We spreken eerst met elkaar af wat we tellen en wat een cijfer "
        "betekent. Anders telt iedereen iets anders, en gaat het gesprek over het cijfer in plaats van over de hulp.",
    ),
    (
        "geen-oordeel",
        "Geen rood of groen",
        "Meer jeugdhulp kan betekenen dat problemen groeien, of juist dat gezinnen de weg naar hulp beter vinden. Aan het "
        "cijfer zelf zie je dat niet. Daarom kleurt dit portaal een cijfer nooit vanzelf rood of groen. Per begrip staat "
        "erbij hoe je het leest:\n\n"
        "- Hoger is gunstiger, of lager is gunstiger: dat zegt nog niet of het goed genoeg is\n"
        "- Alleen met context: het hangt af van wat er om het cijfer heen gebeurt\n"
        "- Geen oordeel: het cijfer beschrijft, meer niet",
    ),
    (
        "met-zorg-lezen",
        "Met zorg lezen",
        "- Een jaar is niet de som of het gemiddelde van twee halfjaren: een jeugdige kan in beide meetellen\n"
        "- Wie twee vormen van hulp krijgt, telt bij beide. Je kunt ze dus niet optellen\n"
        "- Cijfers veranderen nog na de eerste keer. Bij een cijfer hoort daarom of het voorlopig of definitief is\n"
        "- Het gaat om hulp die de regio inkoopt. Dat is niet alle jeugdhulp van een gemeente\n"
        "- Aantallen kleiner dan vijf laten we nooit zien, ook niet als je ze zou kunnen uitrekenen",
    ),
]

INDICATORS = {
    # --- national outcomes ---
    "dropout_pct": {
        "label": "Uitval",
        "group": Group.OUTCOMES,
        "definition": "Het deel van de beëindigde trajecten dat eerder stopt dan is afgesproken, omdat één kant ermee "
        "ophoudt: de jeugdige, het gezin of de aanbieder.",
        "counting": "Trajecten die eenzijdig en te vroeg stopten, gedeeld door alle trajecten die in de periode "
        "eindigden, maal 100. Een traject dat in overleg korter duurt, is geen uitval.",
        "question": "Waarom stopten gezinnen eerder, en wat hadden zij nodig om door te gaan?",
        "unit": "% van de beëindigde trajecten",
        "direction": Direction.LOWER,
        "source": NATIONAL,
    },
    "satisfaction": {
        "label": "Cliënttevredenheid",
        "group": Group.OUTCOMES,
        "definition": "Wat jeugdigen en ouders aan het eind vinden van het nut en het effect van de hulp.",
        "counting": "Het gemiddelde rapportcijfer voor nut en effect, gewogen naar het aantal antwoorden per "
        "aanbieder. Bij het cijfer staat altijd hoeveel mensen antwoordden.",
        "question": "Wat zeggen de mensen die een laag cijfer gaven, en wie antwoordde er niet?",
        "unit": "rapportcijfer van 1 tot 10",
        "direction": Direction.HIGHER,
        "source": NATIONAL,
    },
    "goal_attainment_pct": {
        "label": "Doelrealisatie",
        "group": Group.OUTCOMES,
        "definition": "Het deel van de afgeronde trajecten waarin de doelen die vooraf zijn afgesproken, zijn gehaald.",
        "counting": "Trajecten waarin jeugdige, ouders en hulpverlener samen vaststellen dat de doelen zijn gehaald, "
        "gedeeld door alle trajecten die in de periode zijn afgerond, maal 100. In de landelijke set hoort hierbij "
        "ook: kan het gezin verder zonder hulp, zijn de problemen kleiner, en komt er geen nieuwe start?",
        "question": "Wiens doelen waren het, en wat veranderde er thuis toen ze waren gehaald?",
        "unit": "% van de afgeronde trajecten",
        "direction": Direction.HIGHER,
        "source": NATIONAL,
    },
    "repeat_pct": {
        "label": "Herhaald beroep",
        "group": Group.OUTCOMES,
        "definition": "Het deel van de trajecten dat begint bij een jeugdige die eerder al jeugdhulp kreeg en opnieuw "
        "hulp nodig heeft.",
        "counting": "Begonnen trajecten met ‘herhaald beroep’ als soort start, gedeeld door alle trajecten die in de "
        "periode begonnen, maal 100. Het is de keerzijde van ‘geen nieuwe start’ in de landelijke set.",
        "question": "Was terugkomen een tegenslag, of juist op tijd aan de bel trekken?",
        "unit": "% van de begonnen trajecten",
        "direction": Direction.LOWER,
        "source": f"{NATIONAL}; CBS (soort start)",
    },
    # --- flows ---
    "inflow": {
        "label": "Instroom",
        "group": Group.FLOWS,
        "definition": "Hoeveel trajecten jeugdhulp er in een kwartaal beginnen.",
        "counting": "Elk traject telt in het kwartaal waarin de hulp echt begint, niet bij de aanmelding. Een "
        "jeugdige met twee trajecten telt twee keer.",
        "question": "Vinden gezinnen de hulp beter, is er meer nodig, of werd anders verwezen?",
        "unit": "aantal trajecten per kwartaal",
        "source": MESSAGES,
    },
    "outflow": {
        "label": "Uitstroom",
        "group": Group.FLOWS,
        "definition": "Hoeveel trajecten jeugdhulp er in een kwartaal eindigen, om welke reden ook.",
        "counting": "Elk traject telt in het kwartaal waarin de hulp eindigt. Wie naar een andere aanbieder "
        "overstapt, telt bij de ene als uitstroom en bij de andere als instroom.",
        "question": "Waar gingen jeugdigen naartoe, en was dat wat zij wilden?",
        "unit": "aantal trajecten per kwartaal",
        "source": MESSAGES,
    },
    "in_care": {
        "label": "Jeugdigen in zorg",
        "group": Group.FLOWS,
        "definition": "Hoeveel verschillende jeugdigen op één dag, de peildatum, jeugdhulp krijgen.",
        "counting": "Elke jeugdige telt één keer, ook met meer vormen van hulp. Daarom is het totaal kleiner dan de "
        "som van de hulpvormen.",
        "question": "Wie zijn er lang in zorg, en wat houdt hen daar?",
        "unit": "aantal jeugdigen op de peildatum",
        "source": MESSAGES,
    },
    "duration_avg": {
        "label": "Gemiddelde doorlooptijd",
        "group": Group.FLOWS,
        "definition": "Hoe lang een traject gemiddeld duurt, van begin tot eind.",
        "counting": "Het gemiddelde aantal dagen van alle trajecten die in de periode eindigden. Trajecten die nog "
        "lopen tellen niet mee, dus lange trajecten zie je pas later terug.",
        "question": "Wanneer is kort goed, en wanneer heeft een gezin juist tijd nodig?",
        "unit": "dagen",
        "direction": Direction.CONTEXT,
        "source": MESSAGES,
    },
    "at_home_pct": {
        "label": "Hulp thuis in plaats van verblijf",
        "group": Group.FLOWS,
        "definition": "Het deel van de jeugdigen dat intensieve hulp thuis krijgt, terwijl anders verblijf ergens "
        "anders nodig was.",
        "counting": "Jeugdigen met een traject Thuis op Maat, gedeeld door alle jeugdigen met Thuis op Maat of "
        "verblijf op de peildatum, maal 100.",
        "question": "Wat maakte dat het thuis lukte, en voor wie was thuis niet de goede plek?",
        "unit": "% van de jeugdigen op de peildatum",
        "direction": Direction.HIGHER,
        "source": ASKED,
        "theme": "thuis-op-maat",
    },
    "crisis_requests": {
        "label": "Crisisaanmeldingen",
        "group": Group.FLOWS,
        "definition": "Hoe vaak de crisisdienst in een maand wordt gevraagd voor een jeugdige of gezin.",
        "counting": "Elke aanmelding telt, ook als na het eerste gesprek geen crisishulp nodig blijkt. Een nieuwe "
        "aanmelding voor hetzelfde gezin telt opnieuw.",
        "question": "Welke crisis zagen we aankomen, en wie had eerder kunnen bellen?",
        "unit": "aantal per maand",
        "source": CRISIS,
        "theme": "crisis",
    },
    # --- waiting and room ---
    "waiting_time": {
        "label": "Wachttijd",
        "group": Group.CAPACITY,
        "definition": "Hoe lang een jeugdige wacht tussen de aanmelding bij de aanbieder en de start van de hulp.",
        "counting": "Het gemiddelde aantal dagen van alle jeugdigen bij wie de hulp in de periode begon, gewogen over "
        "aanbieders. Wie nog wacht, zit er dus niet in: die staat op de wachtlijst.",
        "question": "Wat gebeurde er in het gezin tijdens het wachten, en wie hield contact?",
        "unit": "dagen",
        "direction": Direction.LOWER,
        "source": ASKED,
    },
    "crisis_24h_pct": {
        "label": "Binnen 24 uur een passende plek",
        "group": Group.CAPACITY,
        "definition": "Het deel van de crises waarin binnen 24 uur een plek is gevonden die past bij de jeugdige.",
        "counting": "Aanmeldingen met een passende plek binnen 24 uur, gedeeld door alle aanmeldingen waarbij een "
        "plek nodig was, maal 100. Een plek die alleen vrij was maar niet paste, telt niet.",
        "question": "Waar verbleef de jeugdige als het niet lukte, en wat was dan passend geweest?",
        "unit": "% van de aanmeldingen met een plek nodig",
        "direction": Direction.HIGHER,
        "source": ASKED,
        "theme": "crisis",
    },
    "occupancy_pct": {
        "label": "Bezettingsgraad logeren en KDC",
        "group": Group.CAPACITY,
        "definition": "Het deel van de plekken bij logeren en kinderdagcentra (KDC) dat bezet is.",
        "counting": "Bezette plekken gedeeld door alle ingekochte plekken in de periode, maal 100. Logeren en KDC "
        "tellen we apart.",
        "question": "Is er ruimte voor wie nu komt, of zijn plekken leeg omdat ze niet passen?",
        "unit": "% van de plekken",
        "direction": Direction.CONTEXT,
        "source": ASKED,
        "scope": "Logeren en KDC, regionaal ingekocht door Sociaal Domein Flevoland.",
    },
}
