"""What the network's mails say: that something is there and where; no names of people or organisations."""

from leerlandschap.commons.notices import Kind
from leerlandschap.commons.registry import letters
from leerlandschap.network.flows import accounts

TYPED = "Je krijgt deze mail omdat iemand dit adres invulde in het leerlandschap."
SECURITY = "Je krijgt deze mail om je account in het leerlandschap veilig te houden."
NOT_YOU = "Was jij dat niet? Neem dan meteen contact op met het regiobureau."

INVITATIONS = [
    Kind(
        "invitation.sent",
        subject="Uitnodiging voor het leerlandschap, geldig tot en met {until}",
        sentence="Je bent uitgenodigd om mee te doen in het leerlandschap van Sociaal Domein Flevoland. Met de knop kies je "
        "een wachtwoord en open je je account. De link werkt tot en met {until}.",
        button="Neem de uitnodiging aan",
        why="Je krijgt deze mail omdat een collega of het regiobureau je heeft uitgenodigd.",
    ),
    Kind(
        "request.received",
        subject="Je aanvraag voor een account is binnen",
        sentence="Het regiobureau leest je aanvraag en antwoordt binnen vijf werkdagen, op dit adres.",
        button="Bekijk het landschap",
        why=TYPED,
    ),
    Kind(
        "request.again",
        subject="Je aanvraag voor een account is er al",
        sentence="Er loopt al een aanvraag voor dit adres. Die is bijgewerkt; je hoeft niets meer te doen.",
        button="Bekijk het landschap",
        why=TYPED,
    ),
    Kind(
        "request.known",
        subject="Je hebt al een account in het leerlandschap",
        sentence="Er is een account gevraagd voor dit adres, maar dat heb je al. Log in, of kies een nieuw wachtwoord.",
        button="Kies een nieuw wachtwoord",
        why=TYPED,
    ),
    Kind(
        "request.declined",
        subject="Antwoord op je aanvraag voor een account",
        sentence="Het regiobureau kan je nu geen account geven. Wil je weten waarom, of klopt dit niet? Neem contact op.",
        button="Neem contact op",
        why=TYPED,
    ),
    Kind(
        "membership.started",
        subject="Je doet nu ook mee voor een andere organisatie",
        sentence="Je account in het leerlandschap hoort vanaf vandaag ook bij een andere organisatie.",
        button="Bekijk Mijn leerlandschap",
    ),
    Kind(
        "membership.ended",
        subject="Je lidmaatschap van een organisatie is beëindigd",
        sentence="Vanaf {since} hoort je account niet meer bij een van je organisaties. Klopt dit niet? Neem contact op.",
        button="Neem contact op",
    ),
    Kind(
        "role.given",
        subject="Je hebt een nieuwe rol in het leerlandschap",
        sentence="Vanaf vandaag heb je een rol erbij. In het portaal zie je welke, en wat je ermee kunt.",
        button="Bekijk je rollen",
    ),
    Kind(
        "role.withdrawn",
        subject="Een rol in het leerlandschap is ingetrokken",
        sentence="Vanaf vandaag heb je een rol minder. In het portaal zie je welke je nu hebt.",
        button="Bekijk je rollen",
    ),
]

ACCOUNTS = [
    # Written for every address alike; which of the next two it becomes is found out when it is handed over.
    Kind("account.reset_asked", subject="", sentence="", button="", decide=accounts.answer_to_reset),
    Kind(
        "account.reset",
        subject="Kies een nieuw wachtwoord",
        sentence="Er is een nieuw wachtwoord gevraagd voor je account. De link werkt een dag, en één keer. "
        "Vroeg jij dit niet? Dan hoef je niets te doen.",
        button="Kies een nieuw wachtwoord",
        why=SECURITY,
    ),
    Kind(
        "account.unknown",
        subject="Er is geen account met dit adres",
        sentence="Er is een nieuw wachtwoord gevraagd, maar bij dit adres hoort geen account. Misschien gebruikte je een "
        "ander werkadres. Een account aanvragen kan ook.",
        button="Vraag een account aan",
        why=TYPED,
    ),
    Kind(
        "account.exists",
        subject="Je hebt al een account in het leerlandschap",
        sentence="Met dit adres is al een account gemaakt. Weet je je wachtwoord niet meer? Kies dan een nieuw.",
        button="Kies een nieuw wachtwoord",
        why=TYPED,
    ),
    Kind(
        "account.confirm_address",
        subject="Bevestig je e-mailadres",
        sentence="Dit adres is ingevuld als adres van een account in het leerlandschap. Bevestig dat het van jou is. "
        "Vroeg jij dit niet? Dan hoef je niets te doen.",
        button="Bevestig je e-mailadres",
        why=TYPED,
    ),
    Kind(
        "account.address_changed",
        subject="Het adres van je account is gewijzigd",
        sentence=f"Je account heeft vanaf nu een ander e-mailadres. {NOT_YOU}",
        button="Neem contact op",
        why=SECURITY,
    ),
    Kind(
        "account.password_changed",
        subject="Je wachtwoord is gewijzigd",
        sentence=f"Het wachtwoord van je account is zojuist gewijzigd. {NOT_YOU}",
        button="Bekijk waar je bent ingelogd",
        why=SECURITY,
    ),
    Kind(
        "account.second_factor_added",
        subject="Je logt nu in met een tweede stap",
        sentence=f"Aan je account is een tweede stap of passkey toegevoegd. {NOT_YOU}",
        button="Bekijk hoe je inlogt",
        why=SECURITY,
    ),
    Kind(
        "account.second_factor_removed",
        subject="Een tweede stap is van je account gehaald",
        sentence=f"Een tweede stap of passkey is van je account verwijderd. {NOT_YOU}",
        button="Bekijk hoe je inlogt",
        why=SECURITY,
    ),
    Kind(
        "account.recovery_codes",
        subject="Je hebt nieuwe herstelcodes",
        sentence=f"Voor je account zijn nieuwe herstelcodes gemaakt; de oude werken niet meer. {NOT_YOU}",
        button="Bekijk hoe je inlogt",
        why=SECURITY,
    ),
    Kind(
        "account.notice",
        subject="Er is iets gewijzigd aan je account",
        sentence=f"Aan je account in het leerlandschap is iets gewijzigd. {NOT_YOU}",
        button="Bekijk je account",
        why=SECURITY,
    ),
]

for kind in INVITATIONS + ACCOUNTS:
    letters.register(kind)
