"""What the mails around a subscription say."""

from leerlandschap.commons.notices import Kind
from leerlandschap.commons.registry import letters

WHY = "Je krijgt deze mail omdat dit adres is ingevuld bij de nieuwsbrief van het leerlandschap."

letters.register(
    Kind(
        "newsletter_confirm",
        subject="Bevestig dat je de nieuwsbrief wilt ontvangen",
        sentence=(
            "Je vraagt om de nieuwsbrief van het leerlandschap. Bevestig het binnen zeven dagen, dan sta je op de lijst. "
            "Vroeg je hier niet om? Dan hoef je niets te doen: je adres verdwijnt vanzelf."
        ),
        button="Bevestig je inschrijving",
        why=WHY,
    )
)
letters.register(
    Kind(
        "newsletter_known",
        subject="Je staat al op de lijst van de nieuwsbrief",
        sentence=(
            "Dit adres krijgt de nieuwsbrief van het leerlandschap al, dus je hoeft niets te doen. "
            "Wil je hem niet meer? Stoppen kan meteen."
        ),
        button="Bekijk of stop je inschrijving",
        why=WHY,
    )
)
