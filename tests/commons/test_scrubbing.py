"""A file made anew says nothing of who made it, on what or where; a file in which something may stay is refused."""

import contextlib
import io
import random
import zipfile

import docx
import pikepdf
import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from odfdo import Document
from PIL import Image
from python_calamine import load_workbook

from leerlandschap.commons import scrubbing
from leerlandschap.commons.scrubbing import program
from leerlandschap.commons.scrubbing.program import Refused, clean
from tests.commons.test_traces import PLACE, photo
from tests.documents import an_odt
from tests.workbooks import a_zip, mutated, repacked

MAKER = (b"Noor", b"Sam Bakker", PLACE, b"Users")
PATH = "C:\\Users\\Noor\\Documents"


def a_docx() -> bytes:
    """With a maker, a remark, a change that was tracked, a template on somebody's disk and a photo with a place."""
    document = docx.Document()
    document.core_properties.author, document.core_properties.last_modified_by = "Noor", "Sam Bakker"
    line = document.add_paragraph("Het wachten duurt lang.")
    document.add_comment(line.runs[0], text="Klopt dit?", author="Noor", initials="NdV")
    document.add_picture(io.BytesIO(photo()))
    out = io.BytesIO()
    document.save(out)
    return repacked(out.getvalue(), tracked)


def tracked(name: str, content: bytes) -> bytes:
    if name == "word/document.xml":
        when = b'w:date="2026-01-02T03:04:05Z"'
        change = b'<w:p w:rsidR="0A"><w:ins w:id="9" w:author="Noor" %s><w:r><w:t>En</w:t></w:r></w:ins></w:p>' % when
        return content.replace(b"<w:sectPr", change + b"<w:sectPr").replace(b'name="image.jpg"', b'name="Noor.jpg"')
    return content


