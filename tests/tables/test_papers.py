"""Papers hang on an item or a meeting: taken in when they are what they say, given only to who reads what they hang on."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import files
from leerlandschap.commons.models import AuditEvent, File
from tables.flows import agenda, papers, seats
from tables.flows import openness as openness_flows
from tables.models import AgendaItem, Meeting, Openness, Paper, Table
from tests.commons.test_traces import PLACE, photo
from tests.factories import make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def a_pdf(name: str = "Wachttijden.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def table(clm, voorzitter) -> Table:
    return make_table("Vroeg erbij", chair=voorzitter.person, clm_contact=clm.person)


@pytest.fixture
def meeting(table):
    return make_meeting(table)


@pytest.fixture
def seat(table, gemeente):
    return make_seat(table, gemeente.person)


@pytest.fixture
def item(meeting, voorzitter) -> AgendaItem:
    """An item for the table's own eyes, on an agenda that is shared."""
    item = agenda.add(meeting, title="Wachttijden", openness="table", by=voorzitter)
    agenda.share(meeting, by=voorzitter)
    return item


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


# --- adding -------------------------------------------------------------------------------------------------------------


def test_who_makes_the_agenda_hangs_a_paper_on_an_item_and_the_table_reads_it(
    sign_in, item, seat, voorzitter, gemeente
):
    wish = {"file": a_pdf(), "title": "Cijfers", "openness": "table", "once": "a"}

    sign_in(voorzitter).post(reverse("item-paper-add", args=[item.ref]), wish)

    paper = Paper.objects.get()
    assert (paper.item, paper.title, paper.openness, paper.added_by) == (item, "Cijfers", "table", voorzitter.person)
    for path in (item.get_absolute_url(), reverse("meeting-agenda", args=[item.meeting.ref])):
        assert "Cijfers" in sign_in(gemeente).get(path).text
    answer = sign_in(gemeente).get(paper.get_absolute_url())
    assert bytes_of(answer) == PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], "no-store" in answer["Cache-Control"]) == ("nosniff", True)


def test_without_a_title_a_paper_is_called_as_its_file(item, voorzitter):
    assert papers.hang(item, a_pdf("Cijfers 2026.pdf"), by=voorzitter).title == "Cijfers 2026"


def test_who_brings_an_item_in_hangs_papers_on_it_as_long_as_it_can_change(
    sign_in, table, meeting, seat, gemeente, gemeente2
):
    make_seat(table, gemeente2.person)
    own = agenda.propose(table, title="Een verhaal", person=gemeente.person)
    path = reverse("item-paper-add", args=[own.ref])

    assert sign_in(gemeente).get(path).status_code == 200
    assert sign_in(gemeente2).get(path).status_code == 404
    agenda.take_up(own, meeting=meeting, by=table.chair.user)
    agenda.share(meeting, by=table.chair.user)
    assert sign_in(gemeente2).get(path).status_code == 403
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
    assert sign_in(gemeente).get(path).status_code == 403


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (None, "Kies een bestand"),
        (("leeg.pdf", b""), "Het bestand is leeg"),
        (("virus.exe", b"MZ\x90\0"), "een ander soort bestand"),
        (("pagina.html", b"<html><script>alert(1)</script>"), "een webpagina"),
        (("plaatje.svg", b"<svg onload='alert(1)'/>"), "een svg-plaatje"),
        (("pagina.pdf", b"<html><script>alert(1)</script>"), "een webpagina"),
        (("cijfers.docx", PDF), "eindigt niet op .pdf"),
        (("foto.jpg", b"\xff\xd8\xff stuk"), "beschadigd"),
    ],
)
def test_what_is_not_taken_in_gets_a_sentence_and_leaves_nothing(upload, sentence, sign_in, item, voorzitter):
    data = {"title": "Een stuk", "openness": "table", "once": "a"}
    data |= {"file": SimpleUploadedFile(*upload)} if upload else {}

    answer = sign_in(voorzitter).post(reverse("item-paper-add", args=[item.ref]), data)

    assert answer.status_code == 200
    assert sentence in answer.text
    assert "Een stuk" in answer.text, "what was typed is kept"
    assert not Paper.objects.exists()
    assert not File.objects.exists()


