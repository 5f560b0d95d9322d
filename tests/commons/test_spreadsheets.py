"""Spreadsheets are read whatever is in them, and written so that no cell turns into a formula."""

import csv
import io
import os
import random
import re
import time
import zipfile
from datetime import date, datetime

import pytest
from django.core.exceptions import ValidationError

from leerlandschap.commons import apart, archives, spreadsheets
from tests.workbooks import mutated, ods, repacked, with_sheet_xml, workbook

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "＋1", "－1", "＠A1",
    "=cmd|'/c calc'!A1", '=HYPERLINK("http://kwaad.example","klik")', "=IMPORTXML(1)", "-2+3+cmd", "@", "=", "+31 6 12345678",
    '";=1', "a;=1", "a\n=1", "{=1}", "'=1", "\u200b=1", "\ufeff=1", "=\x001", "\x00=1", "=DDE(1)", "%0A=1",
    "=1;2", '"=1"', "==", "=-1", "+=1", "@=1", "-=1", "\t\t=1", "\v=1", "http://x.example",
]  # fmt: skip


def rows_of(content: bytes, sheet: int = 0) -> list[list]:
    return spreadsheets.read(io.BytesIO(content))[sheet].rows


def refusal(content: bytes) -> str:
    with pytest.raises(ValidationError) as refused:
        spreadsheets.read(io.BytesIO(content))
    return " ".join(refused.value.messages)


def sentence_about(content: bytes) -> str:
    """What the portal says when it does not read `content`; empty when it does."""
    try:
        spreadsheets.read(io.BytesIO(content))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


# --- reading ----------------------------------------------------------------------------------------------------------


def test_cells_come_as_stripped_text_and_dates_stay_dates():
    rows = [["  Noor\xa0", 12, 1.5, True, None, date(2027, 1, 12), datetime(2027, 1, 12, 9, 30)], [], ["x"]]
    assert rows_of(workbook({"Blad": rows})) == [
        ["Noor", "12", "1,5", "waar", "", date(2027, 1, 12), datetime(2027, 1, 12, 9, 30)],
        [],
        ["x"],
    ]


def test_rows_are_counted_from_the_first_one_also_when_it_is_empty():
    rows = rows_of(workbook({"Blad": [[], [], ["", "", "ver weg"]]}))
    assert rows == [[], [], ["", "", "ver weg"]]


def test_an_ods_file_reads_the_same():
    sheets = spreadsheets.read(io.BytesIO(ods({"Mensen": [["naam", "adres"], ["Zoë", "zoe@x.example"]], "Leeg": []})))
    assert [sheet.name for sheet in sheets] == ["Mensen", "Leeg"]
    assert sheets[0].rows == [["naam", "adres"], ["Zoë", "zoe@x.example"]]


def test_a_million_empty_rows_at_the_end_as_libreoffice_writes_them_are_nothing():
    empty = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    assert rows_of(ods({"Mensen": [["naam"]]}, after_rows=empty)) == [["naam"]]


def test_marks_that_do_not_show_are_taken_out_of_a_text():
    assert rows_of(workbook({"A": [["\u202eJan\u200b de\u2066 Wit"]]})) == [["Jan de Wit"]]


def test_five_thousand_rows_are_read_and_one_more_is_refused():
    assert len(rows_of(workbook({"Mensen": [["x"]] * 5_000}))) == 5_000
    assert refusal(workbook({"Mensen": [["x"]] * 5_001})) == (
        "Blad ‘Mensen’ heeft meer dan 5000 rijen. Verdeel het over meer bestanden."
    )


def test_more_than_forty_columns_are_refused():
    assert "meer dan 40 kolommen" in refusal(workbook({"Mensen": [["x"] * 41]}))


def test_more_than_twenty_sheets_are_refused():
    assert "meer dan 20 bladen" in refusal(workbook({f"Blad {number}": [] for number in range(21)}))


def test_a_cell_in_the_last_corner_of_the_sheet_does_not_take_the_portal_down():
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>ver weg</v></c></row></sheetData>'
    assert refusal(with_sheet_xml(workbook({"Mensen": [["x"]]}), b"</sheetData>", far)) == spreadsheets.UNREADABLE


def test_an_ods_cell_that_repeats_itself_a_billion_times_does_not_take_the_portal_down():
    repeated = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="10000" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    began = time.monotonic()
    assert refusal(ods({"Mensen": [["naam"]]}, after_rows=repeated))
    assert time.monotonic() - began < 15


def test_one_long_text_that_thousands_of_cells_share_is_refused():
    rows = [["x" * 3_000] * 40] * 60
    assert "te veel tekst" in refusal(workbook({"Mensen": rows}))


def test_entities_in_the_xml_are_not_unfolded():
    lol = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'

    def change(name: str, xml: bytes) -> bytes:
        if name != "xl/sharedStrings.xml":
            return xml
        return xml.replace(xml[: xml.index(b"?>") + 2], lol).replace(b"naam", b"&b;&x;")

    try:
        found = str(rows_of(repacked(workbook({"A": [["naam"]]}), change)))
    except ValidationError:
        return
    assert "aaaaaaaaaa" not in found
    assert "root:" not in found


def test_the_process_that_reads_knows_none_of_our_secrets(monkeypatch, tmp_path):
    reader = tmp_path / "reader.py"
    reader.write_text(
        "import json, os; print(json.dumps({'sheets': [{'name': name, 'rows': []} for name in os.environ]}))"
    )
    monkeypatch.setenv("FIELD_KEYS", "een geheim")
    monkeypatch.setattr(spreadsheets, "READER", reader)
    seen = {sheet.name for sheet in spreadsheets.read(io.BytesIO(workbook({"A": []})))}
    assert "FIELD_KEYS" in os.environ
    assert "PATH" in seen
    assert "FIELD_KEYS" not in seen


