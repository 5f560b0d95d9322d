"""Zoekwoorden: the regional office and the editors keep the words that search takes for each other."""

import pytest
from django.urls import reverse

from leerlandschap.commons import synonyms
from leerlandschap.commons.models import Synonym

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(redactie) -> Synonym:
    return synonyms.add("wachtlijst, wachttijd", by=redactie)


def test_the_way_in_stands_on_the_work_page(sign_in, redactie, clm):
    assert reverse("synonym-list") in sign_in(redactie).get(reverse("work")).text
    assert reverse("synonym-list") not in sign_in(clm).get(reverse("work")).text


def test_words_are_added_and_stand_in_the_list(sign_in, redactie):
    browser = sign_in(redactie)

    page = browser.post(reverse("synonym-add"), {"words": "dijk, waterkering", "once": "a"}, follow=True).text

    assert "houdt deze woorden nu voor hetzelfde: dijk, waterkering" in page
    assert Synonym.objects.in_use().get().words == "dijk, waterkering"


def test_an_empty_list_says_what_the_portal_does_know(sign_in, redactie):
    assert "herkent al wel meervouden" in sign_in(redactie).get(reverse("synonym-list")).text


def test_the_list_is_searched_by_a_word_in_any_form(sign_in, redactie, group):
    synonyms.add("dijk, waterkering", by=redactie)
    browser = sign_in(redactie)

    page = browser.get(reverse("synonym-list"), {"woord": "wachttijden"}).text
    assert "wachtlijst, wachttijd" in page
    assert "waterkering" not in page
    assert "in geen enkele groep" in browser.get(reverse("synonym-list"), {"woord": "kermis"}).text
    assert "waterkering" in browser.get(reverse("synonym-list"), {"woord": "\x00"}).text


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_is_kept(sign_in, redactie, group):
    page = sign_in(redactie).post(reverse("synonym-add"), {"words": "wachttijden, uitstel", "once": "a"}).text

    assert "al in een andere groep: wachtlijst, wachttijd" in page
    assert "wachttijden, uitstel</textarea>" in page
    assert Synonym.objects.count() == 1


@pytest.mark.parametrize("words", ["\x00", "x" * 10_000, "\u202e, \u202d", ",", "😀, 😁"])
def test_no_input_breaks_it(sign_in, redactie, words):
    answer = sign_in(redactie).post(reverse("synonym-add"), {"words": words, "once": "a"})

    assert answer.status_code == 200
    assert not Synonym.objects.exists()


def test_words_are_rewritten_and_a_group_is_taken_away(sign_in, regio, group):
    browser = sign_in(regio)
    address = reverse("synonym-edit", args=[group.ref])

    browser.post(address, {"words": "wachtlijst, doorlooptijd", "once": "a"})
    assert "wachtlijst, doorlooptijd</textarea>" in browser.get(address).text
    page = browser.post(reverse("synonym-remove", args=[group.ref]), {"once": "b"}, follow=True).text

    assert "Weggehaald: wachtlijst, doorlooptijd" in page
    assert browser.get(address).status_code == 404


def test_the_same_form_twice_is_handled_once(sign_in, redactie):
    browser = sign_in(redactie)
    answers = [browser.post(reverse("synonym-add"), {"words": "dijk, kering", "once": "a"}) for _turn in (1, 2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Synonym.objects.count() == 1
