"""What the tables' mails say: a table's name, a date, a count; never who else, and never what was written."""

from leerlandschap.commons import ical
from leerlandschap.commons.models import Rhythm
from leerlandschap.commons.notices import Group, Kind
from leerlandschap.commons.registry import letters, mail_groups
from tables.reminders import still

WHY = "Je krijgt deze mail omdat er met dit adres een stoel aan een tafel is gevraagd."
AT_THE_TABLE = "Je krijgt deze mail omdat je een stoel aan deze tafel hebt."

ACTIONS, MEETINGS, MINUTES, AFTER, WEEK = "actions", "meetings", "minutes", "after", "week"

for group in [
    Group(ACTIONS, "Je acties", "Een actie op je naam, een dag die eraan komt of voorbij is, een vraag om uitstel."),
    Group(MEETINGS, "Bijeenkomsten", "Dat er een aankomt en wat je voorbereidt, en of je al liet weten dat je komt."),
    Group(MINUTES, "Verslagen", "Dat er nog een verslag moet komen, of dat de tijd om te reageren bijna voorbij is."),
    Group(AFTER, "Na een bijeenkomst", "Eén vraag: wat gaf het je? Of, als je de tafel leidt: hoe ging het?"),
    Group(
        WEEK, "De weekmail Mijn leerlandschap", "Op de eerste werkdag van de week: hoeveel er op je wacht.",
        rhythms=(Rhythm.WEEKLY, Rhythm.OFF), unless_chosen=Rhythm.WEEKLY, weekly_by_itself=True,
    ),
]:  # fmt: skip
    mail_groups.register(group)

