"""Standard answers: kept by handlers, watched by the guard, and put into a text that stays the writer's own."""

import pytest

from signals.flows import bundles
from signals.models import Message, StandardAnswer
from tests.factories import make_experience, make_standard_answer, make_table

pytestmark = pytest.mark.django_db
LIST = "/ervaringen/standaardantwoorden/"


def test_they_are_kept_with_a_name_of_their_own_and_nothing_of_anybody(behandelaar, sign_in):
    browser = sign_in(behandelaar)
    words = {"title": "Ontvangen", "text": "Dank je wel.", "use": "reactie", "kind": ""}
    assert "misschien iemand te herkennen" in browser.post(f"{LIST}nieuw/", words | {"text": "Bel 06-12345678."}).text
    assert "Geef het antwoord een naam" in browser.post(f"{LIST}nieuw/", words | {"title": ""}).text
    browser.post(f"{LIST}nieuw/", words)
    assert (
        "al een standaardantwoord met deze naam" in browser.post(f"{LIST}nieuw/", words | {"title": "ONTVANGEN"}).text
    )

    kept = StandardAnswer.objects.get()
    browser.post(kept.get_absolute_url(), words | {"text": "Dank. We zoeken het uit."})
    assert "Dank. We zoeken het uit." in browser.get(LIST).text
    browser.post(f"{kept.get_absolute_url()}verwijder/")
    assert "Er zijn nog geen standaardantwoorden" in browser.get(LIST).text
    assert browser.get(kept.get_absolute_url()).status_code == 404


def test_one_is_put_into_the_text_and_what_was_typed_stays(behandelaar, sign_in):
    fits = make_standard_answer("Hoe vaak?", "Gebeurt dit vaker?", use="vraag", kind="signal")
    make_standard_answer("Bedankt", use="vraag", kind="compliment")
    make_standard_answer("Langer", use="meer-tijd")
    found, browser = make_experience(), sign_in(behandelaar)
    page = f"/ervaringen/behandelen/{found.ref}/vraag/"

    assert "Gebeurt dit vaker?" in browser.get(page, {"antwoord": fits.ref}).text
    empty = browser.get(page).text
    assert "Hoe vaak?" in empty
    assert "Bedankt" not in empty
    assert "Langer" not in empty
    chosen = browser.post(page, {"text": "Dank je.", "antwoord": fits.ref, "invoegen": "ja", "once": "a"}).text
    assert "Dank je.\n\nGebeurt dit vaker?" in chosen
    assert "Kies eerst een standaardantwoord" in browser.post(page, {"text": "Dank.", "invoegen": "ja"}).text
    assert not Message.objects.exists()
    browser.post(page, {"text": "Dank je. Gebeurt dit vaker dan een keer?", "antwoord": fits.ref, "once": "a"})
    assert Message.objects.get().text == "Dank je. Gebeurt dit vaker dan een keer?"


def test_it_is_there_for_all_who_wait_in_a_bundle(behandelaar, sign_in):
    answer = make_standard_answer("Klaar", "Er is nu één nummer.", use="terugkoppeling", kind="signal")
    found = make_experience(discuss="table")
    words = {"title": "Wachten", "text": "Lang.", "meeting": None}
    bundle = bundles.bring([found], table=make_table(), by=behandelaar, **words)

    page = sign_in(behandelaar).get(f"{bundle.get_absolute_url()}terugkoppeling/", {"antwoord": answer.ref}).text
    assert "Er is nu één nummer." in page
