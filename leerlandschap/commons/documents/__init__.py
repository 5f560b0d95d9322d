"""Documents to keep, print or mail on: one structure, rendered as PDF, OpenDocument text and Word.

An app fills a `Document`; it holds words and nothing of a format. What is in it is what its reader may read: a file is never
made for one person and given to another.
"""

import re
from dataclasses import dataclass, field
from importlib import import_module

# What no XML can hold, and no printer can print.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")

TYPES = {
    "pdf": "application/pdf",
    "odt": "application/vnd.oasis.opendocument.text",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class Heading:
    """A heading below the title: level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break in it stays one."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with a row of headers; a column may be told how wide it is, in parts of the whole."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def shares(self) -> tuple[int, ...]:
        return self.widths or (1,) * len(self.header)


Block = Heading | Paragraph | Bullets | Grid


@dataclass(frozen=True)
class Document:
    """A title, what is known of the document (name and value), and what it says."""

    title: str
    about: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = field(default=())
    language: str = "nl"
    region: str = "NL"

    def words(self) -> list[str]:
        """Every text in it, in order."""
        found = [self.title, *(text for pair in self.about for text in pair)]
        for block in self.blocks:
            found += _words_of(block)
        return [text for text in found if text]


def prose(text: str) -> list[Block]:
    """Plain text as somebody typed it: a blank line begins a paragraph, lines that begin with a dash are a list."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", printable(text).strip()):
        lines = [line.strip() for line in part.strip().splitlines() if line.strip()]
        if len(lines) > 1 and all(BULLET.match(line) for line in lines):
            blocks.append(Bullets(tuple(BULLET.sub("", line) for line in lines)))
        elif lines:
            blocks.append(Paragraph("\n".join(lines)))
    return blocks


def printable(text) -> str:
    """A text without what no file can hold."""
    return UNPRINTABLE.sub("", str(text).replace("\r\n", "\n"))


def rendered(document: Document, kind: str) -> bytes:
    """The document as a file of this kind (a key of TYPES). Raises KeyError."""
    if kind not in TYPES:
        raise KeyError(kind)
    # Only when one is asked for: what makes a PDF must not be loaded before a server splits into processes.
    return import_module(f"{__name__}.{kind}").render(document)


def _words_of(block: Block) -> list[str]:
    match block:
        case Bullets(items):
            return list(items)
        case Grid():
            return [*block.header, *(cell for row in block.rows for cell in row)]
        case _:
            return [block.text]
