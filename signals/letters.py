"""What the mails about experiences say: that there is something, and never what."""

from leerlandschap.commons.notices import Kind
from leerlandschap.commons.registry import letters

SENT = "Je krijgt deze mail omdat er met dit adres een ervaring is gestuurd."
ASKED = "Je krijgt deze mail omdat er met dit adres om een link is gevraagd. Was jij dat niet? Doe dan niets."
HANDLES = "Je krijgt deze mail omdat je ervaringen behandelt."

for kind in [
    Kind(
        "experience.received",
        subject="We hebben je ervaring ontvangen",
        sentence="Je hoort binnen vijf werkdagen van ons, en binnen zes weken wat ermee is gedaan.",
        button="Bekijk hoe het ermee staat",
        why=SENT,
    ),
    Kind(
        "experience.news",
        subject="Er staat iets voor je klaar over je ervaring",
        sentence="Er is nieuws over de ervaring die je stuurde. Je leest het in het portaal.",
        button="Lees het bericht",
        why=SENT,
    ),
    Kind(
        "experience.asked",
        subject="We hebben een vraag over je ervaring",
        sentence="We hebben een vraag aan je voordat we verder kunnen. Je leest en beantwoordt hem in het portaal.",
        button="Lees de vraag",
        why=SENT,
    ),
    Kind(
        "experience.link",
        subject="Je link om een ervaring te sturen",
        sentence="Met deze link stuur je een ervaring, en lees je wat er met eerdere is gedaan. Je hebt geen wachtwoord nodig. "
        "Geef de link aan niemand door.",
        button="Stuur een ervaring",
        why=ASKED,
    ),
    Kind(
        "experience.sign_in",
        subject="Log in om een ervaring te sturen",
        sentence="Je hebt een account in het portaal. Log in om een ervaring te sturen en te lezen wat er met eerdere is gedaan.",
        button="Log in",
        why=ASKED,
    ),
    Kind(
        "experience.to_handle",
        subject="Er is een ervaring binnen",
        sentence="Er wacht een ervaring op een behandelaar.",
        button="Bekijk de ervaring",
        why=HANDLES,
    ),
    Kind(
        "experience.replied",
        subject="Er is gereageerd op een ervaring",
        sentence="De afzender van een ervaring heeft gereageerd.",
        button="Bekijk de reactie",
        why=HANDLES,
    ),
    Kind(
        "experience.late",
        subject="Een ervaring wacht te lang",
        sentence="Van een ervaring is een beloofde datum voorbij. Reageer vandaag, of vraag de afzender om meer tijd.",
        button="Bekijk de ervaring",
        why=HANDLES,
    ),
    Kind(
        "experience.withdrawn",
        subject="Een afzender trok toestemming in",
        sentence="Een ervaring gaat niet meer naar de tafel: de afzender wil dat niet langer. Kijk of er nog iets moet gebeuren.",
        button="Bekijk de bundel",
        why=HANDLES,
    ),
    Kind(
        "experience.returned",
        subject="Een tafel heeft iets gedaan met ervaringen",
        sentence="Er is iets gekomen van ervaringen die jij behandelt. Lees wat, en koppel terug.",
        button="Bekijk wat ervan kwam",
        why=HANDLES,
    ),
    Kind(
        "experience.moved",
        subject="Ervaringen zijn verzet naar een andere agenda",
        sentence="Een tafel bespreekt ervaringen die jij behandelt op een ander moment dan gepland.",
        button="Bekijk de bundel",
        why=HANDLES,
    ),
    Kind(
        "experience.dropped",
        subject="Een tafel bespreekt ervaringen niet",
        sentence="Ervaringen die jij behandelt staan niet meer op de agenda van een tafel. Kies wat ermee gebeurt.",
        button="Bekijk de bundel",
        why=HANDLES,
    ),
    Kind(
        "experience.review",
        subject="Er staan ervaringen op de bewaarlijst",
        sentence="Van een aantal ervaringen is de bewaartermijn om. Beslis of ze vernietigd worden of langer nodig zijn.",
        button="Bekijk de lijst",
        why="Je krijgt deze mail omdat je beslist over het bewaren van ervaringen.",
    ),
    Kind(
        "experience.echoed",
        subject="Er is nieuws over iets dat bij jullie ook speelt",
        sentence="Je liet weten dat iets bij jullie ook speelt, en dat je wilt horen wat ervan komt. Er is nieuws.",
        button="Lees wat ervan kwam",
        why="Je krijgt deze mail omdat je koos om te horen wat ervan komt.",
    ),
    Kind(
        "experience.praised",
        subject="Er is een compliment voor jullie",
        sentence="Iemand waardeert iets dat jullie doen, en vond het goed dat jullie het weten.",
        button="Lees het compliment",
        why="Je krijgt deze mail omdat je werkt bij de organisatie waarvoor het compliment is.",
    ),
    Kind(
        "experience.brought",
        subject="Er staat een ervaring op de agenda van {table}",
        sentence="Een behandelaar bracht ervaringen naar de tafel. Jij beslist wanneer ze aan de orde komen.",
        button="Bekijk het agendapunt",
        why="Je krijgt deze mail omdat je een tafel leidt.",
    ),
]:
    letters.register(kind)