def an_xlsx() -> bytes:
    """With a maker, a remark, a path and the settings of a printer."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties({"author": "Noor", "company": "Het Riet van Noor", "manager": "Sam Bakker"})
        book.set_custom_property("Kamer", "Noor")
        sheet = book.add_worksheet("Wachten")
        sheet.write("A1", "Het wachten duurt lang.")
        sheet.write_comment("A1", "Klopt dit?", {"author": "Noor"})
    return out.getvalue()


def a_pdf() -> bytes:
    """With a maker, a remark, a file in it and a photo of a camera."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 300))
    image = pikepdf.Stream(
        pdf, photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=40, Height=20, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    remark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T="Noor", Contents="Kijk", Rect=[0, 0, 9, 9]
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    page.obj.Contents = pikepdf.Stream(pdf, b"q 300 0 0 300 0 0 cm /Im0 Do Q")
    page.obj.PieceInfo = pikepdf.Dictionary(Maker=pikepdf.String("Noor"))
    page.obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(remark)]))
    pdf.docinfo["/Author"] = "Noor"
    with pdf.open_metadata() as metadata:
        metadata["dc:creator"] = ["Noor"]
    pdf.attachments["noor.txt"] = pikepdf.AttachedFileSpec(pdf, b"van Noor")
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def inside(content: bytes) -> bytes:
    """Everything that stands in a file, unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            packing = [f"{one.filename} {one.date_time}".encode() + one.extra for one in archive.infolist()]
            return b"".join(packing + [archive.read(name) for name in archive.namelist()])
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return content + b"".join(
            repr(one).encode() + (one.read_raw_bytes() if isinstance(one, pikepdf.Stream) else b"")
            for one in pdf.objects
        )


FILES = {".docx": a_docx, ".xlsx": an_xlsx, ".pdf": a_pdf}


@pytest.mark.parametrize("ending", FILES)
def test_nothing_says_who_made_it(ending):
    before = FILES[ending]()
    assert any(trace in inside(before) for trace in MAKER)

    after = clean(before, ending)

    assert [trace for trace in MAKER if trace in inside(after)] == []


def test_what_can_be_read_in_it_stays():
    word = docx.Document(io.BytesIO(clean(a_docx(), ".docx")))
    assert word.paragraphs[0].text == "Het wachten duurt lang."
    assert len(word.inline_shapes) == 1
    assert [(one.author, one.text) for one in word.comments] == [("Auteur", "Klopt dit?")]
    sheet = load_workbook(io.BytesIO(clean(an_xlsx(), ".xlsx"))).get_sheet_by_index(0)
    assert sheet.to_python() == [["Het wachten duurt lang."]]
    with pikepdf.open(io.BytesIO(clean(a_pdf(), ".pdf"))) as pdf:
        assert [str(key) for key in pdf.pages[0].Resources.XObject] == ["/Im0"]
    text = Document(io.BytesIO(clean(an_odt(), ".odt")))
    assert text.body.get_formatted_text() == Document(io.BytesIO(an_odt())).body.get_formatted_text()
    assert not {"meta.xml", "settings.xml"} & set(text.parts)


def test_what_hung_on_a_part_that_goes_is_no_loose_end():
    printer = {
        "[Content_Types].xml": b'<T><Override PartName="/xl/printerSettings/p1.bin"/><Override PartName="/xl/s.xml"/></T>',
        "xl/s.xml": b'<s xmlns:r="%s"><pageSetup r:id="rId1"/><x r:id="rId2"/></s>' % program.RELATION.encode(),
        "xl/_rels/s.xml.rels": b'<R><Relationship Id="rId1" Target="printerSettings/p1.bin"/>'
        b'<Relationship Id="rId2" Target="%s" TargetMode="External"/></R>' % f"file:///{PATH}".encode(),
        "xl/printerSettings/p1.bin": b"Printer van Noor",
        "xl/workbook.xml": b'<w><absPath url="%s"/>blijft</w>' % PATH.encode(),
    }

    with zipfile.ZipFile(io.BytesIO(clean(a_zip(printer), ".xlsx"))) as after:
        assert "xl/printerSettings/p1.bin" not in after.namelist()
        assert b"printerSettings" not in after.read("[Content_Types].xml")
        assert b"rId1" not in after.read("xl/s.xml") + after.read("xl/_rels/s.xml.rels")
        assert b"about:blank" in after.read("xl/_rels/s.xml.rels")
        assert b"Users" not in after.read("xl/workbook.xml")
        assert b"blijft" in after.read("xl/workbook.xml")


@pytest.mark.parametrize(
    ("name", "part", "why"),
    [
        ("_xmlsignatures/sig1.xml", b"<a/>", "signed"),
        ("word/embeddings/kaart.xlsx", b"PK", "inside:een ingesloten bestand"),
        ("word/media/image2.emf", b"Noor", "inside:emf"),
        ("word/media/image2.png", b"geen plaatje", "inside:een plaatje"),
        ("xl/connections.xml", b"<a/>", "inside:een verbinding met gegevens"),
        ("word/extra.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "broken"),
        ("word/extra.xml", b"<a>", "broken"),
    ],
)
def test_what_may_hold_something_that_stays_is_refused(name, part, why):
    with pytest.raises(Refused, match=why):
        clean(a_zip({"word/document.xml": b"<a/>", name: part}), ".docx")


def test_a_pdf_with_a_password_is_refused_with_what_to_do():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(ValidationError, match="zonder wachtwoord"):
        scrubbing.without_maker(out.getvalue(), ".pdf")


def test_what_is_filled_in_on_a_form_stays_to_be_read():
    """What was typed in a field is drawn on the page before its field goes."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        look = pikepdf.Stream(
            pdf, b"BT (Getypt) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="veld", V="Getypt", F=4,
            Rect=[10, 10, 90, 30], AP=pikepdf.Dictionary(N=look),
        )  # fmt: skip
        pdf.pages[0].obj.Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(field)]))
        out = io.BytesIO()
        pdf.save(out)

    with pikepdf.open(io.BytesIO(clean(out.getvalue(), ".pdf"))) as after:
        drawn = [one.read_bytes() for one in after.objects if isinstance(one, pikepdf.Stream) and "/BBox" in one]
    assert any(b"Getypt" in one for one in drawn)


def test_a_photo_inside_keeps_every_point():
    before, after = (Image.open(io.BytesIO(one)) for one in (photo(), program.bare_jpeg(photo())))

    assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("ending", FILES)
def test_whatever_is_wrong_with_a_file_it_is_made_anew_or_refused(ending):
    luck, whole = random.Random(7), FILES[ending]()
    for broken in (*(mutated(whole, luck) for _ in range(2)), whole[: len(whole) // 2]):
        with contextlib.suppress(ValidationError):
            after = scrubbing.without_maker(broken, ending)
            assert after.startswith((b"PK", b"%PDF"))
            assert b"Noor" not in after
    with pytest.raises(ValidationError, match="kunnen we niet openen"):
        scrubbing.without_maker(b"niets", ending)
