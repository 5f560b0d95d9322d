"""Consultations that others organise: a page each, kept by the regional office, on the map outside the dike."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from leerlandschap.commons.models import AuditEvent
from tables.flows import consultations
from tables.models import Consultation, Openness
from tests.factories import make_consultation

pytestmark = pytest.mark.django_db

WISH = {
    "name": "Kenniskring wonen", "organiser": "Hogeschool van het Land", "aim": "Onderzoek en praktijk bij elkaar.",
    "purpose": "innovate", "regular": "nee", "rhythm": "als er onderzoek is", "link": "https://www.voorbeeld.nl/kring",
    "openness": "public", "movements": ["deepens", "spreads"], "processes": ["learns"], "worlds": ["joins_research"],
}  # fmt: skip


def test_the_regional_office_adds_one_and_every_visitor_reads_it(sign_in, visitor, regio):
    answer = sign_in(regio).post(reverse("consultation-add"), {**WISH, "once": "k"})

    page = visitor.get(answer.url).text
    for text in (
        "Kenniskring wonen", "Hogeschool van het Land", "Onderzoek en praktijk bij elkaar.", "om te innoveren", "ad hoc",
        "als er onderzoek is", "verdiepen, verspreiden", "leren", "onderzoek", "https://www.voorbeeld.nl/kring",
    ):  # fmt: skip
        assert text in page
    assert AuditEvent.objects.get(code="consultation.added").object_name == "Kenniskring wonen"


def test_a_change_shows_on_the_next_request(sign_in, visitor, regio):
    made = make_consultation("Leerkring", connects=True)
    assert "verbinden" in visitor.get(made.get_absolute_url()).text

    sign_in(regio).post(reverse("consultation-edit", args=[made.ref]), {**WISH, "once": "k"})

    page = visitor.get(made.get_absolute_url()).text
    assert "Kenniskring wonen" in page
    assert "verdiepen, verspreiden" in page
    assert "verbinden" not in page.split('class="facts"')[1]
    changed = AuditEvent.objects.get(code="consultation.revised").details["fields"]
    assert {"name", "connects", "deepens", "regular"} <= set(changed)
    assert "openness" not in changed


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "Geef het overleg een naam"),
        ({"name": "Leerkring"}, "Dit overleg staat er al"),
        ({"name": "x" * 1_000_000}, "120"),
        ({"aim": "\x00"}, "null"),
        ({"purpose": "feest"}, "feest"),
        ({"link": "javascript:alert(1)"}, "URL"),
        ({"link": "ftp://voorbeeld.nl/x"}, "https://"),
        ({"openness": "table"}, "table"),
        ({"worlds": ["kerk"]}, "Kies uit de lijst"),
        ({"regular": ""}, "Kies of het regelmatig of ad hoc"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_kept(sign_in, regio, fields, sentence):
    make_consultation("Leerkring")

    answer = sign_in(regio).post(reverse("consultation-add"), {**WISH, **fields, "rhythm": "elke maand", "once": "k"})

    assert answer.status_code == 200
    assert sentence.lower() in answer.text.lower()
    assert "elke maand" in answer.text
    assert Consultation.objects.count() == 1


def test_one_for_the_network_does_not_exist_for_a_visitor(visitor, sign_in, gemeente):
    made = make_consultation(openness=Openness.NETWORK)

    assert visitor.get(made.get_absolute_url()).status_code == 404
    assert sign_in(gemeente).get(made.get_absolute_url()).status_code == 200


def test_what_ends_leaves_the_map_and_others_keep_their_place(sign_in, regio):
    first, second = make_consultation("Een", slot=0), make_consultation("Twee", slot=1)

    sign_in(regio).post(reverse("consultation-end", args=[first.ref]), {"ended": "ja", "once": "k"})

    assert list(Consultation.objects.standing().values_list("name", "slot")) == [("Twee", 1)]
    third = consultations.add(Consultation(name="Drie", organiser="X", aim="Y", purpose="learn"), by=regio)
    consultations.set_ended(first, ended=False, by=regio)
    second.refresh_from_db()
    assert (third.slot, second.slot, first.slot) == (0, 1, 2)


def test_what_ended_is_said_on_its_page_and_ends_once(visitor, regio):
    made = make_consultation()
    visitor.get(made.get_absolute_url())
    consultations.set_ended(made, ended=True, by=regio)

    assert "Dit overleg is gestopt op" in visitor.get(made.get_absolute_url()).text
    with pytest.raises(ValidationError, match="al gestopt"):
        consultations.set_ended(made, ended=True, by=regio)


def test_the_list_holds_what_stands_and_what_ended_apart(sign_in, regio):
    make_consultation("Staat")
    consultations.set_ended(make_consultation("Gestopt overleg"), ended=True, by=regio)

    page = sign_in(regio).get(reverse("consultation-list")).text

    assert page.index("Staat") < page.index("Gestopt (1)") < page.index("Gestopt overleg")
    assert "Zet terug op de kaart" in page


def test_the_list_says_so_when_nothing_stands_there(sign_in, regio):
    assert "Voeg het eerste toe" in sign_in(regio).get(reverse("consultation-list")).text
