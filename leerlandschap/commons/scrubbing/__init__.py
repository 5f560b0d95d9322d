"""Making a file that does not say who made it: where there may be nothing in it that its sender does not see."""

import base64
from pathlib import Path

from django.core.exceptions import ValidationError

from leerlandschap.commons import apart

PROGRAM = Path(__file__).with_name("program.py")
LOCKED = "Het bestand heeft een wachtwoord. Sla het zonder wachtwoord op en kies het nog eens."
SIGNED = "Het bestand is digitaal ondertekend, en daarin staat door wie. Druk het af naar een pdf en kies die."
INSIDE = (
    "In het bestand zit nog een bestand, of een onderdeel waaruit we niet kunnen halen wie het maakte ({what}). "
    "Sla het op als pdf, of maak er een foto van, en kies die."
)
BROKEN = "Dit bestand kunnen we niet openen. Sla het op als pdf, of maak er een foto van, en kies die."
SENTENCES = {"locked": LOCKED, "signed": SIGNED, "broken": BROKEN}


def without_maker(content: bytes, extension: str) -> bytes:
    """A pdf, Office or OpenDocument file made anew with what can be read in it and nothing of who made it, when or where.

    It is done in a process of its own. Raises ValidationError, with what to do, for a file in which something may stay.
    """
    try:
        answer = apart.ask(PROGRAM, content, extension, megabytes=1024, seconds=9)
    except apart.NoAnswer as error:
        raise ValidationError(BROKEN) from error
    if "content" in answer:
        return base64.b64decode(answer["content"])
    why, _, what = answer.get("refused", "broken").partition(":")
    raise ValidationError(SENTENCES.get(why, INSIDE.format(what=what or "onbekend")))
