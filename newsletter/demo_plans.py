"""What the demo's editions say, and when: invented, as everything in the demo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """An edition: made so many days ago, with an opening and a piece of the editors' own."""

    days: int
    opening: str
    title: str
    text: str
    # How often readers said to use what it tells, from the first item on.
    used: tuple[int, ...] = ()


SENT = [
    Plan(
        -62,
        "<p>De zomer is voorbij en de tafels zijn weer begonnen. In deze editie lees je wat er vóór de vakantie is geleerd.</p>"
        "<p>Herken je iets? Neem het mee in je eigen overleg.</p>",
        "Nieuw: een stoel voor ouders",
        "<p>Aan twee tafels zitten vanaf nu ouders mee. Zij kregen vooraf uitleg, "
        "en een vaste begeleider om op terug te vallen.</p>",
        (5, 2, 3),
    ),
    Plan(
        -27,
        "<p>Een inzicht is pas iets waard als het ergens landt. Daarom begint deze editie met wat er is veranderd.</p>",
        "Vraag van een lezer",
        "<p>Mag een werkafspraak van een andere gemeente ook bij ons? <strong>Ja.</strong> Laat het de voorzitter van die "
        "tafel weten, dan hoort de tafel hoe het bij jullie gaat.</p>",
        (3, 1),
    ),
]
DRAFT = Plan(
    -1,
    "<p>Het jaar loopt naar het eind. Wat nemen we mee?</p>",
    "Zet alvast in je agenda",
    "<p>In het voorjaar kijken alle tafels samen terug. De uitnodiging volgt.</p>",
)
