"""A document as an OpenDocument text: headings by level, header rows that repeat, and Dutch as its language."""

import io
import itertools

import odfdo

from leerlandschap.commons.documents import Block, Bullets, Document, Grid, Heading, printable

STYLES = [
    '<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" '
    'style:parent-style-name="Heading" style:next-style-name="Text_20_body" style:default-outline-level="2">'
    '<style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>',
    '<style:style style:name="Heading_20_3" style:display-name="Heading 3" style:family="paragraph" '
    'style:parent-style-name="Heading" style:next-style-name="Text_20_body" style:default-outline-level="3">'
    '<style:text-properties fo:font-size="11.5pt" fo:font-weight="bold"/></style:style>',
    '<style:style style:name="Table_20_Heading" style:display-name="Table Heading" style:family="paragraph" '
    'style:parent-style-name="Standard"><style:text-properties fo:font-weight="bold"/></style:style>',
    '<style:style style:name="Table_20_Contents" style:display-name="Table Contents" style:family="paragraph" '
    'style:parent-style-name="Standard"/>',
]
# Of an A4 with the margins of the template, in millimetres.
TEXT_WIDTH = 170
COLUMN = (
    '<style:style style:name="kolom-{wide}" style:family="table-column">'
    '<style:table-column-properties style:column-width="{wide}mm"/></style:style>'
)
CELL = (
    '<style:style style:name="cel" style:family="table-cell">'
    '<style:table-cell-properties fo:padding="0.1cm" fo:border-bottom="0.5pt solid #14263a"/></style:style>'
)


def render(document: Document) -> bytes:
    """The OpenDocument text."""
    file = odfdo.Document("text")
    file.meta.title, language = printable(document.title), f"{document.language}-{document.region}"
    file.meta.language = language
    file.set_language(language)
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    _dress(file, {wide for grid in grids for wide in _widths(grid)})
    body, names = file.body, itertools.count(1)
    body.clear()
    body.append(_heading(1, document.title))
    for name, value in document.about:
        body.append(_text(f"{name}: {value}"))
    for block in document.blocks:
        _add(body, block, names)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _dress(file: odfdo.Document, widths: set[int]) -> None:
    """Headings carry no number of their own: an agenda item has one already. Cells stand on a line."""
    for level in file.get_part("styles.xml").get_elements("//text:outline-level-style"):
        for name in ("style:num-suffix", "loext:num-list-format"):
            level.del_attribute(name)
        level.set_attribute("style:num-format", "")
    for style in STYLES:
        file.insert_style(odfdo.Element.from_tag(style))
    for wide in widths:
        file.insert_style(odfdo.Element.from_tag(COLUMN.format(wide=wide)), automatic=True)
    file.insert_style(odfdo.Element.from_tag(CELL), automatic=True)


def _add(body, block: Block, names) -> None:
    match block:
        case Heading(text, level):
            body.append(_heading(level, text))
        case Bullets(items):
            body.append(odfdo.List([_text(item) for item in items]))
        case Grid():
            body.append(_grid(block, f"tabel{next(names)}"))
        case _:
            body.append(_text(block.text))


def _heading(level: int, text: str) -> odfdo.Header:
    return odfdo.Header(level, printable(text), style=f"Heading_20_{level}")


def _text(text: str) -> odfdo.Paragraph:
    """Its line breaks stay line breaks."""
    return odfdo.Paragraph(printable(text), style="Text_20_body")


def _grid(grid: Grid, name: str) -> odfdo.Element:
    table = odfdo.Element.from_tag("table:table")
    table.set_attribute("table:name", name)
    for wide in _widths(grid):
        column = odfdo.Element.from_tag("table:table-column")
        column.set_attribute("table:style-name", f"kolom-{wide}")
        table.append(column)
    head = odfdo.Element.from_tag("table:table-header-rows")
    head.append(_row(grid.header, style="Table_20_Heading"))
    table.append(head)
    for row in grid.rows:
        table.append(_row(row, style="Table_20_Contents"))
    return table


def _widths(grid: Grid) -> list[int]:
    """How wide each column is, in whole millimetres."""
    whole = sum(grid.shares())
    return [TEXT_WIDTH * share // whole for share in grid.shares()]


def _row(cells: tuple[str, ...], *, style: str) -> odfdo.Element:
    row = odfdo.Element.from_tag("table:table-row")
    for text in cells:
        cell = odfdo.Element.from_tag("table:table-cell")
        cell.set_attribute("office:value-type", "string")
        cell.set_attribute("table:style-name", "cel")
        cell.append(odfdo.Paragraph(printable(text), style=style))
        row.append(cell)
    return row
