"""Where to be with what troubles you: the routes of the law, in plain words, as they are shipped.

Sources: Jeugdwet (providers' own complaint schemes, confidential advisers, calamities), Algemene wet bestuursrecht
(chapter 9 for complaints about a public body; 6:7 for objection). The regional office edits the words in the portal.
"""

from leerlandschap.commons.landscape_loader import Loader
from leerlandschap.commons.registry import landscape

# Last part of the key, situation, lines, link.
ROUTES = [
    (
        "112",
        "Iemand is nu in direct gevaar",
        "Waar: politie, ambulance of brandweer\nBel: 112\nTermijn: nu meteen",
        "",
    ),
    (
        "veilig-thuis",
        "Je maakt je zorgen over de veiligheid van een kind",
        "Waar: Veilig Thuis, voor advies en hulp\nBel: 0800-2000\nTermijn: dag en nacht, gratis\n"
        "Je mag ook alleen om advies vragen, zonder namen te noemen. Twijfel je? Bel.",
        "https://veiligthuis.nl",
    ),
    (
        "aanbieder",
        "Je hebt een klacht over een aanbieder of een gecertificeerde instelling",
        "Waar: de klachtenregeling van die organisatie zelf\nTermijn: staat in de klachtenregeling\n"
        "Elke aanbieder en gecertificeerde instelling moet van de Jeugdwet een klachtenregeling hebben, met een "
        "onafhankelijke commissie. Je vindt hem op hun website, of vraag ernaar. Eerst samen praten mag, maar hoeft niet.",
        "https://wetten.overheid.nl/BWBR0034925/",
    ),
    (
        "vertrouwenspersoon",
        "Je wilt steun of raad bij een klacht of een lastig gesprek",
        "Waar: een vertrouwenspersoon van Jeugdstem, eerder bekend als AKJ\nBel: 088-555 1000\n"
        "Termijn: wanneer je wilt, ook voor je besluit te klagen\n"
        "Voor kinderen, jongeren, ouders en pleegouders in de jeugdhulp. Gratis, vertrouwelijk en onafhankelijk van de "
        "aanbieder, de gemeente en dit portaal.",
        "https://jeugdstem.nl",
    ),
    (
        "gemeente",
        "Je hebt een klacht over een gemeente of een ambtenaar",
        "Waar: de klachtenbehandeling van die gemeente (Algemene wet bestuursrecht, hoofdstuk 9)\n"
        "Termijn: antwoord binnen zes weken, of tien weken als een klachtencommissie meekijkt\n"
        "De gemeente mag er vier weken bij nemen en schrijft je dat dan. Niet tevreden met het antwoord? Dan kun je naar de "
        "ombudsman van je gemeente of de Nationale ombudsman.",
        "https://www.nationaleombudsman.nl",
    ),
    (
        "beschikking",
        "Je bent het niet eens met een beschikking",
        "Waar: bezwaar bij de gemeente die de beschikking stuurde, daarna beroep bij de rechter\n"
        "Termijn: bezwaar binnen zes weken na de datum op de brief\n"
        "Een beschikking is een besluit over jouw hulp. Daarover klaag je niet, daartegen maak je bezwaar. In de brief staat "
        "hoe. Het Juridisch Loket geeft gratis uitleg.",
        "https://www.juridischloket.nl",
    ),
    (
        "calamiteit",
        "Er is een calamiteit of geweld bij de hulp gebeurd",
        "Waar: de aanbieder of gecertificeerde instelling zelf, bij de Inspectie Gezondheidszorg en Jeugd (IGJ)\n"
        "Termijn: onverwijld, dat is binnen drie werkdagen\n"
        "Werk je er? Zorg dat je organisatie dit doet. Gaat het om jouw gezin? Vraag de aanbieder of het is gebeurd. "
        "Twijfelt de organisatie of het een calamiteit is, dan heeft zij hoogstens zes weken om dat zelf uit te zoeken.",
        "https://www.igj.nl",
    ),
    (
        "leren",
        "Je hebt een les, signaal of compliment voor het leerlandschap",
        "Waar: hier, in het portaal\nTermijn: reactie binnen vijf werkdagen, antwoord binnen zes weken\n"
        "Dit gaat over leren in de regio: wat gaat goed, wat loopt vast in de samenwerking, wat zouden anderen moeten weten? "
        "Vertel het zonder namen of andere gegevens waaraan iemand te herkennen is. Je leest terug wat ermee is gedaan.\n"
        "Je dient hiermee geen klacht in, en niemand doet uitspraak.",
        "",
    ),
]


@landscape.register
def routes(loader: Loader) -> None:
    """Who handles what, in the order in which it is urgent."""
    loader.texts("route", ROUTES)


@landscape.register
def texts(loader: Loader) -> None:
    """What this page is, and is not."""
    loader.passage(
        "ervaringen-geen-loket",
        "pagina",
        60,
        "Dit portaal behandelt geen klachten",
        "Hier lees je bij wie je moet zijn. Het portaal neemt zelf geen klacht, calamiteit of zorg over een kind in "
        "behandeling, en stuurt niets voor je door. Wat je hier stuurt, is om van te leren. "
        "Neem dus zelf contact op met de organisatie die erbij staat.",
    )
