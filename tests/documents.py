"""Text documents for stories: whole ones, and ones that were made to do harm."""

import io

import docx
import odfdo
from PIL import Image

from tests.workbooks import a_zip, repacked

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
REPORT = (
    ("kop", "Opening"),
    ("tekst", "Iedereen stelt zich voor."),
    ("kop", "Wachttijden"),
    ("tekst", "We zagen dat het wachten\nlang duurt."),
    ("punt", "eerst bellen"),
    ("punt", "dan schrijven"),
)
GRID = (("Wat", "Wie"), ("Bellen", "de wijkteams"))


def a_docx(lines=REPORT, *, grid=(), picture: bool = False) -> bytes:
    """A Word document: headings ("kop"), paragraphs, bold ones ("vet"), items of a list ("punt"), and a table."""
    file = docx.Document()
    for kind, text in lines:
        if kind == "kop":
            file.add_heading(text, level=1)
        elif kind == "vet":
            file.add_paragraph().add_run(text).bold = True
        else:
            file.add_paragraph(text, style="List Bullet" if kind == "punt" else None)
    if grid:
        table = file.add_table(rows=0, cols=len(grid[0]))
        for row in grid:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if picture:
        drawn = io.BytesIO()
        Image.new("RGB", (2, 2)).save(drawn, "PNG")
        file.add_picture(drawn)
    file.core_properties.author = "Kanarie Maker"
    return _bytes(file)


def an_odt(lines=REPORT, *, grid=()) -> bytes:
    """The same as an OpenDocument text."""
    file = odfdo.Document("text")
    file.body.clear()
    for kind, text in lines:
        if kind == "kop":
            file.body.append(odfdo.Header(1, text))
        elif kind == "punt":
            file.body.append(odfdo.List([text]))
        else:
            file.body.append(odfdo.Paragraph(text))
    if grid:
        rows = "".join(
            f"<table:table-row>{''.join(f'<table:table-cell><text:p>{cell}</text:p></table:table-cell>' for cell in row)}"
            "</table:table-row>"
            for row in grid
        )
        file.body.append(odfdo.Element.from_tag(f'<table:table table:name="t">{rows}</table:table>'))
    return _bytes(file)


def with_body(xml: str, *, before: str = "") -> bytes:
    """A Word document with this for its words, and `before` above everything."""
    words = f'<?xml version="1.0"?>{before}<w:document {W}><w:body>{xml}</w:body></w:document>'
    return repacked(a_docx(), lambda name, content: words.encode() if name == "word/document.xml" else content)


def with_content(change) -> bytes:
    """An OpenDocument text whose words are what `change` makes of them."""
    return repacked(an_odt(), lambda name, content: change(content) if name == "content.xml" else content)


def a_bomb() -> bytes:
    """A small Word document that unpacks to more than anybody has room for."""
    big = b"<w:p/>" * 10_000_000
    return a_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": big})


def _bytes(file) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
