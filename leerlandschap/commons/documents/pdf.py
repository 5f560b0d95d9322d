"""A document as PDF that can be read aloud: PDF/UA-1 and PDF/A-2a, which typst checks while it makes it.

The template is fixed and gets the document as JSON: nothing in a text becomes an instruction.
"""

import json
from dataclasses import asdict
from pathlib import Path

from leerlandschap.commons.documents import Block, Document, Grid, printable
from leerlandschap.commons.documents.letters import drawable

HERE = Path(__file__).parent
TEMPLATE = HERE / "document.typ"
FONT = "files/SourceSans3[wght].ttf"
STANDARDS = ["a-2a", "ua-1"]


def render(document: Document) -> bytes:
    """The PDF."""
    # Compiling starts threads; whoever forks afterwards hangs. So nothing of it is loaded before it is used.
    import typst

    fonts = _fonts()
    return typst.compile(
        str(TEMPLATE),
        root=str(HERE),
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs={"data": json.dumps(_clean(_facts(document), fonts / FONT))},
    )


def _fonts() -> Path:
    """Where the letters are: the same on every machine."""
    import fontpkg_source_sans_3

    return Path(fontpkg_source_sans_3.ROOT)


def _facts(document: Document) -> dict:
    return {
        "title": document.title,
        "language": document.language,
        "region": document.region,
        "about": document.about,
        "blocks": [_block(block) for block in document.blocks],
    }


def _block(block: Block) -> dict:
    shares = {"shares": block.shares()} if isinstance(block, Grid) else {}
    return asdict(block) | {"is": type(block).__name__} | shares


def _clean(value, font: Path):
    """The facts with every text as the font can draw it."""
    if isinstance(value, str):
        return drawable(printable(value), font)
    if isinstance(value, dict):
        return {name: _clean(one, font) for name, one in value.items()}
    return [_clean(one, font) for one in value] if isinstance(value, (list, tuple)) else value