def test_a_paper_has_a_size_and_an_item_does_not_collect_without_end(item, voorzitter, monkeypatch):
    monkeypatch.setattr(papers, "MOST_BYTES", 2 * files.MEGABYTE)
    with pytest.raises(ValidationError, match="3 MB groot; hoogstens 2 MB"):
        papers.hang(item, a_pdf(content=PDF + b"x" * 2 * files.MEGABYTE + b"%%EOF"), by=voorzitter)
    monkeypatch.setattr(papers, "MOST_PAPERS", 1)
    papers.hang(item, a_pdf(), by=voorzitter)
    with pytest.raises(ValidationError, match="al 1 stukken"):
        papers.hang(item, a_pdf(), by=voorzitter)


def test_a_photo_on_an_agenda_does_not_tell_where_it_was_taken(sign_in, item, seat, voorzitter, gemeente):
    paper = papers.hang(item, SimpleUploadedFile("foto.jpg", photo()), by=voorzitter)

    content = bytes_of(sign_in(gemeente).get(paper.get_absolute_url()))

    assert PLACE in photo()
    assert PLACE not in content


def test_a_paper_is_never_more_open_than_what_it_hangs_on(sign_in, item, voorzitter):
    assert papers.hang(item, a_pdf(), by=voorzitter).openness == Openness.TABLE
    with pytest.raises(ValidationError, match="kan niet opener zijn"):
        papers.hang(item, a_pdf(), level="public", by=voorzitter)
    wish = {"file": a_pdf(), "openness": "network", "once": "a"}
    assert "Nog niet gelukt" in sign_in(voorzitter).post(reverse("item-paper-add", args=[item.ref]), wish).text


