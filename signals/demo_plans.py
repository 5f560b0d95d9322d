"""What the invented experiences say, who sent them, and what happened to them after how many days."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plan:
    """One invented experience. `sent` counts from today; each deed is (days later, what, what was said)."""

    name: str
    sent: int
    kind: str
    theme: str
    text: str
    sender: str = ""
    help: str = ""
    towns: tuple[str, ...] = ()
    fields: dict = field(default_factory=dict)
    deeds: tuple[tuple[int, str, str], ...] = ()
    # What was added as a document, a line each.
    document: tuple[str, ...] = ()


@dataclass(frozen=True)
class BundlePlan:
    """Invented experiences that went to a table together, on days counted from today; without `met` it waits there."""

    names: tuple[str, ...]
    table: str
    title: str
    text: str
    brought: int
    met: int = 0
    answer: str = ""


WATERRIJK, NIEUWLAND = "Gemeente Waterrijk", "Gemeente Nieuwland"
CLM, TABLE = {"discuss": "clm"}, {"discuss": "table"}

PLANS = [
    Plan(
        "vers", -1, "signal", "crisis",
        "In de weekenden is voor ons niet duidelijk wie er na een crisisplaatsing belt. Wij bellen dan zelf rond.",
        "verwijzer", "Eén telefoonlijst die klopt.", (WATERRIJK,), CLM | {"concerns": "chain", "often": "more"},
    ),
    Plan(
        "dank", -2, "compliment", "thuis-op-maat",
        "Het team dat thuis begon, kwam binnen drie dagen en bleef tot het rustig was. Dat hielp het hele gezin.",
        "gemeente", fields=TABLE | {"may_share_compliment": True},
    ),
    Plan(
        "wachten", -12, "complaint", "crisis",
        "Ik moest drie keer hetzelfde verhaal vertellen, aan drie organisaties, voordat er iemand kwam.",
        "aanbieder2", "Dat ze elkaars verslag lezen.", (NIEUWLAND,), CLM | {"concerns": "chain"},
        (
            (2, "take", ""),
            (2, "entitle", "Verhaal moet vaak opnieuw verteld worden"),
            (3, "react", "Dank je. We zoeken uit hoe de overdracht nu is afgesproken."),
        ),
    ),
    Plan(
        "vraag", -15, "signal", "thuis-op-maat",
        "Een beschikking kwam pas toen het traject al klaar was. Wij konden daardoor niet op tijd declareren.",
        "aanbieder", "", (WATERRIJK,), CLM | {"concerns": "process", "often": "more"},
        (
            (1, "take", ""),
            (1, "entitle", "Beschikking komt na de start"),
            (4, "ask", "Gaat het om één gemeente of om meer? En sinds wanneer?"),
        ),
    ),
    Plan(
        "langer", -45, "signal", "crisis",
        "Na een plaatsing is er geen vaste plek om samen terug te kijken. Wat we leerden, raakt weg.",
        "gemeente2", "Elke maand een half uur.", (), TABLE | {"concerns": "chain"},
        (
            (3, "take", ""),
            (3, "entitle", "Terugkijken na een plaatsing"),
            (4, "react", "Dank je, we nemen dit mee."),
            (30, "extend", "De leertafel die hierover gaat, komt pas volgende maand samen."),
        ),
    ),
    Plan(
        "anoniem", -20, "signal", "crisis",
        "In ons team durven mensen niet te zeggen dat de werkdruk te hoog is om goed over te dragen.",
        "", "Dat iemand van buiten meekijkt.", (), TABLE | {"often": "more"},
        (
            (2, "take", ""),
            (2, "entitle", "Werkdruk en overdracht"),
            (5, "ask", "Wat zou volgens jou een eerste stap zijn?"),
            (8, "reply", "Een vast moment op de dag waarop we overdragen, zonder telefoon."),
        ),
    ),
    Plan(
        "dubbel", -10, "signal", "crisis",
        "Wij vertellen ons verhaal steeds opnieuw. De volgende weet niets van wat de vorige al vroeg.",
        "partner", "", (), CLM, ((3, "merge", "wachten"),),
    ),
    Plan(
        "verwezen", -25, "complaint", "thuis-op-maat",
        "Een begeleider kwam twee keer niet opdagen en belde niet af. Ik wil dat dit wordt rechtgezet.",
        "aanbieder2", "", (), {}, ((1, "refer", "de klachtenregeling van de aanbieder"),),
    ),
    Plan(
        "beantwoord", -40, "signal", "thuis-op-maat",
        "Ouders krijgen van ons en van het wijkteam verschillende folders over hetzelfde traject.",
        "aanbieder", "Eén folder.", (WATERRIJK, NIEUWLAND), TABLE | {"concerns": "process"},
        (
            (2, "take", ""),
            (2, "entitle", "Verschillende folders over één traject"),
            (20, "answer", "De gemeenten en aanbieders hebben er één folder van gemaakt. Hij ligt nu bij de wijkteams."),
        ),
        (
            "Folder van het wijkteam: het traject duurt zes maanden, en je krijgt één vaste begeleider.",
            "Folder van de aanbieder: het traject duurt zolang het nodig is, en je krijgt een klein team.",
        ),
    ),
    Plan(
        "lang-geleden", -460, "compliment", "thuis-op-maat",
        "De invaller had het hele dossier gelezen voor hij kwam. Wij hoefden niets opnieuw te vertellen.",
        "aanbieder2", "", (NIEUWLAND,), {},
        (
            (2, "take", ""),
            (2, "entitle", "Invaller was goed voorbereid"),
            (6, "answer", "Dank je wel. We hebben het aan het team verteld."),
            (9, "close", ""),
        ),
    ),
    Plan(
        "klaar", -90, "signal", "crisis",
        "Wie buiten kantooruren belt, krijgt steeds een ander nummer.",
        "verwijzer", "", (WATERRIJK,), TABLE | {"concerns": "chain", "often": "more"},
        (
            (1, "take", ""),
            (1, "entitle", "Bereikbaarheid buiten kantooruren"),
            (3, "react", "We vragen na wie dit bijhoudt."),
        ),
    ),
    Plan(
        "klaar-ook", -88, "signal", "crisis",
        "In het weekend bellen wij drie nummers voor we iemand spreken. Ouders wachten dan in de gang.",
        "aanbieder", "Eén nummer dat altijd wordt opgenomen.", (NIEUWLAND,), TABLE | {"concerns": "chain"},
        ((2, "take", ""), (2, "entitle", "Niemand neemt op in het weekend")),
    ),
    Plan(
        "bedankt", -60, "compliment", "crisis",
        "De jeugdbeschermer belde na afloop om te vragen hoe het met óns ging. Dat doet bijna niemand.",
        "partner", "", (), {"may_share_compliment": True},
        (
            (2, "take", ""),
            (2, "entitle", "Aandacht voor wie helpt"),
            (3, "answer", "Dank je wel. We hebben het doorgegeven."),
            (4, "share", "Wie hielp, belt na afloop om te vragen hoe het met de ander ging. Het kost vijf minuten."),
            (5, "close", ""),
        ),
    ),
    Plan(
        "weer", -70, "signal", "thuis-op-maat",
        "De wachtlijst op de website klopt al maanden niet met wat ons aan de telefoon wordt gezegd.",
        "gemeente", "", (NIEUWLAND,), CLM | {"concerns": "process"},
        (
            (2, "take", ""),
            (2, "entitle", "Wachtlijst op de website klopt niet"),
            (20, "answer", "De wachtlijst wordt nu elke week bijgewerkt."),
            (35, "close", ""),
            (50, "reopen", ""),
        ),
    ),
]  # fmt: skip
KNELPUNTEN = "crisis-knelpunten-samenwerking"
BUNDLES = [
    BundlePlan(
        ("klaar", "klaar-ook"), KNELPUNTEN, "Bereikbaar buiten kantooruren",
        "We horen dat het buiten kantooruren lang duurt voor iemand opneemt. Welk nummer geven wij zelf, en wie "
        "neemt dan op?",
        brought=-80, met=-70,
        answer="Er is nu één nummer. Het staat in de werkafspraken van de leertafel. Dank je wel: zonder jouw signaal was dit "
        "blijven liggen.",
    ),
    BundlePlan(
        ("langer", "anoniem"), KNELPUNTEN, "Terugkijken en overdragen zonder haast",
        "Mensen missen een vaste plek om na een plaatsing terug te kijken, en tijd om goed over te dragen. Wat zouden we "
        "daarvoor vrij kunnen maken?",
        brought=-3,
    ),
]  # fmt: skip
# Name, what it is for, of which kind, text.
ANSWERS = [
    (
        "Ontvangen, we zoeken het uit", "reactie", "",
        "Dank je wel dat je dit vertelt. We zoeken uit hoe dit nu is afgesproken, en je hoort van ons wat we vinden.",
    ),
    (
        "Dank voor je compliment", "terugkoppeling", "compliment",
        "Dank je wel. Het is fijn om te lezen wat goed gaat; we hebben het doorgegeven.",
    ),
    (
        "Hoe vaak en waar?", "vraag", "signal",
        "Gebeurt dit vaker? En gaat het om één gemeente of om meer? Dan weten we beter aan welke tafel dit hoort.",
    ),
    (
        "Eerst naar een tafel", "meer-tijd", "",
        "De leertafel die hierover gaat, komt binnenkort samen. We wachten op wat zij ervan maakt en laten het je weten.",
    ),
]  # fmt: skip
