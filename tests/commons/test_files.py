"""A file is brought in: looked at, kept under a number, given back as a download, and let go."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import archives, files, spreadsheets
from leerlandschap.commons.models import File
from tests.workbooks import XLSX, a_zip, ods, upload, workbook

MEGABYTE = 1024 * 1024
ALLOWED = {"allowed": files.SPREADSHEETS, "max_size": 5 * MEGABYTE}


def refusal(*args, allowed=files.SPREADSHEETS, max_size=5 * MEGABYTE) -> str:
    """What the portal says to an upload that it does not take."""
    with pytest.raises(ValidationError) as refused:
        files.check(upload(*args), allowed=allowed, max_size=max_size)
    return " ".join(refused.value.messages)


def office(**members: bytes) -> bytes:
    """A zip that has what an xlsx must have, and `members` on top."""
    return a_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **members})


# --- keeping ----------------------------------------------------------------------------------------------------------


def test_a_kept_file_lies_under_a_number_and_comes_back_as_it_was(db):
    content = workbook({"Mensen": [["naam"]]})
    file = files.keep(upload(content, "Mensen 2027.xlsx"), **ALLOWED)
    assert file.name == "Mensen 2027.xlsx"
    assert (file.content_type, file.size, len(file.sha256)) == (XLSX, len(content), 64)
    assert "Mensen" not in file.path
    assert file.uuid.hex in file.path
    with files.open(file) as stream:
        assert stream.read() == content


def test_a_sealed_file_is_unreadable_on_the_disk_and_readable_for_the_portal(db):
    content = workbook({"Mensen": [["naam"]]})
    file = files.keep(upload(content), sealed=True, **ALLOWED)
    with default_storage.open(file.path) as stored:
        on_disk = stored.read()
    assert b"PK" not in on_disk[:10]
    assert content not in on_disk
    with files.open(file) as stream:
        assert stream.read() == content


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\Users\\noor\\lijst.xlsx", "lijst.xlsx"),
        ("lijst\u202excod.xlsx", "lijstxcod.xlsx"),
        ('a"b;c\r\nSet-Cookie: x.xlsx', "a b c Set-Cookie x.xlsx"),
        ("é" * 300 + ".xlsx", "é" * 120 + ".xlsx"),
        (".xlsx", "bestand.xlsx"),
    ],
)
def test_a_name_is_shown_without_what_could_mean_something_else(given, shown):
    assert files.shown_name(given, files.XLSX) == shown


def test_a_file_is_given_back_as_a_download_that_no_browser_opens(db):
    file = files.keep(upload(workbook({"A": [["é"]]}), "naam é.xlsx"), **ALLOWED)
    response = files.serve(file)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == XLSX
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]
    assert b"".join(response.streaming_content)[:2] == b"PK"


@pytest.mark.django_db(transaction=True)
def test_removing_a_file_removes_its_bytes_only_when_it_is_certain():
    file = files.keep(upload(workbook({"A": [["x"]]})), **ALLOWED)
    with transaction.atomic():
        files.remove(File.objects.get(pk=file.pk))
        transaction.set_rollback(True)
    assert File.objects.filter(pk=file.pk).exists()
    assert default_storage.exists(file.path)
    files.remove(File.objects.get(pk=file.pk))
    assert not default_storage.exists(file.path)


@pytest.mark.django_db(transaction=True)
def test_bytes_that_a_failed_transaction_left_behind_are_swept_up_after_a_day():
    known = files.keep(upload(workbook({"A": [["known"]]})), **ALLOWED)
    with transaction.atomic():
        lost = files.keep(upload(workbook({"A": [["lost"]]})), **ALLOWED)
        transaction.set_rollback(True)
    files.sweep(timezone.now())
    assert default_storage.exists(lost.path), "an upload that is still busy is left alone"
    files.sweep(timezone.now() + timedelta(days=2))
    assert not default_storage.exists(lost.path)
    assert default_storage.exists(known.path)


# --- what is refused, and with which sentence -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.xlsx", "leeg"),
        (b"naam;adres\nNoor;x", "lijst.xlsx", "een tekstbestand, bijvoorbeeld csv"),
        (b"<!DOCTYPE html><table><tr><td>1", "lijst.xlsx", "een webpagina"),
        (b"\xef\xbb\xbf  <HTML>", "lijst.xlsx", "een webpagina"),
        (b"<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY a 'b'>]>", "lijst.xlsx", "een xml-bestand"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lijst.xls", "een oud Officebestand"),
        (b"%PDF-1.7\n%%EOF", "lijst.xlsx", "een pdf-bestand"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "lijst.xlsx", "een plaatje"),
        (b"MZ\x90\0\x03\0\0\0", "lijst.xlsx", "een ander soort bestand"),
        (b"PK\x03\x04 and then nothing that a zip has", "lijst.xlsx", "beschadigd"),
        (a_zip({"brief.txt": b"hoi"}), "lijst.xlsx", "een zip-bestand"),
        (a_zip({"[Content_Types].xml": b"", "word/document.xml": b""}), "brief.docx", "een docx-bestand"),
        (a_zip({"mimetype": b"application/zip", "content.xml": b""}), "lijst.ods", "een zip-bestand"),
    ],
)
def test_another_kind_of_file_is_named_and_the_way_out_told(content, name, sentence):
    said = refusal(content, name)
    assert sentence in said
    assert ".xlsx" in said or "nog eens" in said or "Kies" in said


def test_the_name_must_agree_with_what_is_in_the_file():
    assert "eindigt niet op .xlsx" in refusal(workbook({"A": []}), "lijst.csv")
    assert "eindigt niet op .ods" in refusal(ods({"A": [["x"]]}), "lijst.xlsx")


def test_a_file_of_thirty_megabytes_is_refused_with_its_size():
    said = refusal(b"PK\x03\x04" + b"x" * (30 * MEGABYTE - 4), "lijst.xlsx")
    assert "30 MB" in said
    assert "hoogstens 5 MB" in said


def test_a_pdf_must_end_as_one():
    whole = SimpleUploadedFile("stuk.pdf", b"%PDF-1.7\n" + b"x" * 3000 + b"\n%%EOF\n")
    assert files.check(whole, allowed=[files.PDF], max_size=MEGABYTE) == files.PDF
    assert "een pdf" in refusal(b"%PDF-1.7\n" + b"x" * 3000, "stuk.pdf", allowed=[files.DOCX])


# --- zips that were made to do harm -----------------------------------------------------------------------------------


def test_a_bomb_is_refused_from_its_directory():
    bomb = office(**{"xl/worksheets/sheet1.xml": b"0" * (60 * MEGABYTE)})
    assert len(bomb) < MEGABYTE
    assert refusal(bomb, "bom.xlsx") == archives.TOO_MUCH


def test_a_file_that_packs_a_thousandfold_is_refused_below_the_ceiling_too():
    assert refusal(office(**{"xl/worksheets/sheet1.xml": b"0" * (20 * MEGABYTE)}), "bom.xlsx") == archives.TOO_MUCH


def test_a_zip_with_thousands_of_members_is_refused():
    many = {f"xl/{number}.xml": b"" for number in range(1_500)}
    assert refusal(office(**many), "veel.xlsx") == archives.TOO_MUCH


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "xl\\..\\..\\x", "C:/x", "xl/../../../x"])
def test_a_member_that_wants_to_be_written_elsewhere_is_refused(name):
    assert refusal(office(**{name: b"x"}), "reis.xlsx") == archives.STRANGE


def test_two_members_of_the_same_name_are_refused():
    target = io.BytesIO(office())
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("XL/workbook.xml", b"<other/>")
    assert refusal(target.getvalue(), "dubbel.xlsx") == archives.STRANGE


@pytest.mark.parametrize(
    "name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/activeX/activeX1.xml", "Basic/x.xml"]
)
def test_macros_are_refused(name):
    assert refusal(office(**{name: b"x"}), "macro.xlsx") == archives.MACROS


def test_a_file_that_is_two_things_at_once_is_refused():
    page_and_zip = b"<html><script>alert(1)</script>" + office()
    assert "een webpagina" in refusal(page_and_zip, "dubbel.xlsx")
    assert refusal(b"PK\x03\x04rubbish" + office(), "dubbel.xlsx") == archives.STRANGE


def test_a_locked_zip_asks_for_one_without_a_password():
    content = bytearray(office())
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(content), "slot.xlsx") == archives.LOCKED


def test_a_zip_whose_directory_lies_about_what_is_in_it_is_broken():
    content = bytearray(office(**{"xl/worksheets/sheet1.xml": b"0" * MEGABYTE}))
    entry = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert refusal(bytes(content), "leugen.xlsx") == archives.BROKEN


def test_what_a_real_spreadsheet_program_writes_is_taken():
    written = spreadsheets.write_xlsx(
        "Blad", ["a", "b"], [[number, "tekst die vaak terugkomt"] for number in range(4_000)]
    )
    assert files.check(upload(written), **ALLOWED) == files.XLSX
    assert files.check(upload(ods({"Mensen": [["naam"]]}), "lijst.ods"), **ALLOWED) == files.ODS
