"""Spreadsheets and zips for stories, whole and broken."""

import io
import random
import zipfile
from xml.sax.saxutils import escape

from django.core.files.uploadedfile import SimpleUploadedFile

from leerlandschap.commons.spreadsheets import Sheet, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/></manifest:manifest>'
)

TROUBLE = [b"&lol;", b"</c>", b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", b"\0", b"9" * 400, b'r="XFD1048576"']


def workbook(sheets: dict[str, list[list]]) -> bytes:
    """An xlsx with these sheets."""
    return write_workbook([Sheet(name, rows) for name, rows in sheets.items()])


def ods(sheets: dict[str, list[list[str]]], *, after_rows: str = "") -> bytes:
    """An ods with these sheets of text; `after_rows` is XML that closes each of them."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}">{"".join(map(_ods_row, rows))}{after_rows}</table:table>'
        for name, rows in sheets.items()
    )
    content = (ODS_HEAD + tables + ODS_TAIL).encode()
    return a_zip({"mimetype": ODS.encode(), "content.xml": content, "META-INF/manifest.xml": MANIFEST.encode()})


def _ods_row(row: list[str]) -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
        for cell in row
    )
    return f"<table:table-row>{cells}</table:table-row>"


def a_zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def repacked(content: bytes, change) -> bytes:
    """The same zip, with each member as `change(name, content)` gives it; None leaves it out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return a_zip({name: member for name, member in members.items() if member is not None})


def with_sheet_xml(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same workbook with something else in the XML of its sheets."""
    return repacked(content, lambda name, xml: xml.replace(old, new) if "worksheets" in name else xml)


def upload(content: bytes, name: str = "inlezen.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def mutated(content: bytes, luck: random.Random) -> bytes:
    """`content` with something broken: in the bytes of the zip, or in the XML inside."""
    if luck.random() < 0.5:
        return _mutated_bytes(content, luck)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        victim = luck.choice(archive.namelist())
    return repacked(content, lambda name, xml: _mutated_bytes(xml, luck) if name == victim else xml)


def _mutated_bytes(content: bytes, luck: random.Random) -> bytes:
    spoiled = bytearray(content)
    at = luck.randrange(max(1, len(spoiled)))
    match luck.randrange(5):
        case 0:
            del spoiled[at:]
        case 1:
            for _ in range(luck.randrange(1, 30)):
                spoiled[luck.randrange(len(spoiled))] = luck.randrange(256)
        case 2:
            spoiled[at:at] = luck.randbytes(luck.randrange(1, 200))
        case 3:
            del spoiled[at : at + luck.randrange(1, 200)]
        case _:
            spoiled[at:at] = luck.choice(TROUBLE)
    return bytes(spoiled)
