"""What somebody agrees to: every text that was ever shown at the form, by its version, so that consent can be proved.

Telecommunicatiewet art. 11.7: the text names the sender, how often, about what, and how to stop. A changed text is a new
entry; an old one stays, because people agreed to it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentText:
    """A text that was shown, and the version it is known by."""

    version: str
    text: str


TEXTS = {
    entry.version: entry
    for entry in [
        ConsentText(
            "2026-11",
            "Ja, stuur mij de nieuwsbrief van het leerlandschap. De afzender is Sociaal Domein Flevoland. "
            "De nieuwsbrief komt 6 tot 10 keer per jaar per e-mail. Hij gaat over de leertafels en thematafels: wat er is "
            "geleerd en wat daarmee gebeurt, bijeenkomsten, goede praktijkvoorbeelden en cijfers met hun verhaal. "
            "Mijn adres wordt alleen voor deze nieuwsbrief gebruikt. Ik kan op elk moment stoppen, met de link in elke "
            "nieuwsbrief of via deze pagina.",
        ),
    ]
}
CURRENT = TEXTS["2026-11"]
