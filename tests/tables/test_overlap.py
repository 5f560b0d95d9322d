"""The overlap radar: who writes an aim sees where the same insight is already being gathered, and is asked once."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import search
from tables import overlap
from tables.flows import questions
from tables.models import Openness, Table
from tests.factories import make_question, make_table
from tests.tables.test_tables import form_of

pytestmark = pytest.mark.django_db

AIM = "De wachtlijst bij plaatsingen in crisis korter maken."
THERE = "Hoe verkorten we de wachttijd voor een crisisplaatsing?"


@pytest.fixture
def elsewhere() -> Table:
    """A table that already asks what is going to be written."""
    table = make_table("Crisis elders")
    search.index(table)
    search.index(make_question(table, "Hoe verkorten we de wachtlijst voor een crisisplaatsing?"))
    return table


@pytest.fixture
def own(voorzitter) -> Table:
    return make_table("Eigen tafel", chair=voorzitter.person, aim="Oud doel")


def save(browser, table: Table, **fields):
    return browser.post(reverse("table-edit", args=[table.slug]), form_of(table, chair=table.chair.pk, **fields))


def test_the_first_save_shows_the_places_and_the_second_saves(sign_in, voorzitter, own, elsewhere):
    browser = sign_in(voorzitter)

    page = save(browser, own, aim=AIM)

    assert page.status_code == 200
    assert "Wordt dit al ergens opgehaald?" in page.text
    assert "Hoe verkorten we de wachtlijst voor een crisisplaatsing?" in page.text
    assert f"/vragen/{elsewhere.questions.get().ref}/" in page.text
    assert f"{AIM}</textarea>" in page.text
    own.refresh_from_db()
    assert own.aim == "Oud doel"

    mark = page.context["form"].data["compared"]
    assert save(browser, own, aim=AIM, compared=mark).status_code == 302
    own.refresh_from_db()
    assert own.aim == AIM


def test_another_text_after_the_question_is_asked_about_again(sign_in, voorzitter, own, elsewhere):
    browser = sign_in(voorzitter)
    mark = save(browser, own, aim=AIM).context["form"].data["compared"]

    assert save(browser, own, aim=f"{AIM} Ook in de nacht.", compared=mark).status_code == 200


def asked_once_and_then_kept(browser, address: str, words: dict, field: str) -> None:
    """Send what is alike twice: the places are shown first, with what was typed; then it is accepted."""
    page = browser.post(address, {**words, "once": "a"})

    assert page.status_code == 200
    assert "Hoe verkorten we de wachtlijst voor een crisisplaatsing?" in page.text
    assert f"{words[field]}</textarea>" in page.text
    mark = page.context["form"].data["compared"]
    assert browser.post(address, {**words, "once": "b", "compared": mark}).status_code == 302


@pytest.mark.parametrize("decides", [True, False], ids=["who decides", "anybody"])
def test_a_new_question_is_held_against_what_is_asked_elsewhere(sign_in, voorzitter, gemeente, own, elsewhere, decides):
    who = voorzitter if decides else gemeente
    words = {"text": AIM, "year": timezone.localdate().year, "openness": own.openness}

    asked_once_and_then_kept(sign_in(who), reverse("question-new", args=[own.slug]), words, "text")

    assert own.questions.get().text == AIM


def test_a_question_is_held_against_what_is_asked_elsewhere_when_its_text_changes(sign_in, voorzitter, own, elsewhere):
    question = make_question(own, "Hoe lang duurt een taxirit?")
    words = {"text": AIM, "year": question.year, "openness": question.openness}

    asked_once_and_then_kept(sign_in(voorzitter), reverse("question-edit", args=[question.ref]), words, "text")

    question.refresh_from_db()
    assert question.text == AIM
    assert sign_in(voorzitter).post(reverse("question-edit", args=[question.ref]), words).status_code == 302


def test_the_aim_of_a_table_that_is_set_up_is_held_against_what_is_there(sign_in, clm, elsewhere):
    table = make_table("In wording", state=Table.State.PREPARING, clm_contact=clm.person)

    asked_once_and_then_kept(sign_in(clm), reverse("setup-step", args=[table.slug, "dekken"]), {"aim": AIM}, "aim")

    table.refresh_from_db()
    assert table.aim == AIM


def test_what_is_nowhere_else_is_saved_at_once(sign_in, voorzitter, own, elsewhere):
    assert save(sign_in(voorzitter), own, aim="Taxiritten naar de dagbesteding verbeteren.").status_code == 302


def test_an_aim_that_nobody_changed_is_not_asked_about(sign_in, voorzitter, elsewhere):
    table = make_table("Eigen tafel", chair=voorzitter.person, aim=AIM)

    assert save(sign_in(voorzitter), table, aim=AIM, place="Urk").status_code == 302


def test_a_table_is_not_held_against_itself_or_its_questions(sign_in, voorzitter, own):
    search.index(own)
    search.index(make_question(own, "Hoe verkorten we de wachtlijst voor een crisisplaatsing?"))

    assert save(sign_in(voorzitter), own, aim=AIM).status_code == 302


def test_the_index_follows_an_aim_that_is_revised(sign_in, voorzitter, own, gemeente):
    save(sign_in(voorzitter), own, aim="Taxiritten naar de dagbesteding verbeteren.")

    assert [found.title for found in search.find(gemeente, "taxirit")] == ["Eigen tafel"]


def test_only_places_that_somebody_may_see_are_shown(gemeente, clm):
    closed = make_table("Besloten tafel", openness=Openness.CLOSED)
    search.index(make_question(closed, "Hoe verkorten we de wachtlijst voor een crisisplaatsing?", openness="closed"))

    assert overlap.places(gemeente, AIM) == []
    assert len(overlap.places(clm, AIM)) == 1


def test_the_places_renew_while_somebody_types(sign_in, gemeente, elsewhere):
    browser = sign_in(gemeente)
    address = reverse("overlap")

    part = browser.get(address, {"veld": "aim", "aim": AIM}, headers={"HX-Request": "true"}).text

    assert "Hoe verkorten we de wachtlijst" in part
    assert "<html" not in part
    nothing = browser.get(address, {"veld": "aim", "aim": "Iets anders"}, headers={"HX-Request": "true"}).text
    assert nothing.strip() == ""


def test_without_a_form_it_is_a_page_that_looks_and_says_so(sign_in, gemeente, elsewhere):
    browser = sign_in(gemeente)

    assert "Zoek plekken die hierop lijken" in browser.get(reverse("overlap")).text
    assert "Hoe verkorten we de wachtlijst" in browser.get(reverse("overlap"), {"tekst": AIM}).text
    assert "We vonden geen plek" in browser.get(reverse("overlap"), {"tekst": "Iets anders"}).text


@pytest.mark.parametrize("text", ["\x00", "😀" * 500, "\u202edoel", "'; drop table", "a" * 3000])
def test_no_text_breaks_it(sign_in, gemeente, elsewhere, text):
    for about in ({"tekst": text}, {"veld": text, "tafel": text}):
        assert sign_in(gemeente).get(reverse("overlap"), about).status_code == 200


def test_the_field_asks_again_while_somebody_types(sign_in, voorzitter, own):
    page = sign_in(voorzitter).get(reverse("table-edit", args=[own.slug])).text

    assert 'data-hx-get="/tafels/overlap/?veld=aim&amp;tafel=' in page
    assert 'data-hx-include="#id_aim"' in page
    assert 'role="status"' in page


def test_who_may_link_is_offered_to_link_instead(sign_in, clm, gemeente, own, elsewhere):
    browser = sign_in(clm)
    about = {"veld": "aim", "aim": AIM, "tafel": own.slug}
    address = f"/tafels/{own.slug}/verbindingen/?naar={elsewhere.slug}"

    assert address in browser.get(reverse("overlap"), about, headers={"HX-Request": "true"}).text
    form = browser.get(address).context["form"]
    assert (form.initial["to_table"], form.initial["kind"]) == (elsewhere.pk, "shares_question")
    assert "verbindingen" not in sign_in(gemeente).get(reverse("overlap"), about).text


def test_the_index_follows_a_question_that_is_set_revised_and_answered(voorzitter, gemeente, own):
    question = questions.add(own, text="Hoe lang duurt een taxirit?", year=2027, by=voorzitter)
    assert [found.title for found in search.find(gemeente, "taxiritten")] == ["Hoe lang duurt een taxirit?"]

    question.text = "Hoe ver is het fietspad?"
    questions.revise(question, changed=["text"], by=voorzitter)
    questions.answer(question, answer="Tot de molenwiek.", final=True, by=voorzitter)

    assert search.find(gemeente, "taxirit") == []
    assert [found.title for found in search.find(gemeente, "molenwiek")] == ["Hoe ver is het fietspad?"]