for kind in [
    Kind(
        "landing.yours",
        subject="Iets wacht op jou: {table}",
        sentence="Bij {table} is afgesproken dat jij zorgt dat een inzicht ergens landt. Je leest er waar, en hoe het ervoor "
        "staat.",
        button="Bekijk de landing",
        why="Je krijgt deze mail omdat je in het leerlandschap hiervoor bent gekozen.",
    ),
    Kind(
        "signup.confirm",
        subject="Bevestig je aanmelding: {table}",
        sentence="Je wilt aanschuiven bij {table}. Bevestig dat dit jouw adres is; daarna vragen we je stoel aan. "
        "De link werkt tot en met {until}.",
        button="Bevestig je aanmelding",
        why=WHY,
    ),
    Kind(
        "signup.already",
        subject="Je hebt al een plek gevraagd: {table}",
        sentence="Met dit adres is al een stoel aan {table} gevraagd. Je hoeft niets te doen. "
        "Hieronder zie je hoe het ermee staat.",
        button="Bekijk je stoel",
        why=WHY,
    ),
    Kind(
        "seat.requested",
        subject="Je stoel is aangevraagd: {table}",
        sentence="Je aanvraag voor {table} is binnen. De stoel blijft voor je vrij tot de tafel beslist.",
        button="Bekijk je stoel",
        why=WHY,
    ),
    Kind(
        "seat.waiting",
        subject="Je staat op de wachtlijst: {table}",
        sentence="{table} is vol. Je staat op plek {place} van de wachtlijst; komt er een stoel vrij, "
        "dan gaat die naar wie het langst wacht.",
        button="Bekijk je plek",
        why=WHY,
    ),
    Kind(
        "seat.offered",
        subject="Er is een stoel voor je vrij: {table}",
        sentence="Je stond op de wachtlijst van {table}. Er kwam een stoel vrij en die houden we tot en met {until} voor "
        "je vast. Laat weten of je hem neemt; daarna gaat hij naar wie na je wacht.",
        button="Neem de stoel, of laat hem gaan",
        why=WHY,
    ),
    Kind(
        "seat.lapsed",
        subject="Het aanbod is verlopen: {table}",
        sentence="We hielden een stoel bij {table} voor je vast, maar hoorden niets. De stoel is nu voor wie na je wachtte. "
        "Wil je nog aanschuiven? Vraag dan opnieuw een stoel.",
        button="Bekijk je plek",
        why=WHY,
    ),
    Kind(
        "seat.form",
        subject="Je doet anders mee: {table}",
        sentence="De vorm waarin je meedoet bij {table} is veranderd. In het portaal zie je wat dat betekent.",
        button="Bekijk je plek",
        why=WHY,
    ),
    Kind(
        "seat.moved",
        subject="Je bent verplaatst: {table}",
        sentence="Je vroeg een stoel bij een andere tafel. De contactpersoon CLM heeft je verplaatst naar {table}. "
        "Past dat niet? Geef je plek dan terug.",
        button="Bekijk je plek",
        why=WHY,
    ),
    Kind(
        "seat.removed",
        subject="Je plek is beëindigd: {table}",
        sentence="Je plek bij {table} is beëindigd. Je leest waarom in het portaal.",
        button="Lees waarom",
        why=WHY,
    ),
    Kind(
        "seat.handed",
        subject="Een collega geeft je een stoel: {table}",
        sentence="Een collega van je organisatie wil de eigen stoel bij {table} aan jou overdragen. Kijk tot en met {until} "
        "of je hem overneemt.",
        button="Bekijk de stoel",
        why="Je krijgt deze mail omdat een collega van je eigen organisatie dit adres opgaf.",
    ),
    Kind(
        "seat.handed_over",
        subject="Je stoel is overgenomen: {table}",
        sentence="Je collega heeft je stoel bij {table} overgenomen. Je zit daar nu zelf niet meer.",
        button="Bekijk je plek",
        why=WHY,
    ),
    Kind(
        "deputy.asked",
        subject="Je gaat naar een overleg: {date}",
        sentence="Een collega van je organisatie kan niet bij een overleg zijn en stuurt jou: {date}, {place}. Alleen voor "
        "deze keer; vraag je collega waar het over gaat.",
        button="Lees over de tafel",
        why="Je krijgt deze mail omdat een collega van je eigen organisatie dit adres opgaf.",
    ),
    Kind(
        "deputy.not_needed",
        subject="Je hoeft niet naar het overleg: {date}",
        sentence="Je collega heeft je niet meer nodig als vervanger bij het overleg: {date}, {place}.",
        button="Lees over de tafel",
        why="Je krijgt deze mail omdat een collega van je eigen organisatie dit adres opgaf.",
    ),
    Kind(
        "signup.colleague",
        subject="Een collega vraagt je mee: {table}",
        sentence="Een collega van je organisatie vraagt of je meedoet bij {table}. Kijk tot en met {until} of je dat wilt; "
        "zonder jouw antwoord gebeurt er niets.",
        button="Bekijk de aanmelding",
        why="Je krijgt deze mail omdat een collega van je eigen organisatie dit adres opgaf.",
    ),
    Kind(
        "seat.accepted",
        subject="Je stoel is bevestigd: {table}",
        sentence="Je hebt een plek bij {table}. Welkom!",
        button="Bekijk je stoel",
        why=WHY,
    ),
    Kind(
        "seat.declined",
        subject="Antwoord op je aanvraag: {table}",
        sentence="Er is een antwoord op je aanvraag voor {table}. Je leest het, met de reden, in het portaal.",
        button="Lees het antwoord",
        why=WHY,
    ),
    Kind(
        "seat.withdrawn",
        subject="Je hebt je plek teruggegeven: {table}",
        sentence="Je hebt je plek bij {table} teruggegeven. Van gedachten veranderd? Vraag gerust een nieuwe plek aan.",
        button="Naar de tafel",
        why=WHY,
    ),
    Kind(
        "seat.asked",
        subject="Iemand wil aanschuiven: {table}",
        sentence="Er wacht een aanvraag voor {table} op je antwoord.",
        button="Bekijk de aanvragen",
    ),
    Kind(
        "calibration.due",
        subject="Tijd om te ijken: {table}",
        sentence="Kijk met {table} of de vraag, de mensen en de bedoeling nog kloppen, uiterlijk {until}.",
        button="Bekijk de vragen",
    ),
    Kind(
        "meeting.invited",
        subject="Uitnodiging voor {date}: {table}",
        sentence="{table} komt bijeen op {date}. Plek: {place}. Laat even weten of je komt.",
        button="Zeg of je komt",
        why=AT_THE_TABLE,
        method=ical.REQUEST,
    ),
    Kind(
        "meetings.planned",
        subject="{count} nieuwe data: {table}",
        sentence="{table} heeft {count} nieuwe bijeenkomsten gepland. De eerste is op {date}. Plek: {place}. Met de bijlage "
        "zet je alle data in je eigen agenda.",
        button="Bekijk de data, en zeg of je komt",
        why=AT_THE_TABLE,
        method=ical.PUBLISH,
    ),
    Kind(
        "meeting.moved",
        subject="Gewijzigd, nu op {date}: {table}",
        sentence="Er is iets veranderd aan een bijeenkomst van {table}. Ze is nu op {date}. Plek: {place}.",
        button="Bekijk wat er veranderd is",
        why=AT_THE_TABLE,
        method=ical.REQUEST,
    ),
    Kind(
        "meeting.cancelled",
        subject="Gaat niet door op {date}: {table}",
        sentence="De bijeenkomst op {date} gaat niet door.",
        button="Bekijk de andere data",
        why=AT_THE_TABLE,
        method=ical.CANCEL,
    ),
    Kind(
        "minutes.sent",
        subject="Het verslag is er: {table}",
        sentence="Het verslag van een bijeenkomst van {table} staat klaar. Je kunt erop reageren tot en met {until}.",
        button="Lees het verslag",
        why=AT_THE_TABLE,
    ),
    Kind(
        "minutes.remarked",
        subject="Er is gereageerd op een verslag: {table}",
        sentence="Bij een verslag van {table} staan nieuwe opmerkingen.",
        button="Bekijk de opmerkingen",
    ),
    Kind(
        "minutes.answered",
        subject="Antwoord op je opmerking: {table}",
        sentence="Je opmerking bij een verslag van {table} is verwerkt. Je leest in het portaal hoe.",
        button="Bekijk het verslag",
    ),
    Kind(
        "minutes.corrected",
        subject="Een verslag is verbeterd: {table}",
        sentence="Een vastgesteld verslag van {table} is verbeterd. In het portaal staat wat er veranderde en waarom.",
        button="Bekijk het verslag",
        why=AT_THE_TABLE,
    ),
    Kind(
        "minutes.withdrawn",
        subject="Een verslag is ingetrokken: {table}",
        sentence="Een verslag van {table} is ingetrokken. Je leest waarom in het portaal.",
        button="Lees waarom",
        why=AT_THE_TABLE,
    ),
    Kind(
        "setup.asked",
        subject="Wil je helpen met inrichten? {table}",
        sentence="Je bent gevraagd om een stap van het inrichten van {table} te doen.",
        button="Bekijk wat er nodig is",
    ),
    Kind(
        "table.invited",
        subject="Uitnodiging: {table}",
        sentence="Je bent uitgenodigd voor {table}. Achter de link lees je wie je uitnodigt en waarom, en geef je antwoord. "
        "De link werkt tot en met {until}.",
        button="Lees de uitnodiging",
        why="Je krijgt deze mail omdat iemand je voor een tafel van het leerlandschap uitnodigt.",
    ),
    Kind(
        "table.invited_again",
        subject="Je antwoord wordt nog gevraagd: {table}",
        sentence="Je bent uitgenodigd voor {table} en hebt nog niet geantwoord. Dit is de enige herinnering. "
        "De link werkt tot en met {until}.",
        button="Lees de uitnodiging",
        why="Je krijgt deze mail omdat iemand je voor een tafel van het leerlandschap uitnodigt.",
    ),
    Kind(
        "table.invitation_answered",
        subject="Antwoord op een uitnodiging: {table}",
        sentence="Er is een antwoord op een uitnodiging voor {table}.",
        button="Bekijk de uitnodigingen",
    ),
    Kind(
        "link.proposed",
        subject="Er is een verbinding voorgesteld: {table}",
        sentence="Een andere tafel wil een verbinding met {table}. Zeg je ja?",
        button="Bekijk het voorstel",
    ),
    Kind(
        "question.submitted",
        subject="Er is een onderzoeksvraag ingediend: {table}",
        sentence="Voor {table} is een onderzoeksvraag ingediend. Neem je hem op?",
        button="Bekijk de vragen",
    ),
    Kind(
        "question.taken_up",
        subject="Je vraag is opgenomen: {table}",
        sentence="{table} neemt de onderzoeksvraag op die je indiende. Je ziet in het portaal hoe het ermee staat.",
        button="Bekijk je vraag",
    ),
    Kind(
        "question.declined",
        subject="Antwoord op je onderzoeksvraag: {table}",
        sentence="{table} neemt de onderzoeksvraag die je indiende niet op. Je leest de reden in het portaal.",
        button="Lees waarom",
    ),
    Kind(
        "question.answered",
        subject="Je onderzoeksvraag is beantwoord: {table}",
        sentence="{table} heeft de onderzoeksvraag beantwoord die je indiende. Het antwoord lees je in het portaal.",
        button="Lees het antwoord",
    ),
    Kind(
        "question.yours",
        subject="Je trekt een onderzoeksvraag: {table}",
        sentence="Je bent gevraagd om een onderzoeksvraag van {table} te trekken.",
        button="Bekijk de vraag",
    ),
]:
    letters.register(kind)