def test_a_reader_that_hangs_is_ended_and_the_sentence_comes(monkeypatch, tmp_path):
    reader = tmp_path / "reader.py"
    reader.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(spreadsheets, "READER", reader)
    monkeypatch.setattr(apart, "SECONDS", 0.5)
    assert refusal(workbook({"A": []})) == spreadsheets.UNREADABLE


def test_two_hundred_broken_workbooks_each_give_rows_or_a_sentence():
    whole = workbook({"Organisaties": [["naam", "soort"], ["De Wilg", "aanbieder"]], "Mensen": [["naam"], ["Noor"]]})
    luck = random.Random(2027)
    said = [sentence_about(mutated(whole, luck)) for _ in range(200)]
    assert 20 < len([sentence for sentence in said if sentence]) < 200, (
        "the mutations break some workbooks, and not all"
    )
    sentences = {archives.BROKEN, archives.STRANGE, archives.LOCKED, archives.TOO_MUCH, spreadsheets.UNREADABLE}
    assert set(said) - {""} <= sentences


@pytest.mark.parametrize("content", [b"", b"PK", b"PK\x03\x04", b"\0" * 100, b"naam;adres"])
def test_what_is_no_zip_at_all_is_broken(content):
    assert refusal(content) == archives.BROKEN


# --- writing ----------------------------------------------------------------------------------------------------------


def test_what_is_written_reads_back_the_same():
    header, rows = ["naam", "getal", "datum"], [["=1+1", 3, date(2027, 1, 12)], ["Zoë", 2.5, None], ["", 0, None]]
    assert rows_of(spreadsheets.write_xlsx("Stoelen", header, rows)) == [
        header,
        ["=1+1", "3", date(2027, 1, 12)],
        ["Zoë", "2,5"],
        ["", "0"],
    ]


def test_forty_hostile_texts_make_no_formula_and_no_link_in_a_workbook():
    written = spreadsheets.write_xlsx("=Blad", HOSTILE, [[text] for text in HOSTILE])
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert not any("hyperlink" in name or "rels/sheet" in name for name in archive.namelist())
    assert len(HOSTILE) == 40
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert len(re.findall(r't="s"', sheet)) == 2 * len(HOSTILE)


def test_forty_hostile_texts_make_no_formula_in_a_csv():
    written = spreadsheets.write_csv(["tekst"], [[text] for text in HOSTILE])
    cells = [row[0] for row in csv.reader(io.StringIO(written), delimiter=";")][1:]
    assert len(cells) == len(HOSTILE)
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell
    assert cells[0] == "'=1+1"


def test_a_csv_opens_in_a_dutch_spreadsheet():
    written = spreadsheets.write_csv(["naam", "getal", "op"], [["Zoë; de Wit", 1.5, date(2027, 1, 12)], [None, -3, ""]])
    assert written == 'naam;getal;op\r\n"Zoë; de Wit";1,5;12-01-2027\r\n;-3;\r\n'


@pytest.mark.parametrize("title", ["", "a" * 60, "[x]:*?/\\", "'", "Stoelen: tafel 'Crisis'", "\x00"])
def test_any_title_makes_a_sheet(title):
    assert rows_of(spreadsheets.write_xlsx(title, ["a"], [["b"]])) == [["a"], ["b"]]


def test_a_text_longer_than_a_cell_holds_is_cut():
    assert len(rows_of(spreadsheets.write_xlsx("A", ["x" * 40_000], []))[0][0]) == 32_767


def test_a_download_has_its_name_and_kind():
    response = spreadsheets.download(b"x", "stoelen.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="stoelen.xlsx"'
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    assert spreadsheets.download(b"x", "stoelen.csv")["Content-Type"] == "text/csv; charset=utf-8"


# --- OpenDocument -------------------------------------------------------------------------------------------------------


def test_an_ods_holds_what_was_written():
    rows = [["Noor & <Co>", 12, 1.5, date(2027, 1, 12), datetime(2027, 1, 12, 9, 30), None, "a\nb", "  x  y"]]

    content = spreadsheets.write("ods", "Stoelen: 'a'/b", ["Naam", "Getal"], rows)

    sheet = spreadsheets.read(io.BytesIO(content))[0]
    assert sheet.name == "Stoelen  'a' b"
    assert sheet.rows[0][:2] == ["Naam", "Getal"]
    written = ["Noor & <Co>", "12", "1,5", date(2027, 1, 12), datetime(2027, 1, 12, 9, 30), "", "a\nb"]
    assert sheet.rows[1][:7] == written
    assert sheet.rows[1][7].split() == ["x", "y"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_an_ods_is_text_whatever_it_begins_with(text):
    content = spreadsheets.write_ods("Blad", ["Kop"], [[text]])

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("content.xml").decode()
    assert "table:formula" not in xml
    assert re.findall(r'office:value-type="(\w+)"', xml) == ["string"] * (2 if text else 1)
    assert spreadsheets.read(io.BytesIO(content))[0].rows[0] == ["Kop"]


def test_an_ods_says_first_what_it_is_and_is_the_same_each_time():
    first, second = (spreadsheets.write_ods("Blad", ["Kop"], [["x"]]) for _turn in range(2))

    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
    assert first == second


@pytest.mark.parametrize(("kind", "begins"), [("xlsx", b"PK"), ("ods", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_each_kind_of_file_is_written(kind, begins):
    assert spreadsheets.write(kind, "Blad", ["Kop"], [["x"]]).startswith(begins)
