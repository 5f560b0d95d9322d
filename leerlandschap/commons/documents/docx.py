"""A document as a Word file: headings by style, header rows that repeat, and Dutch as its language."""

import io

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from leerlandschap.commons.documents import Block, Bullets, Document, Grid, Heading, printable

FONT = "Calibri"
# What Word takes as a title among its properties.
LONGEST_TITLE = 255
# As the portal writes: dark letters, on A4.
INK = RGBColor(0x14, 0x26, 0x3A)
HEADINGS = ("Heading 1", "Heading 2", "Heading 3")


def render(document: Document) -> bytes:
    """The Word file."""
    file = docx.Document()
    _dress(file, document)
    file.add_heading(printable(document.title), level=1)
    for name, value in document.about:
        line = file.add_paragraph(style="No Spacing")
        line.add_run(f"{printable(name)}: ").bold = True
        line.add_run(printable(value))
    for block in document.blocks:
        _add(file, block)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _dress(file, document: Document) -> None:
    """The title, the language of every text, and the letters."""
    language = f"{document.language}-{document.region}"
    about = file.core_properties
    about.title, about.language = printable(document.title)[:LONGEST_TITLE], language
    about.author = about.comments = ""
    for marks in file.styles.element.iter(qn("w:lang")):
        for name in ("w:val", "w:eastAsia"):
            marks.set(qn(name), language)
    file.styles["Normal"].font.name = FONT
    file.styles["Normal"].font.size = Pt(11)
    for name in HEADINGS:
        file.styles[name].font.color.rgb = INK
    _on_a4(file.sections[0])


def _on_a4(page) -> None:
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)


def _add(file, block: Block) -> None:
    match block:
        case Heading(text, level):
            file.add_heading(printable(text), level=level)
        case Bullets(items):
            for item in items:
                file.add_paragraph(printable(item), style="List Bullet")
        case Grid():
            _add_grid(file, block)
        case _:
            file.add_paragraph(printable(block.text))


def _add_grid(file, grid: Grid) -> None:
    table = file.add_table(rows=1, cols=len(grid.header), style="Table Grid")
    _say_what(table, grid.caption)
    _repeat(table.rows[0])
    for cell, text in zip(table.rows[0].cells, grid.header, strict=True):
        cell.paragraphs[0].add_run(printable(text)).bold = True
    for row in grid.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = printable(text)
    _share(table, grid.shares())
    file.add_paragraph()


def _say_what(table, caption: str) -> None:
    """What the table is about, for who hears the document."""
    mark = OxmlElement("w:tblCaption")
    mark.set(qn("w:val"), printable(caption))
    table._tbl.tblPr.append(mark)


def _repeat(row) -> None:
    """A header row says what its columns are, and stands on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _share(table, shares: tuple[int, ...]) -> None:
    whole = sum(column.width or 0 for column in table.columns)
    table.autofit = False
    for at, share in enumerate(shares):
        table.columns[at].width = int(whole * share / sum(shares))
        for cell in table.columns[at].cells:
            cell.width = int(whole * share / sum(shares))
