"""What the one mail a day says."""

from leerlandschap.commons.notices import Kind
from leerlandschap.commons.registry import letters

letters.register(
    Kind(
        "bundle",
        subject="Er wacht iets op je in het leerlandschap ({count})",
        sentence="Er wacht iets op je antwoord. Aantal: {count}.",
        button="Bekijk wat er wacht",
    )
)
