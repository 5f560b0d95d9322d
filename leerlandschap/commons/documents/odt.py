"""A document as an OpenDocument text: headings by level, header rows that repeat, and Dutch as its language."""

import io
import itertools

import odfdo

from leerlandschap.commons.documents import Block, Bullets, Document, Grid, Heading, printable


def render(document: Document) -> bytes:
    """The OpenDocument text."""
    file = odfdo.Document("text")
    file.meta.title, language = printable(document.title), f"{document.language}-{document.region}"
    file.meta.language = language
    file.set_language(language)
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
    columns = odfdo.Element.from_tag("table:table-column")
    columns.set_attribute("table:number-columns-repeated", str(len(grid.header)))
    table.append(columns)
    head = odfdo.Element.from_tag("table:table-header-rows")
    head.append(_row(grid.header, style="Table_20_Heading"))
    table.append(head)
    for row in grid.rows:
        table.append(_row(row, style="Table_20_Contents"))
    return table


def _row(cells: tuple[str, ...], *, style: str) -> odfdo.Element:
    row = odfdo.Element.from_tag("table:table-row")
    for text in cells:
        cell = odfdo.Element.from_tag("table:table-cell")
        cell.set_attribute("office:value-type", "string")
        cell.append(odfdo.Paragraph(printable(text), style=style))
        row.append(cell)
    return row