# --- rounds, the life of a table, actions, topics and sessions --------------------------------------------------------

SESSION_WHY = "Je krijgt deze mail omdat er met dit adres is aangemeld voor een sessie van een thematafel."

for kind in [
    Kind(
        "cycle.advanced",
        subject="De ronde ging een fase verder: {table}",
        sentence="De ronde van {table} ging een fase verder.",
        button="Bekijk de ronde",
        why=AT_THE_TABLE,
    ),
    Kind(
        "cycle.closed",
        subject="Vond je wat je hoopte? {table}",
        sentence="Een ronde van {table} is afgesloten. Vertel in één regel of je vond wat je hoopte te leren.",
        button="Kijk terug",
        why=AT_THE_TABLE,
    ),
    Kind(
        "table.paused",
        subject="De tafel pauzeert: {table}",
        sentence="{table} pauzeert. Waarom, lees je in het portaal. Je stoel blijft van jou.",
        button="Bekijk de ronde",
        why=AT_THE_TABLE,
    ),
    Kind(
        "table.resumed",
        subject="De tafel gaat verder: {table}",
        sentence="{table} gaat verder waar de tafel gebleven was.",
        button="Bekijk de ronde",
        why=AT_THE_TABLE,
    ),
    Kind(
        "table.ended",
        subject="De tafel is gestopt: {table}",
        sentence="{table} is gestopt. Je aanvraag vervalt daarmee. Op de pagina van de tafel lees je meer.",
        button="Naar de tafel",
        why=WHY,
    ),
    Kind(
        "action.yours",
        subject="Er staat een actie op je naam: {table}",
        sentence="Bij {table} is een actie op jouw naam gezet.",
        button="Bekijk de actie",
        group=ACTIONS,
        leads_there=True,
    ),
    Kind(
        "action.nudged",
        subject="Hoe staat het met je actie? {table}",
        sentence="Bij {table} staat een actie op jouw naam. De tafel vraagt hoe het ermee staat: vink haar af, schrijf een "
        "regel, of vraag om uitstel.",
        button="Bekijk de actie",
        group=ACTIONS,
        leads_there=True,
    ),
    Kind(
        "action.postponement_asked",
        subject="Iemand vraagt uitstel voor een actie: {table}",
        sentence="Bij {table} vraagt iemand om uitstel voor een actie. Jij besluit of de dag verschuift.",
        button="Bekijk de vraag",
        group=ACTIONS,
        leads_there=True,
    ),
    Kind(
        "action.postponement_decided",
        subject="Antwoord op je vraag om uitstel: {table}",
        sentence="Over de dag van je actie bij {table} is besloten. In het portaal lees je wat en waarom.",
        button="Bekijk de actie",
        group=ACTIONS,
        leads_there=True,
    ),
    Kind(
        "action.due",
        subject="Je actie moet op {until} klaar zijn: {table}",
        sentence="Bij {table} beloofde je iets voor {until}. Is het klaar? Vink het af. Lukt het niet? Vraag om uitstel.",
        button="Bekijk de actie",
        group=ACTIONS,
        still=still,
        leads_there=True,
    ),
    Kind(
        "action.late",
        subject="Je actie is te laat: {table}",
        sentence="Bij {table} beloofde je iets voor {until}. Vink het af, schrijf hoe het ervoor staat, of vraag om uitstel.",
        button="Bekijk de actie",
        group=ACTIONS,
        still=still,
        leads_there=True,
    ),
    Kind(
        "meeting.coming",
        subject="Binnenkort: {table}, {date}",
        sentence="{table} komt bijeen op {date}. Wat je voorbereidt, staat op de pagina van de bijeenkomst. Aantal acties dat je "
        "bij deze tafel nog open hebt: {count}.",
        button="Bereid je voor",
        group=MEETINGS,
        still=still,
        leads_there=True,
    ),
    Kind(
        "meeting.unanswered",
        subject="Kom je? {table}, {date}",
        sentence="{table} komt bijeen op {date}. We weten nog niet of je komt.",
        button="Laat weten of je komt",
        group=MEETINGS,
        still=still,
        leads_there=True,
    ),
    Kind(
        "minutes.due",
        subject="Er is nog geen verslag: {table}, {date}",
        sentence="{table} kwam bijeen op {date}. Rond de bijeenkomst af; dan staat het verslag er meteen.",
        button="Ga naar de bijeenkomst",
        group=MINUTES,
        still=still,
        leads_there=True,
    ),
    Kind(
        "minutes.comment",
        subject="Reageren kan tot en met {until}: {table}",
        sentence="Het verslag van {table}, {date}, ligt klaar. Klopt er iets niet? Reageer tot en met {until}.",
        button="Lees het verslag",
        group=MINUTES,
        still=still,
        leads_there=True,
    ),
    Kind(
        "wrapup.lead",
        subject="Hoe ging het? {table}, {date}",
        sentence="{table} kwam bijeen op {date}. Zeg in één regel hoe het ging, en wat er nog mist.",
        button="Kijk terug",
        group=AFTER,
        still=still,
        leads_there=True,
    ),
    Kind(
        "wrapup.member",
        subject="Wat gaf het je? {table}, {date}",
        sentence="{table} kwam bijeen op {date}. We hebben één vraag: wat gaf het je?",
        button="Beantwoord één vraag",
        group=AFTER,
        still=still,
        leads_there=True,
    ),
    Kind(
        "calibration.soon",
        subject="IJken kan tot en met {until}: {table}",
        sentence="{table} is nog niet geijkt. Doe dat tot en met {until}; het kost een kwartier.",
        button="IJk de tafel",
        still=still,
    ),
    Kind(
        "week",
        subject="Mijn leerlandschap: dit wacht op je ({count})",
        sentence="Aantal dingen dat deze week op je wacht, aan al je tafels samen: {count}.",
        button="Bekijk wat er wacht",
        group=WEEK,
        still=still,
        leads_there=True,
    ),
    Kind(
        "table.message",
        subject="Er is een bericht voor je tafel: {table}",
        sentence="Wie {table} begeleidt, schreef een bericht aan de hele tafel. Je leest het in het portaal.",
        button="Lees het bericht",
        why=AT_THE_TABLE,
    ),
    Kind(
        "topic.planned",
        subject="Je onderwerp staat op een sessie: {table}",
        sentence="Een onderwerp dat je voorstelde bij {table} komt in een sessie aan bod.",
        button="Bekijk de sessie",
    ),
    Kind(
        "topic.discussed",
        subject="Je onderwerp is besproken: {table}",
        sentence="Een onderwerp dat je voorstelde bij {table} is besproken.",
        button="Bekijk de onderwerpen",
    ),
    Kind(
        "topic.dropped",
        subject="Antwoord op je onderwerp: {table}",
        sentence="Een onderwerp dat je voorstelde bij {table} wordt niet opgepakt. De reden lees je in het portaal.",
        button="Bekijk de onderwerpen",
    ),
    Kind(
        "session.confirm",
        subject="Bevestig je aanmelding: {table}, {date}",
        sentence="Je wilt meedoen aan de sessie van {table} op {date}. Bevestig dat dit jouw adres is.",
        button="Bevestig je aanmelding",
        why=SESSION_WHY,
    ),
    Kind(
        "session.joined",
        subject="Je doet mee: {table}, {date}",
        sentence="Je bent aangemeld voor de sessie van {table} op {date}, {place}.",
        button="Bekijk je aanmelding",
        why=SESSION_WHY,
        method=ical.REQUEST,
    ),
    Kind(
        "session.cancelled",
        subject="Gaat niet door: {table}, {date}",
        sentence="De sessie van {table} op {date} gaat niet door.",
        button="Bekijk de sessie",
        why=SESSION_WHY,
        method=ical.CANCEL,
    ),
    Kind(
        "session.moved",
        subject="Gewijzigd: {table}, {date}",
        sentence="De sessie van {table} is gewijzigd: hij is nu op {date}. Is de tijd anders? Meld je dan opnieuw aan.",
        button="Bekijk de sessie",
        why=SESSION_WHY,
        method=ical.REQUEST,
    ),
]:
    letters.register(kind)

