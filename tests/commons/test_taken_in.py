"""Documents that people bring in are read as they were meant; what was made to do harm gives a sentence and nothing else."""

import io
import random

import pytest
from django.core.exceptions import ValidationError

from leerlandschap.commons import apart, archives
from leerlandschap.commons.documents import taken_in
from tests.documents import GRID, REPORT, a_bomb, a_docx, an_odt, with_body, with_content
from tests.workbooks import a_zip, mutated


def read(content: bytes, kind: str = "docx") -> taken_in.Words:
    return taken_in.read(io.BytesIO(content), kind)


def refusal(content: bytes, kind: str = "docx") -> str:
    with pytest.raises(ValidationError) as refused:
        read(content, kind)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(("kind", "make"), [("docx", a_docx), ("odt", an_odt)])
def test_headings_paragraphs_lists_and_tables_are_read_in_their_order(kind, make):
    words = read(make(grid=GRID), kind)

    kinds = {"kop": "heading", "tekst": "text", "punt": "item"}
    expected = [(kinds[kind], text) for kind, text in REPORT] + [("row", "Wat | Wie"), ("row", "Bellen | de wijkteams")]
    assert [(piece.kind, piece.text) for piece in words.pieces] == expected
    assert not words.left_out


def test_what_was_struck_out_said_in_the_margin_or_drawn_is_left_out_and_counted():
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('We beginnen')}<w:del><w:r><w:delText> nooit</w:delText></w:r></w:del>"
        f"<w:ins>{run.format(' in maart')}</w:ins><w:r><w:commentReference/></w:r><w:r><w:footnoteReference/></w:r></w:p>"
        f'<w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run.format("In een vak")}</w:p>'
        "</w:sdtContent></w:sdt>"
    )
    words = read(with_body(body))
    assert [(one.kind, one.text, one.level) for one in words.pieces] == [
        ("text", "We beginnen in maart", 0),
        ("heading", "In een vak", 2),
    ]
    assert words.left_out == {"changes": 1, "comments": 1, "notes": 1}
    assert read(a_docx(picture=True)).left_out == {"pictures": 1}
    note = b"<office:annotation><text:p>pst</text:p></office:annotation>"
    odt = read(with_content(lambda content: content.replace(b"Iedereen", note + b"Iedereen<text:s/>")), "odt")
    assert odt.left_out == {"comments": 1}
    assert odt.pieces[1].text == "Iedereen stelt zich voor."


ENTITY = '<!DOCTYPE x [<!ENTITY steal SYSTEM "file:///etc/passwd"><!ENTITY lol "ha">]>'


def in_two_bytes_a_sign(content: bytes) -> bytes:
    return content.decode().replace("UTF-8", "UTF-16").replace("?>", f"?>{ENTITY}", 1).encode("utf-16")


def test_a_document_that_points_outside_or_blows_up_is_refused():
    steals = with_body("<w:p><w:r><w:t>&steal;&lol;</w:t></w:r></w:p>", before=ENTITY)
    odt = with_content(lambda content: content.replace(b"?>", f"?>{ENTITY}".encode(), 1))
    hidden = with_content(in_two_bytes_a_sign)
    assert refusal(steals) == refusal(odt, "odt") == refusal(hidden, "odt") == archives.STRANGE
    assert refusal(a_bomb()) == archives.TOO_MUCH
    assert refusal(b"PK geen zip") == archives.BROKEN
    assert refusal(a_zip({"word/document.xml": b"<w:document/>"})) == taken_in.UNREADABLE
    deep = "<w:p>" * 5_000 + "</w:p>" * 5_000
    assert refusal(with_body(deep)) == taken_in.UNREADABLE
    long = "".join(f"<w:p><w:r><w:t>{'woord ' * 100}</w:t></w:r></w:p>" for _ in range(400))
    assert refusal(with_body(long)) == taken_in.REFUSALS["long"]


def said_of(content: bytes, kind: str) -> str:
    """The sentence that a document gives; a full stop when it is read."""
    try:
        return "." if read(content, kind).left_out is not None else ""
    except ValidationError as error:
        return " ".join(error.messages)


def test_broken_documents_each_give_words_or_a_sentence():
    luck = random.Random(2027)
    for number in range(16):
        whole, kind = (a_docx(), "docx") if number % 2 else (an_odt(), "odt")
        assert said_of(mutated(whole, luck), kind).endswith((".", "?"))


def test_a_reader_that_hangs_is_ended(monkeypatch, tmp_path):
    reader = tmp_path / "reader.py"
    reader.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(taken_in, "READER", reader)
    monkeypatch.setattr(apart, "SECONDS", 0.3)
    assert refusal(a_docx()) == taken_in.UNREADABLE