def test_a_paper_hangs_on_one_thing(table, meeting, item, voorzitter):
    file = papers.hang(item, a_pdf(), by=voorzitter).file
    fields = {"table": table, "title": "Stuk", "openness": "table", "added_at": timezone.now(), "file": file}
    for where in ({}, {"item": item, "meeting": meeting}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.create(**fields, **where)


# --- having it: the same permission as what it hangs on, every time -----------------------------------------------------


def test_who_kept_the_address_and_left_the_table_has_it_no_more(sign_in, item, seat, voorzitter, gemeente):
    address = papers.hang(item, a_pdf(), by=voorzitter).get_absolute_url()
    browser = sign_in(gemeente)
    assert browser.get(address).status_code == 200

    seats.withdraw(seat, by=gemeente)

    assert browser.get(address).status_code == 404


def test_who_kept_the_address_of_what_was_closed_since_has_it_no_more(sign_in, item, seat, voorzitter, gemeente):
    address = papers.hang(item, a_pdf(), by=voorzitter).get_absolute_url()
    browser = sign_in(gemeente)
    assert browser.get(address).status_code == 200

    openness_flows.narrow(item, Openness.CLOSED, by=voorzitter)

    assert browser.get(address).status_code == 404
    assert sign_in(voorzitter).get(address).status_code == 200


def test_a_paper_that_was_itself_narrowed_is_had_no_more(sign_in, item, seat, voorzitter, gemeente):
    paper = papers.hang(item, a_pdf(), by=voorzitter)

    openness_flows.narrow(paper, Openness.CLOSED, by=voorzitter)

    assert sign_in(gemeente).get(paper.get_absolute_url()).status_code == 404
    assert "Wachttijden.pdf" not in sign_in(gemeente).get(item.get_absolute_url()).text


def test_a_table_that_narrows_takes_its_papers_along(sign_in, visitor, table, meeting, voorzitter, clm):
    item = agenda.add(meeting, title="Voor iedereen", by=voorzitter)
    agenda.share(meeting, by=voorzitter)
    paper = papers.hang(item, a_pdf(), by=voorzitter)
    assert visitor.get(paper.get_absolute_url()).status_code == 200

    openness_flows.narrow(table, Openness.TABLE, by=clm)

    assert visitor.get(paper.get_absolute_url()).status_code == 404
    paper.refresh_from_db()
    assert paper.openness == Openness.TABLE


def test_a_paper_of_a_draft_agenda_and_of_a_proposal_is_for_who_reads_those(
    sign_in, table, seat, voorzitter, gemeente, gemeente2
):
    make_seat(table, gemeente2.person)
    draft = make_meeting(table, in_days=30)
    on_item = papers.hang(agenda.add(draft, title="Nog niet", by=voorzitter), a_pdf(), by=voorzitter)
    on_meeting = papers.hang(draft, a_pdf("Vooraf.pdf"), by=voorzitter)
    proposal = agenda.propose(table, title="Een verhaal", person=gemeente.person)
    brought = papers.hang(proposal, a_pdf(), by=gemeente)

    def has(who, paper) -> bool:
        return sign_in(who).get(paper.get_absolute_url()).status_code == 200

    assert [has(voorzitter, paper) for paper in (on_item, on_meeting, brought)] == [True, True, True]
    assert [has(gemeente, paper) for paper in (on_item, on_meeting, brought)] == [False, False, True]
    assert [has(gemeente2, paper) for paper in (on_item, on_meeting, brought)] == [False, False, False]
    agenda.share(draft, by=voorzitter)
    assert [has(gemeente2, paper) for paper in (on_item, on_meeting, brought)] == [True, True, False]


def test_a_paper_of_the_meeting_stands_on_its_agenda(sign_in, meeting, item, seat, voorzitter, gemeente):
    wish = {"file": a_pdf("Route.pdf"), "openness": "table", "once": "a"}
    sign_in(voorzitter).post(reverse("meeting-paper-add", args=[meeting.ref]), wish)

    assert "Route" in sign_in(gemeente).get(reverse("meeting-agenda", args=[meeting.ref])).text


def test_a_paper_whose_bytes_are_gone_is_not_there(sign_in, item, voorzitter):
    paper = papers.hang(item, a_pdf(), by=voorzitter)
    default_storage.delete(paper.file.path)

    assert sign_in(voorzitter).get(paper.get_absolute_url()).status_code == 404


# --- taking one away ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_is_taken_away_takes_its_bytes_along(sign_in, item, voorzitter):
    paper = papers.hang(item, a_pdf(), by=voorzitter)
    assert default_storage.exists(paper.file.path)

    sign_in(voorzitter).post(reverse("paper-remove", args=[paper.ref]), {"once": "a"})

    assert not Paper.objects.exists()
    assert not File.objects.exists()
    assert not default_storage.exists(paper.file.path)
    assert AuditEvent.objects.filter(code="paper.removed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_item_that_goes_takes_its_papers_and_their_bytes_along(meeting, voorzitter):
    item = agenda.add(meeting, title="Wachttijden", by=voorzitter)
    path = papers.hang(item, a_pdf(), by=voorzitter).file.path

    agenda.take_off(item, by=voorzitter)

    assert not File.objects.exists()
    assert not default_storage.exists(path)


def test_a_paper_is_taken_away_by_who_added_it_or_makes_the_agenda(
    sign_in, table, item, seat, voorzitter, gemeente, gemeente2
):
    make_seat(table, gemeente2.person)
    AgendaItem.objects.filter(pk=item.pk).update(owner=gemeente.person)
    item.refresh_from_db()
    paper = papers.hang(item, a_pdf(), by=gemeente)
    path = reverse("paper-remove", args=[paper.ref])

    assert "Haal weg" not in sign_in(gemeente2).get(item.get_absolute_url()).text
    assert sign_in(gemeente2).post(path, {"once": "a"}).status_code == 403
    assert sign_in(gemeente).post(path, {"once": "b"}).status_code == 302
    assert not Paper.objects.exists()
    papers.take_away(paper, by=voorzitter)
