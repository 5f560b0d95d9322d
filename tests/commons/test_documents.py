"""Documents: one structure in three kinds of file, each opened again by another hand; the PDF can be read aloud."""

import io
import subprocess
import sys
from pathlib import Path

import docx
import fontpkg_source_sans_3
import odfdo
import pikepdf
import pytest
from docx.oxml.ns import qn

from leerlandschap.commons import documents
from leerlandschap.commons.documents import Bullets, Document, Grid, Heading, Paragraph
from leerlandschap.commons.documents.letters import drawable

STRANGE = ["#panic()", "*vet* _schuin_ `code`", "<b>A & B</b>", '$x$ @naam \\ #import "/etc/passwd"', "één ’t – … € 10"]
DOCUMENT = Document(
    "Verslag van Crisis, di 12 januari 2027",
    (("Tafel", "Leertafel Crisis"), ("Waar", "Stadhuis")),
    (
        Heading("1. Opening"),
        Paragraph("Eerste regel\ntweede regel"),
        Bullets(("Een", "Twee")),
        *(Paragraph(words) for words in STRANGE),
        Heading("Onder", level=3),
        Heading("Besluiten"),
        Grid("Besluiten", ("Nr", "Besluit"), tuple((str(n), f"Besluit nummer {n}") for n in range(1, 80)), (1, 9)),
    ),
)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return documents.rendered(DOCUMENT, "pdf")


def flat(texts) -> str:
    return " ".join(" ".join(texts).split())


def test_the_pdf_carries_tags_a_language_a_title_and_says_what_it_keeps_to(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as file:
        root, about = file.Root, file.open_metadata()
        assert "/StructTreeRoot" in root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "nl-NL"
        assert str(file.docinfo["/Title"]) == DOCUMENT.title
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert (about.get("pdfuaid:part"), about.get("pdfaid:part"), about.get("pdfaid:conformance")) == ("1", "2", "A")
        kinds = tags(root.StructTreeRoot)
        assert {"/H1", "/H2", "/H3", "/L", "/Table", "/THead", "/TH", "/TD"} <= kinds


def tags(node) -> set[str]:
    """Every kind of tag below a node."""
    found = {str(node.S)} if "/S" in node else set()
    inside = node.get("/K", [])
    for one in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(one, pikepdf.Dictionary):
            found |= tags(one)
    return found


def test_a_second_checker_finds_nothing_wrong_with_the_pdf(pdf, tmp_path):
    file = tmp_path / "verslag.pdf"
    file.write_bytes(pdf)
    checker = Path(sys.executable).with_name("pdfua")

    checked = subprocess.run([checker, "check", file], capture_output=True, text=True, check=False)

    assert "result: PASS" in checked.stdout, checked.stdout


def test_the_odt_says_what_the_document_says():
    file = odfdo.Document(io.BytesIO(documents.rendered(DOCUMENT, "odt")))
    body = file.body
    assert file.meta.title == DOCUMENT.title
    assert file.get_language() == "nl-NL"
    assert [int(one.level) for one in body.headers] == [1, 2, 3, 2]
    shown = flat(one.inner_text for one in body.get_elements("//text:p|//text:h"))
    for words in DOCUMENT.words():
        assert flat([words]).replace(" ", "") in shown.replace(" ", "")
    assert len(body.get_elements("//table:table-header-rows")) == 1
    numbered = file.get_part("styles.xml").get_elements("//text:outline-level-style")
    assert {one.get_attribute("style:num-format") or "" for one in numbered} == {""}


def test_the_word_file_says_what_the_document_says():
    file = docx.Document(io.BytesIO(documents.rendered(DOCUMENT, "docx")))
    assert (round(file.sections[0].page_width.mm), round(file.sections[0].page_height.mm)) == (210, 297)
    assert file.core_properties.title == DOCUMENT.title
    assert file.core_properties.language == "nl-NL"
    assert {mark.get(qn("w:val")) for mark in file.styles.element.iter(qn("w:lang"))} == {"nl-NL"}
    styles = [one.style.name for one in file.paragraphs if one.style.name.startswith("Heading")]
    assert styles == ["Heading 1", "Heading 2", "Heading 3", "Heading 2"]
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    shown = flat([one.text for one in file.paragraphs] + cells)
    for words in DOCUMENT.words():
        assert flat([words]) in shown
    assert file.tables[0]._tbl.xpath(".//w:tblHeader")


def test_what_somebody_typed_is_never_an_instruction(pdf, tmp_path):
    """The words stand in the PDF as they were typed."""
    file = tmp_path / "verslag.pdf"
    file.write_bytes(pdf)
    read = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=False)
    if read.returncode:
        pytest.skip("no pdftotext on this machine")
    for words in STRANGE:
        assert flat([words]) in flat(read.stdout.split())


@pytest.mark.parametrize("kind", documents.TYPES)
def test_no_text_breaks_a_file(kind):
    words = "nul\x00 bel\x07 lang " + "x" * 5_000 + " \u202e emoji 🙂 \ud83d"
    strange = Document(
        words, (("a\x01", "b\x02"),), (Paragraph(words), Grid("x", ("a",), ((words,),)), *documents.prose(words))
    )

    assert documents.rendered(strange, kind)


def test_a_letter_that_the_font_lacks_is_replaced_and_the_rest_is_drawn():
    font = Path(fontpkg_source_sans_3.ROOT) / "files" / "SourceSans3[wght].ttf"

    assert drawable("Hé 🙂 日本 e\u0301 Ω ß €", font) == "Hé ? ?? é Ω ß €"


@pytest.mark.parametrize("kind", documents.TYPES)
def test_a_document_that_says_nothing_is_a_file_all_the_same(kind):
    assert documents.rendered(Document("Leeg"), kind)


def test_an_unknown_kind_is_refused():
    with pytest.raises(KeyError):
        documents.rendered(DOCUMENT, "doc")


def test_plain_text_becomes_paragraphs_and_lists():
    assert documents.prose("Een\ntwee\n\n- a\n- b\n\n\n1. los") == [
        Paragraph("Een\ntwee"),
        Bullets(("a", "b")),
        Paragraph("1. los"),
    ]


def test_nothing_that_makes_a_pdf_is_loaded_before_one_is_asked_for():
    """A server that splits into processes after that hangs."""
    code = (
        "import os, sys, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'leerlandschap.settings'); django.setup();"
        "from django.urls import get_resolver; get_resolver().url_patterns; assert 'typst' not in sys.modules"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
