"""What the tables' mails say: a table's name, a date, a count; never who else, and never what was written."""

from leerlandschap.commons import ical
from leerlandschap.commons.notices import Kind
from leerlandschap.commons.registry import letters

WHY = "Je krijgt deze mail omdat er met dit adres een stoel aan een tafel is gevraagd."
AT_THE_TABLE = "Je krijgt deze mail omdat je een stoel aan deze tafel hebt."

for kind in [
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
        button="Bekijk de acties",
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
