"""Reading a text document that somebody brings in (docx, odt): its words, each with what it is."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.exceptions import ValidationError

from leerlandschap.commons import apart, archives
from leerlandschap.commons.documents import printable

READER = Path(__file__).with_name("reader.py")
KINDS = ("docx", "odt")

UNREADABLE = "Dit document is niet te lezen. Open het, sla het opnieuw op als .docx of .odt en probeer het nog eens."
REFUSALS = {
    "long": "In dit document staat te veel tekst om als verslag te lezen. Verdeel het over meer bestanden.",
    "strange": archives.STRANGE,
}


@dataclass(frozen=True)
class Piece:
    """A piece of text: a `heading` (of a level, 0 for the title), `text`, an `item` of a list, or a `row` of a table."""

    kind: str
    text: str
    level: int = 0
    bold: bool = False


@dataclass(frozen=True)
class Words:
    """What a document says, and how much was left out of it: pictures, comments, notes, changes."""

    pieces: tuple[Piece, ...]
    left_out: Counter


def read(stream: IO[bytes], kind: str) -> Words:
    """What the document (a key of KINDS) says. Raises ValidationError with a sentence that says what to do."""
    archives.members(stream)
    try:
        answer = apart.ask(READER, stream.read(), kind, megabytes=768)
    except apart.NoAnswer as error:
        raise ValidationError(UNREADABLE) from error
    if "refused" in answer:
        raise ValidationError(REFUSALS[answer["refused"]])
    pieces = (Piece(**{**one, "text": printable(one["text"])}) for one in answer["blocks"])
    return Words(tuple(pieces), Counter(answer["left_out"]))
