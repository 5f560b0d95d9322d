"""Writing an OpenDocument spreadsheet: one sheet of text, numbers and dates.

By hand and not by a library: none that writes ods is in use here, and this much of the format is four small files in a
zip (OpenDocument 1.3, parts 2 and 3). Tests read back what is written with the reader that reads what people bring in.
"""

import datetime
import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
# What XML has no place for, besides what a spreadsheet should not hold.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Never the time of the day: the same rows give the same bytes.
MADE_AT = (1980, 1, 1, 0, 0, 0)

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">'
    "<office:automatic-styles>"
    '<number:date-style style:name="D"><number:day number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:year number:style="long"/></number:date-style>'
    '<style:style style:name="date" style:family="table-cell" style:data-style-name="D"/>'
    '<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
TAIL = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def document(title: str, rows: list[list]) -> bytes:
    """A spreadsheet of one sheet called `title`; its first row is the header. Text stays text, whatever it begins with."""
    lines = [_row(row, ' table:style-name="head"' if at == 0 else "") for at, row in enumerate(rows)]
    content = f"{HEAD}<table:table table:name={quoteattr(_clean(title))}>{''.join(lines)}</table:table>{TAIL}"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        # The standard wants the kind of file to stand first, as it is.
        _add(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        _add(archive, "content.xml", content, zipfile.ZIP_DEFLATED)
        _add(archive, "META-INF/manifest.xml", MANIFEST, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: str, packing: int) -> None:
    archive.writestr(zipfile.ZipInfo(name, MADE_AT), content.encode(), packing)


def _row(row: list, style: str) -> str:
    return f"<table:table-row>{''.join(_cell(cell, style) for cell in row)}</table:table-row>"


def _cell(cell, style: str) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cell).lower()}"/>'
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    if isinstance(cell, datetime.date):
        value = cell.replace(tzinfo=None) if isinstance(cell, datetime.datetime) else cell
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}" table:style-name="date"/>'
    return f'<table:table-cell office:value-type="string"{style}>{_paragraphs(str(cell))}</table:table-cell>'


def _paragraphs(text: str) -> str:
    """Lines are paragraphs of their own; spaces and tabs in a row would melt into one."""
    return "".join(f"<text:p>{_spaced(escape(line))}</text:p>" for line in _clean(text).split("\n"))


def _spaced(line: str) -> str:
    line = line.replace("\t", "<text:tab/>")
    return re.sub(r"^ +| {2,}", lambda found: f'<text:s text:c="{len(found[0])}"/>', line)


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
