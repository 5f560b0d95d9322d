"""Spreadsheets: reading what people bring in, and writing what they take away, so that no cell can turn into a formula."""

import csv
import datetime
import io
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import xlsxwriter
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from leerlandschap.commons import apart, archives, ods

MOST_ROWS = 5_000
MOST_COLUMNS = 40
READER = Path(__file__).with_name("sheet_reader.py")

Cell = str | datetime.date | datetime.datetime

UNREADABLE = "Dit rekenblad is niet te lezen. Open het, sla het opnieuw op als .xlsx en probeer het nog eens."
REFUSALS = {
    "rows": "Blad ‘{sheet}’ heeft meer dan {most} rijen. Verdeel het over meer bestanden.",
    "columns": "Blad ‘{sheet}’ heeft meer dan {most} kolommen. Haal weg wat niet nodig is.",
    "sheets": "Het bestand heeft meer dan {most} bladen. Haal weg wat niet nodig is.",
    "text": "In blad ‘{sheet}’ staat te veel tekst. Haal weg wat niet nodig is.",
}

# Marks without width, and the control characters except tab and line end.
WITHOUT_WIDTH = "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
INVISIBLE = re.compile(rf"[{WITHOUT_WIDTH}\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_CELL = 32_767
CONTENT_TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": ods.MIMETYPE,
    ".csv": "text/csv; charset=utf-8",
}
WRITING = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
    "default_date_format": "dd-mm-yyyy",
}


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name and its rows, the first of which is row 1 (in Python: 0). Rows end where their cells do."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)


# --- reading ----------------------------------------------------------------------------------------------------------


def read(stream: IO[bytes]) -> list[Sheet]:
    """The sheets of an xlsx or ods file, at most MOST_ROWS by MOST_COLUMNS each, cells as stripped text or as dates.

    Raises ValidationError with a sentence that says what to do, whatever the bytes are.
    """
    archives.members(stream)
    answer = _ask_reader(stream.read())
    if "refused" in answer:
        what, sheet, most = answer["refused"]
        raise ValidationError(REFUSALS[what].format(sheet=clean(sheet), most=most))
    return [Sheet(clean(sheet["name"]), [_cells(row) for row in sheet["rows"]]) for sheet in answer["sheets"]]


def clean(text: str) -> str:
    """`text` without marks that do not show, in one way of writing accents, and without space around it."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text)).replace("\xa0", " ").strip()


def _ask_reader(content: bytes) -> dict:
    """What the reading process found."""
    try:
        return apart.ask(READER, content, str(MOST_ROWS), str(MOST_COLUMNS), megabytes=512)
    except apart.NoAnswer as error:
        raise ValidationError(UNREADABLE) from error


def _cells(row: list) -> list[Cell]:
    return [clean(cell) if isinstance(cell, str) else _date(cell) for cell in row]


def _date(cell: dict[str, str]) -> datetime.date | datetime.datetime:
    if "moment" in cell:
        return datetime.datetime.fromisoformat(cell["moment"])
    return datetime.date.fromisoformat(cell["date"])


# --- writing ----------------------------------------------------------------------------------------------------------


def write_xlsx(title: str, header: list[str], rows: list[list]) -> bytes:
    """A workbook of one sheet called `title`, with `header` as its first row."""
    return write_workbook([Sheet(title, [header, *rows])])


def write_workbook(sheets: list[Sheet]) -> bytes:
    """A workbook; the first row of each sheet is its header. Text is stored as text, also when it looks like a formula."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, WRITING) as workbook:
        bold = workbook.add_format({"bold": True})
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(_sheet_name(sheet.name)), sheet.rows, bold)
    return target.getvalue()


def write_ods(title: str, header: list[str], rows: list[list]) -> bytes:
    """An OpenDocument spreadsheet of one sheet called `title`, with `header` as its first row."""
    return ods.document(
        _sheet_name(title),
        [[_text(cell) if isinstance(cell, str) else cell for cell in row] for row in [header, *rows]],
    )


def write(kind: str, title: str, header: list[str], rows: list[list]) -> bytes:
    """The rows as a file of `kind`: xlsx, ods or csv."""
    if kind == "xlsx":
        return write_xlsx(title, header, rows)
    if kind == "ods":
        return write_ods(title, header, rows)
    return write_csv(header, rows).encode("utf-8-sig")


def write_csv(header: list[str], rows: list[list]) -> str:
    """Rows for a Dutch spreadsheet, separated by semicolons; encode it as utf-8-sig, so that é stays é.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in [header, *rows])
    return target.getvalue()


def download(content: bytes, name: str) -> HttpResponse:
    """What was written, as a download called `name` (which ends on .xlsx, .ods or .csv)."""
    content_type = CONTENT_TYPES[Path(name).suffix]
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})


def _write_sheet(worksheet, rows: list[list], bold) -> None:
    for column, width in enumerate(_widths(rows)):
        worksheet.set_column(column, column, width)
    worksheet.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            _write_cell(worksheet, number, column, cell, bold if number == 0 else None)


def _write_cell(worksheet, row: int, column: int, cell, style) -> None:
    if isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, style)
    elif isinstance(cell, int | float):
        worksheet.write_number(row, column, cell, style)
    elif isinstance(cell, datetime.date):
        worksheet.write_datetime(row, column, cell)
    elif cell is not None and cell != "":
        worksheet.write_string(row, column, _text(cell)[:LONGEST_CELL], style)


def _widths(rows: list[list]) -> list[int]:
    """As wide as the widest of the first rows, within reason."""
    columns = max(map(len, rows), default=0)
    some = rows[:200]
    return [min(60, 3 + max((len(str(row[at])) for row in some if at < len(row)), default=8)) for at in range(columns)]


def _sheet_name(title: str) -> str:
    return NOT_IN_A_SHEET_NAME.sub(" ", clean(title)).strip("' ")[:31] or "Blad"


def _text(cell) -> str:
    return INVISIBLE.sub("", str(cell))


def _csv_cell(cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d-%m-%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, int | float):
        return str(cell).replace(".", ",")
    text = _text(cell)
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) or text.lstrip().startswith(BEGINS_A_FORMULA) else text
