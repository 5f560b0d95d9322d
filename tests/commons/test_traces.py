"""What people do not know is in a file goes out of it: the place of a photo, the names of who made a document."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin

from leerlandschap.commons import files, traces
from tests.workbooks import a_zip

MEGABYTE = 1024 * 1024
PLACE = b"52.5185N"


def photo(*, size=(40, 20), orientation: int | None = None) -> bytes:
    """A JPEG with a place, a camera and a comment in it; red left, blue right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    exif = Image.Exif()
    exif[0x010E], exif[0x0110] = PLACE.decode(), "Telefoon van Noor"
    exif[0x8825] = {1: "N", 2: (52.0, 31.0, 6.0)}
    if orientation:
        exif[0x0112] = orientation
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"Noor was hier", quality=95)
    return out.getvalue()


def drawing(mode: str = "RGB") -> bytes:
    """A PNG with words hidden in it."""
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Author", "Noor")
    hidden.add_itxt("Place", PLACE.decode())
    out = io.BytesIO()
    Image.new(mode, (20, 20)).save(out, "PNG", pnginfo=hidden, exif=Image.Exif(), icc_profile=b"een profiel van Noor")
    return out.getvalue()


def kept(content: bytes, name: str) -> bytes:
    file = files.keep(SimpleUploadedFile(name, content), allowed=files.PAPERS, max_size=MEGABYTE, traceless=True)
    with files.open(file) as stream:
        return stream.read()


def test_a_photo_loses_its_place_camera_and_comment_and_stays_the_same_picture(db):
    before = photo()
    assert PLACE in before
    assert b"Noor" in before

    after = kept(before, "foto.jpeg")

    assert PLACE not in after
    assert b"Noor" not in after
    with Image.open(io.BytesIO(after)) as picture:
        assert not picture.getexif()
        assert picture.size == (40, 20)
        red, _, blue = picture.getpixel((5, 10))
        assert (red > 200, blue < 60) == (True, True)


def test_a_photo_that_only_said_it_was_turned_is_turned(db):
    with Image.open(io.BytesIO(kept(photo(orientation=6), "foto.jpg"))) as picture:
        assert picture.size == (20, 40)
        assert picture.getpixel((10, 5))[0] > 200, "red was left and is now on top"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_drawing_loses_its_hidden_words_in_every_kind_of_colour(mode, db):
    after = kept(drawing(mode), "tekening.png")

    assert b"Noor" not in after
    assert PLACE not in after
    with Image.open(io.BytesIO(after)) as picture:
        assert picture.size == (20, 20)


def test_what_looks_like_a_picture_at_the_start_only_is_refused(db):
    for name, head in (("foto.jpg", b"\xff\xd8\xff\xe0"), ("tekening.png", b"\x89PNG\r\n\x1a\n")):
        for rest in (b"", b"<script>alert(1)</script>" * 50, photo()[4:60], b"\0" * 500):
            with pytest.raises(ValidationError, match="beschadigd"):
                kept(head + rest, name)


def test_a_picture_that_is_also_a_page_is_a_picture_only(db):
    after = kept(photo() + b"<script>alert(1)</script><html>", "foto.jpg")

    assert b"<script>" not in after


def test_a_picture_that_unpacks_too_far_is_refused_before_it_is_unpacked(db, monkeypatch):
    bomb = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", lambda self: pytest.fail("it was unpacked"))

    with pytest.raises(ValidationError, match="te groot"):
        kept(bomb.getvalue(), "groot.png")


@pytest.mark.parametrize("name", ["foto.png", "foto.pdf", "foto", "foto.jpg.exe", "foto.svg"])
def test_a_picture_under_another_name_is_refused(name, db):
    with pytest.raises(ValidationError, match="eindigt niet op .jpg"):
        kept(photo(), name)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "een svg-plaatje"),
        (b"<!doctype html><p>hallo", "een webpagina"),
        (b"GIF89a....", "een plaatje"),
    ],
)
def test_what_a_browser_would_run_is_not_taken_in(content, sentence, db):
    with pytest.raises(ValidationError, match=sentence):
        kept(content, "plaatje.png")


# --- office files -------------------------------------------------------------------------------------------------------

CORE = (
    b"<cp:coreProperties><dc:title>Wachttijden</dc:title><dc:creator>Noor de Vries</dc:creator>"
    b'<cp:lastModifiedBy xml:space="preserve">Sam Bakker</cp:lastModifiedBy></cp:coreProperties>'
)
META = (
    b"<office:meta><meta:initial-creator>Noor de Vries</meta:initial-creator><dc:creator>Sam Bakker</dc:creator>"
    b"<dc:title>Wachttijden</dc:title></office:meta>"
)


def docx(**members: bytes) -> bytes:
    inside = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:t>Noor de Vries was er</w:t>"}
    return a_zip({**inside, "docProps/core.xml": CORE, **members})


def odt() -> bytes:
    kind = files.ODT.content_type.encode()
    return a_zip({"mimetype": kind, "content.xml": b"<text>Noor de Vries was er</text>", "meta.xml": META})


def test_a_word_file_loses_who_made_it_and_keeps_what_they_wrote(db):
    with zipfile.ZipFile(io.BytesIO(kept(docx(), "stuk.docx"))) as after:
        core = after.read("docProps/core.xml")
        assert b"Noor" not in core
        assert b"Sam" not in core
        assert b"Wachttijden" in core
        assert after.read("word/document.xml") == b"<w:t>Noor de Vries was er</w:t>"


def test_an_opendocument_text_loses_who_made_it_and_says_first_what_it_is(db):
    with zipfile.ZipFile(io.BytesIO(kept(odt(), "stuk.odt"))) as after:
        assert after.namelist()[0] == "mimetype"
        assert after.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert b"Noor" not in after.read("meta.xml")
        assert b"Sam" not in after.read("meta.xml")
        assert b"Noor de Vries was er" in after.read("content.xml")


def test_a_signed_file_stays_as_it_was():
    signed = docx(**{"_xmlsignatures/sig1.xml": b"<Signature/>"})

    assert traces.without_makers(signed) == signed


def test_a_file_that_is_read_in_and_not_shared_is_left_as_it_is(db):
    upload = SimpleUploadedFile("stuk.docx", docx())
    with files.open(files.keep(upload, allowed=files.PAPERS, max_size=MEGABYTE)) as stream:
        assert stream.read() == docx()
