"""What the one mail a day says."""

from leerlandschap.commons.notices import OTHER, Group, Kind
from leerlandschap.commons.registry import letters, mail_groups

mail_groups.register(
    Group(
        OTHER,
        "Wat er aan je tafels gebeurt",
        "Aanvragen om te beantwoorden, rondes die verder gaan, vragen en ijkingen.",
    )
)

letters.register(
    Kind(
        "bundle",
        subject="Er wacht iets op je in het leerlandschap ({count})",
        sentence="Aantal dingen dat voor je klaarstaat: {count}. Je vindt ze bij elkaar op je eigen pagina.",
        button="Bekijk wat er wacht",
    )
)
