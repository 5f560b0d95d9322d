"""Running actions move into the portal with their table: looked at row by row, each with an owner, and none of them double."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import files
from leerlandschap.commons.models import AuditEvent, File, Notice
from tables.flows import action_intakes, actions, intakes
from tables.models import Action, ActionNote, Intake
from tests.factories import make_account, make_action, make_item, make_meeting, make_person, make_seat, make_table
from tests.workbooks import ods, upload, workbook

pytestmark = pytest.mark.django_db
HEADER = ["nummer", "wat", "wie", "wanneer", "stand"]


@pytest.fixture
def bram():
    return make_account("bram@polder.example", name="Bram Veld").person


@pytest.fixture
def table(voorzitter, bram):
    table = make_table("Crisis", chair=voorzitter.person)
    make_seat(table, bram)
    return table


@pytest.fixture
def chair(voorzitter, sign_in):
    """The chair at their screen."""
    return sign_in(voorzitter)


def bring(browser, table, *rows: list, header=HEADER, title: str = "Acties"):
    """Choose a list of these rows. Gives the page with its preview."""
    return send(browser, table, workbook({title: [header, *rows]}))


def send(browser, table, content: bytes, name: str = "acties.xlsx"):
    answer = browser.post(reverse("action-intake-new", args=[table.slug]), {"workbook": upload(content, name)})
    assert answer.status_code == 302, answer.context["form"].errors
    return browser.get(answer.url)


def take_over(browser, page, *, leave: tuple = (), **changed):
    """Press the button under a preview; rows in `leave` are not ticked."""
    form = page.context["form"]
    ticked = {name: "on" for name in form.fields if name.startswith("take-") and int(name[5:]) not in leave}
    chosen = {name: form[name].value() for name in form.fields if name.startswith("owner-")}
    sent = ticked | chosen | {"seen": page.context["seen"], "once": form["once"].value()}
    return browser.post(
        page.context["intake"].get_absolute_url(), sent | {n.replace("__", "-"): v for n, v in changed.items()}
    )


def doubts(page) -> str:
    return " ".join(remark.text for remark in page.context["plan"].doubts)


def errors(page) -> list[tuple]:
    return [(remark.row, remark.letter, remark.text) for remark in page.context["plan"].errors]


def listed() -> list[tuple]:
    return list(Action.objects.order_by("number").values_list("number", "text", "owner__name"))


# --- from a list to the list of the table --------------------------------------------------------------------------------


def test_a_list_is_looked_at_row_by_row_and_then_stands_on_the_list_of_the_table(table, chair, bram, voorzitter):
    due = timezone.localdate() + timedelta(days=20)
    page = bring(
        chair, table,
        [7, "Bel de wijkteams", "bram@polder.example", due, "twee van de drie gebeld"],
        ["", "Schrijf een voorstel", "bram veld (De Wilg)", "12-1-2027", "open"],
        [3, "Nodig een school uit", "Iemand Anders", "z.s.m.", ""],
        [4, "Dit is af", "Bram Veld", "", "Klaar"],
    )  # fmt: skip
    assert not Action.objects.exists()
    for words in (
        "‘Iemand Anders’ zit niet aan deze tafel",
        "‘z.s.m.’ lezen we niet als dag",
        "volgende",
        "Al klaar, gaat niet mee: 1",
    ):
        assert words in page.text

    answer = take_over(chair, page)

    assert answer.url == reverse("table-actions", args=[table.slug])
    assert listed() == [
        (3, "Nodig een school uit", voorzitter.person.name),
        (7, "Bel de wijkteams", "Bram Veld"),
        (8, "Schrijf een voorstel", "Bram Veld"),
    ]
    assert [str(day) for day in Action.objects.order_by("number").values_list("due_on", flat=True)] == [
        "None",
        str(due),
        "2027-01-12",
    ]
    assert ActionNote.objects.get().text == "twee van de drie gebeld"
    assert set(Action.objects.values_list("openness", flat=True)) == {"table"}
    assert Notice.objects.filter(person=bram, code="action.yours").count() == 2, "who gets one hears so, as always"
    assert not File.objects.exists()
    assert AuditEvent.objects.get(code="intake.committed").details == {"kind": "actions", "new": 3, "same": 0}


def test_the_same_list_a_second_time_makes_nothing_double_whatever_happened_since(table, chair, bram, voorzitter):
    rows = [[1, "Bel", "Bram", "", ""], ["", "Bel", voorzitter.person.name, "", ""], ["", "Schrijf", "Bram", "", ""]]
    assert "We lezen ‘Bram’ als Bram Veld" in doubts(page := bring(chair, table, *rows))
    take_over(chair, page, leave=(2,))
    again = bring(chair, table, *rows)
    assert [line.row.number for line in again.context["plan"].new] == [2], "what was left behind is still to be had"
    assert take_over(chair, again).status_code == 302
    actions.hand_over(Action.objects.get(text="Schrijf"), to=voorzitter.person, by=voorzitter)
    actions.tick_off(Action.objects.filter(text="Bel").first(), by=voorzitter)
    third = bring(chair, table, *rows)
    assert "Er valt niets over te nemen" in third.text
    assert take_over(chair, third).status_code == 409
    assert len(listed()) == 3


def test_a_number_is_kept_when_it_is_free_and_else_the_next_is_given(table, chair):
    there = make_action(table, text="Al hier")
    rows = [[there.number, "A"], ["nr. 12", "B"], [12, "C"], ["99999", "D"]]
    page = bring(chair, table, *rows)
    assert "Nummer 1 heeft deze tafel al" in doubts(page)
    assert "Nummer 12 heeft deze tafel al" in doubts(page)
    assert "‘99999’ is geen nummer" in doubts(page)
    take_over(chair, page)
    assert [(number, text) for number, text, _owner in listed()] == [
        (1, "Al hier"),
        (12, "B"),
        (13, "A"),
        (14, "C"),
        (15, "D"),
    ]


def test_nothing_comes_along_without_an_owner_and_only_somebody_of_the_table_gets_it(table, chair, bram, voorzitter):
    make_seat(table, make_person(name="Bram Kok"))
    stranger = make_person("vreemd@elders.example", name="Vreemd")
    page = bring(chair, table, ["", "A", "Bram", "", ""], ["", "B", stranger.email, "", ""], ["", "C", "", "", ""])
    assert "meer mensen die zo heten" in doubts(page)
    assert "Er staat niet bij wie" in doubts(page)
    assert [choice.owner.value() for choice in page.context["form"].choices()] == [str(voorzitter.person.pk)] * 3
    for nobody in ("", str(stranger.pk), "\0", "9" * 30):
        answer = take_over(chair, page, owner__2=nobody)
        assert answer.status_code == 409
        assert action_intakes.NO_OWNER in answer.text
    take_over(chair, page, owner__2=str(bram.pk))
    assert [owner for _number, _text, owner in listed()] == [
        "Bram Veld",
        voorzitter.person.name,
        voorzitter.person.name,
    ]
    assert action_intakes.NONE_CHOSEN in take_over(chair, bring(chair, table, ["", "Z", "", "", ""]), leave=(2,)).text


# --- what is wrong stays behind --------------------------------------------------------------------------------------------


def test_a_row_that_is_wrong_stays_behind_and_the_others_can_go(table, chair):
    page = bring(
        chair, table,
        ["", "", "Bram", "", ""],
        ["", "x" * 401, "", "", ""],
        ["", "Bel 123456782", "", "", ""],
        ["", "Bel 06-12345678", "", "", ""],
        ["", "Bel 06-12345678", "", "", ""],
        ["", "Goed", "", "31-2-2027", "<script>alert(1)</script>"],
    )  # fmt: skip
    assert [(row, letter) for row, letter, _text in errors(page)] == [(2, "B"), (3, "B"), (4, "B")]
    assert "burgerservicenummer" in errors(page)[2][2]
    assert "te herkennen: ‘06-12345678’" in doubts(page)
    assert "zie rij 5" in doubts(page)
    assert [choice.take.value() for choice in page.context["form"].choices()] == [False, True]
    assert "<script>alert" not in page.text
    take_over(chair, page)
    assert [text for _number, text, _owner in listed()] == ["Bel 06-12345678", "Goed"]


def test_lists_as_people_keep_them_are_read(table, chair, bram):
    rows = [
        ["Lijst van maart"],
        ["Actie", "Trekker", "Deadline", "Status"],
        ["Bel", "Bram Veld", "2027-01-12", "loopt"],
    ]
    page = send(chair, table, ods({"Blad1": rows}), "lijst.ods")
    line = page.context["plan"].new[0]
    assert (line.text, line.owner, str(line.due_on), line.note) == ("Bel", bram, "2027-01-12", "")
    assert "Zet in de eerste rij: wat, wie, wanneer." in str(
        errors(bring(chair, table, ["", "", ""], header=["a", "b", "c"]))
    )
    assert "staat nog niets" in str(
        errors(send(chair, table, chair.get(reverse("action-intake-template", args=[table.slug])).content))
    )
    assert "301 acties" in str(errors(bring(chair, table, *[["", f"A{n}", "", "", ""] for n in range(301)])))
    example = send(chair, table, chair.get(reverse("action-intake-example", args=[table.slug])).content)
    assert (errors(example), len(example.context["plan"].new)) == ([], 3)


def test_a_file_that_is_no_list_gets_a_sentence_and_leaves_nothing(table, chair):
    path = reverse("action-intake-new", args=[table.slug])
    strange = [
        (b"", "leeg.xlsx", files.EMPTY), (b"wat;wie", "lijst.xlsx", "een tekstbestand"),
        (b"PK\x03\x04 kapot", "lijst.xlsx", "beschadigd"), (b"PK\x03\x04" + b"\0" * 6_000_000, "lijst.xlsx", "6 MB"),
    ]  # fmt: skip
    for content, name, sentence in strange:
        answer = chair.post(path, {"workbook": upload(content, name)})
        assert answer.status_code == 200
        assert sentence in str(answer.context["form"].errors)
    assert (Intake.objects.count(), File.objects.count()) == (0, 0)


# --- who, when, and what moves on meanwhile ------------------------------------------------------------------------------------


def test_what_is_taken_over_is_what_was_looked_at_and_only_once(table, chair, bram):
    page = bring(chair, table, [5, "Bel", "Bram Veld", "", ""])
    make_action(table, text="Intussen", number=5)
    stale = take_over(chair, page)
    assert stale.status_code == 409
    assert intakes.MOVED_ON in stale.text
    assert take_over(chair, stale).status_code == 302
    assert [(number, text) for number, text, _owner in listed()] == [(5, "Intussen"), (6, "Bel")]
    assert take_over(chair, stale, once="een ander formulier").url == reverse("action-intake-new", args=[table.slug])
    assert len(listed()) == 2


def test_an_action_of_a_walled_item_is_known_to_who_leads_and_a_table_without_a_round_waits(table, chair, voorzitter):
    item = make_item(make_meeting(table), openness="closed")
    actions.add(table, text="Besloten", owner=None, due_on=None, item=item, by=voorzitter)
    page = bring(chair, table, ["", "Besloten", "", "", ""])
    assert len(page.context["plan"].same) == 1
    resting = make_table("Rust", chair=voorzitter.person, cycle=False)
    path = reverse("action-intake-new", args=[resting.slug])
    assert "geen lopende ronde" in chair.get(path).text
    assert "loopt nu niet" in str(
        chair.post(path, {"workbook": upload(workbook({"Acties": [HEADER]}))}).context["form"].errors
    )


def test_a_preview_is_its_maker_s_and_can_be_thrown_away(table, chair, bram, sign_in, clm):
    page = bring(chair, table, ["", "Bel", "", "", ""])
    intake = page.context["intake"]
    path = intake.get_absolute_url()
    assert (sign_in(clm).get(path).status_code, sign_in(bram.user).get(path).status_code) == (404, 403)
    assert "Neem lopende acties mee" in chair.get(reverse("table-actions", args=[table.slug])).text
    assert "Neem lopende acties mee" not in sign_in(bram.user).get(reverse("table-actions", args=[table.slug])).text
    chair.post(reverse("action-intake-discard", args=[table.slug, intake.ref]))
    assert not File.objects.exists()
    assert chair.get(path).url == reverse("action-intake-new", args=[table.slug])
