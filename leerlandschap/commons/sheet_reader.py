"""Reads a spreadsheet in a process of its own, from standard input to JSON on standard output.

A cell in the last corner of an otherwise empty sheet makes any reader ask for hundreds of gigabytes, and the one that is
fast ends its process when it does not get them. So this runs apart, with a ceiling on memory and time, and knows nothing
of the portal: `spreadsheets.read` starts it by its path.
"""

import datetime
import io
import json
import os
import sys

MOST_SHEETS = 20
MOST_CHARACTERS = 5_000_000


class Refused(Exception):
    """The sheet is more than was asked for; says what and where."""


def main() -> None:
    most_rows, most_columns = int(sys.argv[1]), int(sys.argv[2])
    try:
        answer = {"sheets": read(sys.stdin.buffer.read(), most_rows, most_columns)}
    except Refused as refused:
        answer = {"refused": list(refused.args)}
    sys.stdout.write(json.dumps(answer))


def read(content: bytes, most_rows: int, most_columns: int) -> list[dict]:
    """Every sheet with its rows, counted from the first row and column on. Raises Refused, or what calamine raises."""
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(workbook.sheet_names) > MOST_SHEETS:
        raise Refused("sheets", "", MOST_SHEETS)
    budget = MOST_CHARACTERS
    sheets = []
    for name in workbook.sheet_names:
        rows = list(trimmed(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)))
        budget -= sum(len(str(cell)) for row in rows for cell in row)
        check(name, rows, most_rows, most_columns, budget)
        sheets.append({"name": name, "rows": [[plain(cell) for cell in row] for row in rows]})
    return sheets


def trimmed(rows: list[list]) -> list[list]:
    """Rows without the empty cells at their end, and without the empty rows at the end."""
    for row in rows:
        while row and (row[-1] is None or row[-1] == ""):
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def check(name: str, rows: list[list], most_rows: int, most_columns: int, budget: int) -> None:
    if len(rows) > most_rows:
        raise Refused("rows", name, most_rows)
    if max(map(len, rows), default=0) > most_columns:
        raise Refused("columns", name, most_columns)
    if budget < 0:
        raise Refused("text", name, MOST_CHARACTERS)


def plain(cell) -> str | dict:
    """A cell as text, the way it reads in a Dutch spreadsheet; a date keeps being one."""
    if isinstance(cell, datetime.datetime):
        return {"moment": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, bool):
        return "waar" if cell else "onwaar"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    return str(cell) if cell is not None else ""


if __name__ == "__main__":
    try:
        main()
    # A panic of the reader is no Exception; whatever it was, who waits gets a number and no trace.
    except BaseException:
        os._exit(3)