# --- agendas --------------------------------------------------------------------------------------------------------------

for kind in [
    Kind(
        "agenda.shared",
        subject="De agenda staat klaar: {table}, {date}",
        sentence="De agenda van {table} op {date} staat klaar.",
        button="Bekijk de agenda",
        why=AT_THE_TABLE,
    ),
    Kind(
        "agenda.proposed",
        subject="Er is een agendapunt voorgesteld: {table}",
        sentence="Iemand aan tafel bij {table} stelde een agendapunt voor. Zet je het op de agenda?",
        button="Bekijk de voorraad",
    ),
    Kind(
        "agenda.taken_up",
        subject="Je agendapunt staat op de agenda: {table}, {date}",
        sentence="Een agendapunt dat je voorstelde bij {table} staat op de agenda van {date}.",
        button="Bekijk het agendapunt",
    ),
    Kind(
        "agenda.kept",
        subject="Je agendapunt is bewaard voor later: {table}",
        sentence="Een agendapunt dat je voorstelde bij {table} staat op de voorraad, voor een volgende bijeenkomst.",
        button="Bekijk het agendapunt",
    ),
    Kind(
        "agenda.declined",
        subject="Antwoord op je agendapunt: {table}",
        sentence="Een agendapunt dat je voorstelde bij {table} wordt niet opgepakt. De reden lees je in het portaal.",
        button="Lees waarom",
    ),
]:
    letters.register(kind)
