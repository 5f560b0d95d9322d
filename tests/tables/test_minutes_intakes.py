"""Old reports move into the portal with their table: read, read over, and only then minutes of a meeting of long ago."""

import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import archives, files, registry
from leerlandschap.commons.documents import taken_in
from leerlandschap.commons.models import AuditEvent, File, Letter, Notice
from tables import reminders
from tables.flows import cockpit, meetings, minutes, minutes_intakes
from tables.flows import openness as openness_flows
from tables.intake import reports
from tables.models import Intake, Meeting, Minutes, MinutesEntry, Openness, Paper
from tests.documents import a_bomb, a_docx, an_odt, with_body
from tests.factories import make_account, make_item, make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make_account(name="Bram Veld")


@pytest.fixture
def facilitator():
    return make_account(name="Fien Bos")


@pytest.fixture
def table(voorzitter, member, facilitator):
    table = make_table("Crisis", chair=voorzitter.person, facilitator=facilitator.person)
    make_seat(table, member.person)
    return table


@pytest.fixture
def chair(voorzitter, sign_in):
    """The chair at their screen."""
    return sign_in(voorzitter)


def upload(content: bytes, name: str = "Verslag 12 maart 2024.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def bring(browser, table, *documents: SimpleUploadedFile):
    """Choose documents. Gives the page on which the first is read over."""
    answer = browser.post(reverse("minutes-intake-new", args=[table.slug]), {"documents": documents})
    assert answer.status_code == 302, answer.context["form"].errors
    return browser.get(answer.url)


def typed(page, **changed) -> dict:
    """What the browser sends of the page as it stands, with changes."""
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    return sent | {"state": "adopted"} | {name.replace("__", "-"): value for name, value in changed.items()}


def take_over(browser, page, **changed):
    return browser.post(page.context["intake"].get_absolute_url(), typed(page, **changed))


def said(answer) -> str:
    form = answer.context["form"]
    return " ".join(error for errors in form.errors.values() for error in errors)


# --- from a document to minutes ------------------------------------------------------------------------------------------


def test_an_old_report_is_read_over_and_becomes_adopted_minutes_of_that_day(table, chair, member, sign_in, voorzitter):
    page = bring(chair, table, upload(a_docx(picture=True)))
    assert "plaatjes: 1" in page.text
    assert page.context["form"].initial["day"] == date(2024, 3, 12), "the name of the file says when it was"
    assert (Minutes.objects.count(), Meeting.objects.count()) == (0, 0), "looking saves nothing"

    answer = take_over(chair, page, begins="13:00", ends="15:00", text__2="We zagen dat het wachten korter werd.")

    made = Minutes.objects.get()
    entries = list(MinutesEntry.objects.order_by("position").values_list("heading", "text", "openness"))
    assert answer.url == made.get_absolute_url()
    assert entries == [
        ("Opening", "Iedereen stelt zich voor.", "table"),
        ("Wachttijden", "We zagen dat het wachten korter werd.", "table"),
    ]
    assert timezone.localtime(made.meeting.starts_at).strftime("%d-%m-%Y %H.%M") == "12-03-2024 13.00"
    assert (made.state, made.meeting.state) == ("adopted", "held")
    for path in (made.get_absolute_url(), reverse("minutes-story", args=[table.slug])):
        told = sign_in(member).get(path).text
        assert "overgenomen verslag" in told
        assert "korter werd" in told
    assert "Vastgesteld voor de tafel in het portaal kwam" in sign_in(member).get(made.get_absolute_url()).text
    assert sign_in(member).get(reverse("minutes-file", args=[made.ref, "odt"])).status_code == 200
    codes = AuditEvent.objects.filter(actor_id=voorzitter.pk).values_list("code", flat=True).order_by("pk")
    assert list(codes) == ["intake.brought_in", "meeting.written_down", "minutes.taken_over"]
    assert not Letter.objects.exists()
    assert not Notice.objects.exists()


def test_nothing_is_kept_of_the_document_unless_it_hangs_there_as_a_paper_without_who_made_it(
    table, chair, member, sign_in, visitor, django_capture_on_commit_callbacks
):
    page = bring(chair, table, upload(a_docx()))
    path = page.context["intake"].file.path
    assert b"Iedereen" not in default_storage.open(path).read(), "what waits is unreadable on the disk"
    with django_capture_on_commit_callbacks(execute=True):
        take_over(chair, page)
    assert not File.objects.exists()
    assert not default_storage.exists(path)

    page = bring(chair, table, upload(an_odt(), "2024-05-14 verslag.odt"))
    take_over(chair, page, keep_file="on")
    paper, made = Paper.objects.get(), Minutes.objects.order_by("-pk").first()
    assert (paper.openness, paper.file.sealed, File.objects.count()) == ("table", False, 1)
    assert paper.get_absolute_url() in sign_in(member).get(made.get_absolute_url()).text
    assert sign_in(member).get(paper.get_absolute_url()).status_code == 200
    assert visitor.get(paper.get_absolute_url()).status_code == 404
    minutes.withdraw(made, reason="Klopt niet.", by=None)
    assert sign_in(member).get(paper.get_absolute_url()).status_code == 404
    word = bring(chair, table, upload(a_docx(), "2024-06-11.docx"))
    take_over(chair, word, keep_file="on")
    with files.open(Paper.objects.order_by("-pk").first().file) as stored:
        assert b"Kanarie Maker" not in stored.read()


def test_a_concept_is_for_who_leads_and_goes_its_own_way(table, chair, member, sign_in, voorzitter, facilitator):
    take_over(chair, bring(chair, table, upload(a_docx())), state="concept")
    made = Minutes.objects.get()
    assert sign_in(member).get(made.get_absolute_url()).status_code == 404
    minutes.send_round(made, by=voorzitter)
    assert sign_in(member).get(made.get_absolute_url()).status_code == 200
    page = bring(sign_in(facilitator), table, upload(a_docx(), "2024-05-14.docx"))
    assert [value for value, _label in page.context["form"].fields["state"].choices] == ["concept"]
    assert take_over(sign_in(facilitator), page, state="adopted").status_code == 409, (
        "who may not adopt does not do so here"
    )


def test_it_is_never_opener_than_the_table_and_narrows_with_it(chair, table, voorzitter, sign_in, visitor):
    page = bring(chair, table, upload(a_docx()))
    assert page.context["form"]["openness"].value() == "table", "written for the table, unless somebody says otherwise"
    take_over(chair, page, openness="public")
    made = Minutes.objects.get()
    assert visitor.get(made.get_absolute_url()).status_code == 200
    openness_flows.narrow(table, to=Openness.CLOSED, by=voorzitter)
    assert visitor.get(made.get_absolute_url()).status_code == 404
    again = bring(chair, table, upload(a_docx(), "2024-05-14.docx"))
    assert "kan niet opener" in said(take_over(chair, again, openness="table"))


# --- what may point to a person --------------------------------------------------------------------------------------------


NAMES = (("kop", "Casus"), ("tekst", "Bram Veld belde met Sanne de Wit, 06-12345678."))


def test_what_points_to_a_person_is_shown_at_once_and_chosen_about_before_anything_is_kept(table, chair):
    page = bring(chair, table, upload(a_docx(NAMES)))
    found = {piece["text"]: piece["key"] for piece in page.context["form"].pieces()}
    assert set(found) == {"Sanne de Wit", "06-12345678"}, "who sits at the table is no finding"

    refused = take_over(chair, page)
    assert refused.status_code == 409
    assert "misschien iemand te herkennen" in said(refused)
    buttons = re.findall(r'<button[^>]*name="gevonden-weg"|<button[^>]*>Verstuur', refused.text)
    assert buttons[0].endswith("Verstuur"), "Enter in a field takes nothing out"
    assert not Minutes.objects.exists()

    out = take_over(chair, page, gevonden__weg=found["06-12345678"])
    assert "06-12345678" not in out.text
    assert "Sanne de Wit" in out.context["form"]["text-1"].value()
    assert "kopje" not in said(out)
    kept = {"gevonden__houden": ["alles"], "gevonden__reden": "Ze is de voorzitter van de oudervereniging."}
    assert STILL in said(take_over(chair, out, keep_file="on", **kept))
    assert take_over(chair, out, **kept).status_code == 302
    assert MinutesEntry.objects.get().text == "Bram Veld belde met Sanne de Wit, [telefoonnummer]."
    assert AuditEvent.objects.get(code="guard.kept").details == {"name": 1}


STILL = "in het document nog staat"


def test_all_is_taken_out_at_once_a_bsn_never_stays_and_for_more_readers_members_are_findings_too(table, chair):
    lines = (("tekst", "Het BSN is 123456782."), *NAMES)
    page = bring(chair, table, upload(a_docx(lines)))
    kept = {"gevonden__houden": ["alles"], "gevonden__reden": "Mag."}
    assert "burgerservicenummer" in said(take_over(chair, page, **kept))
    out = take_over(chair, page, openness="network", gevonden__weg="alles")
    assert "Bram" not in str([out.context["form"][name].value() for name in ("text-1", "text-2")])
    assert take_over(chair, out).status_code == 302


# --- which meeting ----------------------------------------------------------------------------------------------------------


def test_the_meeting_of_that_day_gets_the_report_unless_it_has_one_is_going_on_or_is_minuted_here(
    table, chair, voorzitter
):
    day = (timezone.localdate() - timedelta(days=30)).isoformat()
    there = make_meeting(table, in_days=-30)
    page = bring(chair, table, upload(a_docx()))
    item = make_item(there)
    assert "een agenda in het portaal" in said(take_over(chair, page, day=day))
    item.delete()
    Meeting.objects.filter(pk=there.pk).update(state=Meeting.State.RUNNING)
    assert "nog bezig" in said(take_over(chair, page, day=day))
    Meeting.objects.filter(pk=there.pk).update(state=Meeting.State.PLANNED)
    assert take_over(chair, page, day=day).status_code == 302
    there.refresh_from_db()
    assert (there.state, Meeting.objects.count(), there.report.versions.count()) == ("held", 1, 1)
    with pytest.raises(ValidationError):
        cockpit.open_meeting(there)
    twice = bring(chair, table, upload(a_docx()))
    assert "al een verslag" in said(take_over(chair, twice, day=day))


def test_a_day_to_come_long_ago_or_without_sense_gets_a_sentence_and_keeps_what_was_typed(table, chair):
    page = bring(chair, table, upload(a_docx(), "verslag.docx"))
    assert page.context["form"]["day"].value() is None
    ahead = (timezone.localdate() + timedelta(days=3)).isoformat()
    for day in (ahead, "1901-02-03"):
        answer = take_over(chair, page, day=day, text__1="Zelf getypt.")
        assert meetings.NOT_HELD in said(answer)
        assert "Zelf getypt." in answer.text
    nonsense = take_over(chair, page, day="\0", begins="9:00", ends="8:00", heading__1="", text__2="\0", state="x")
    assert nonsense.status_code == 409
    for words in ("Vul een dag in", "eindtijd", "Geef dit punt een kopje"):
        assert words in said(nonsense)
    empty = {f"{what}__{number}": "" for what in ("heading", "text") for number in (1, 2)}
    assert minutes.EMPTY in said(take_over(chair, page, day="2024-01-09", **empty))


def test_nobody_is_asked_how_a_meeting_of_before_the_portal_went(table, chair):
    day = timezone.localdate() - timedelta(days=2)
    take_over(chair, bring(chair, table, upload(a_docx())), day=day.isoformat())
    codes = ("minutes.due", "wrapup.lead", "wrapup.member")
    assert [wait for code in codes for wait in reminders.of_code(code, timezone.now())] == []


# --- several, thrown away, left behind ----------------------------------------------------------------------------------------


def test_several_are_read_over_one_after_the_other_and_one_can_be_thrown_away(table, chair):
    names = ("2024-01-09.docx", "2024-02-13.odt", "2024-03-12.docx")
    documents = [upload(an_odt() if name.endswith("odt") else a_docx(), name) for name in names]
    page = bring(chair, table, *documents)
    assert "wachten er nog 2" in page.text
    second = chair.get(take_over(chair, page).url)
    assert second.context["intake"].file_name == names[1]
    discard = reverse("minutes-intake-discard", args=[table.slug, second.context["intake"].ref])
    third = chair.get(chair.post(discard).url)
    assert third.context["intake"].file_name == names[2]
    assert chair.post(second.context["intake"].get_absolute_url()).url == reverse(
        "minutes-intake-new", args=[table.slug]
    )
    assert (Minutes.objects.count(), File.objects.count()) == (1, 1)
    for lapse in registry.tidy:
        lapse(timezone.now() + timedelta(days=8))
    assert not File.objects.exists()
    assert list(Intake.objects.values_list("state", "file_name")) == [("committed", "")], "nor is what it was called"


def test_a_preview_is_its_maker_s_and_for_who_makes_the_minutes(table, chair, member, sign_in, clm, visitor):
    page = bring(chair, table, upload(a_docx()))
    path, new = page.context["intake"].get_absolute_url(), reverse("minutes-intake-new", args=[table.slug])
    assert sign_in(member).get(new).status_code == sign_in(member).get(path).status_code == 403
    assert (sign_in(clm).get(path).status_code, sign_in(clm).get(new).status_code) == (404, 200)
    assert visitor.get(path).status_code == 302
    other = make_table("Andere tafel", chair=table.chair)
    assert chair.get(reverse("minutes-intake", args=[other.slug, page.context["intake"].ref])).status_code == 404
    assert "Neem oude verslagen mee" in chair.get(table.get_absolute_url()).text
    assert "Neem oude verslagen mee" not in sign_in(member).get(table.get_absolute_url()).text


# --- strange files ------------------------------------------------------------------------------------------------------------


def test_a_strange_file_gets_a_sentence_that_names_it_and_leaves_nothing(table, chair):
    strange = [
        ((b"", "leeg.docx"), files.EMPTY),
        ((b"gewone tekst", "a.docx"), "een tekstbestand"),
        ((a_docx(), "verslag.odt"), "eindigt niet op .docx"),
        ((b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud.doc"), "een oud Officebestand of het heeft een wachtwoord"),
        ((b"PK\x03\x04" + b"\0" * (20 * files.MEGABYTE), "groot.docx"), "21 MB"),
        ((b"PK\x03\x04 kapot", "kapot.docx"), archives.BROKEN),
        ((a_bomb(), "bom.docx"), archives.TOO_MUCH),
        ((with_body("<w:p/>", before='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "buiten.docx"), archives.STRANGE),
        ((with_body("<w:p/>"), "scan.docx"), minutes_intakes.NOTHING_IN_IT),
        ((with_body("<w:p>&niets;</w:p>"), "stuk.docx"), taken_in.UNREADABLE),
    ]  # fmt: skip
    path = reverse("minutes-intake-new", args=[table.slug])
    for (content, name), sentence in strange:
        answer = chair.post(path, {"documents": [upload(content, name)]})
        assert answer.status_code == 200
        assert sentence in said(answer), name
    both = chair.post(path, {"documents": [upload(a_docx(), "goed.docx"), upload(b"", "leeg.docx")]})
    assert f"‘leeg’: {files.EMPTY}" in said(both)
    assert "Kies een of meer" in said(chair.post(path, {}))
    many = [upload(a_docx(), f"{number}.docx") for number in range(13)]
    assert "hoogstens 12" in said(chair.post(path, {"documents": many}))
    assert (Intake.objects.count(), File.objects.count()) == (0, 0)


# --- how a document is divided -----------------------------------------------------------------------------------------------


def pieces(*given: tuple) -> taken_in.Words:
    return taken_in.Words(tuple(taken_in.Piece(*one) for one in given), {})


def divided(*given: tuple) -> list[tuple[str, str]]:
    return [(part.heading, part.text) for part in reports.parts_of(pieces(*given))]


def test_headings_divide_it_deeper_ones_are_lines_and_a_title_alone_goes():
    found = divided(
        ("heading", "Verslag van maart", 1), ("heading", "1. Opening", 2), ("text", "Hallo."), ("heading", "2. Cijfers", 2),
        ("heading", "Wachten", 3), ("item", "kort"), ("item", "lang"), ("row", "a | b"), ("row", "c | d"), ("text", "Slot."),
    )  # fmt: skip
    assert found == [("Opening", "Hallo."), ("Cijfers", "Wachten\n\n- kort\n- lang\n\na | b\nc | d\n\nSlot.")]


def test_without_headings_bold_or_numbered_lines_divide_it_and_else_it_is_one_whole():
    bold = [
        ("text", "Aanwezig: iedereen"),
        ("text", "Opening", 0, True),
        ("text", "Hallo."),
        ("text", "Cijfers", 0, True),
    ]
    assert [heading for heading, _text in divided(*bold)] == ["Verslag", "Opening", "Cijfers"]
    numbered = [("text", "1. Opening"), ("text", "Hallo."), ("text", "2 Cijfers"), ("text", "12 mensen waren er bij.")]
    assert divided(*numbered) == [("Opening", "Hallo."), ("2 Cijfers", "12 mensen waren er bij.")]
    assert divided(("text", "Alleen tekst.")) == [("Verslag", "Alleen tekst.")]


def test_what_is_too_long_or_too_much_is_divided_and_lost_is_nothing():
    long = divided(("heading", "Kop " * 60, 1), ("text", "woord " * 7_000), ("heading", "Einde", 1))
    assert all(len(heading) <= 160 and len(text) <= 20_000 for heading, text in long)
    assert sum(text.count("woord") for _heading, text in long) >= 6_990
    many = divided(*[("heading", f"Punt {number}", 1) for number in range(100)])
    assert len(many) == 60
    assert "Punt 99" in many[-1][1]


@pytest.mark.parametrize(
    ("name", "text", "day"),
    [
        ("20240312 verslag.docx", "", date(2024, 3, 12)),
        ("verslag.docx", "Verslag van dinsdag 9 jan. 2024 te Lelystad", date(2024, 1, 9)),
        ("verslag.docx", "overleg 3-2-2023 en 99-99-2023", date(2023, 2, 3)),
        ("verslag.docx", "volgende keer 1 maart 2150", None),
    ],
)
def test_the_day_is_read_from_the_name_or_the_beginning(name, text, day):
    assert reports.day_of(name, pieces(("text", text)), today=date(2026, 1, 1)) == day
