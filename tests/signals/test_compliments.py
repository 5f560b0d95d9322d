"""A compliment is an equal: with consent it becomes a good example, and without it no more."""

import pytest
from django.core.exceptions import ValidationError

from leerlandschap.commons.models import Notice
from signals.flows import compliments, experiences
from signals.models import Praise
from tables.models import GoodExample
from tests.factories import make_account, make_experience, make_organisation
from tests.letters import letters_to

pytestmark = pytest.mark.django_db
WORDS = {"title": "Nabellen na afloop", "text": "Het kost vijf minuten."}


def test_a_compliment_becomes_a_good_example_in_the_network_until_its_sender_takes_that_back(
    aanbieder, gemeente, behandelaar, sign_in, visitor
):
    found = make_experience(aanbieder.person, kind="compliment", text="Fijn gebeld!", may_share_compliment=True)
    client, address = sign_in(behandelaar), f"/ervaringen/behandelen/{found.ref}/voorbeeld/"
    assert "Fijn gebeld!" not in client.get(address).text
    client.post(address, WORDS)

    example = GoodExample.objects.get()
    page = sign_in(gemeente).get(example.get_absolute_url()).text
    assert WORDS["text"] in page
    for unheard in ("Fijn gebeld!", str(aanbieder), str(found.ref)):
        assert unheard not in page
    assert visitor.get(example.get_absolute_url()).status_code == 404
    own = sign_in(aanbieder).get(f"/mijn/ervaringen/{found.ref}/").text
    assert "Gedeeld als goed voorbeeld" in own
    assert example.get_absolute_url() in own
    assert [one.code for one in letters_to(aanbieder)] == ["experience.received", "experience.news"]
    with pytest.raises(ValidationError, match="staat al"):
        compliments.share(found, **WORDS, by=behandelaar)

    experiences.choose(found, may_share_compliment=False, by=aanbieder)
    assert sign_in(gemeente).get(example.get_absolute_url()).status_code == 404
    assert "Gedeeld als goed voorbeeld" not in sign_in(aanbieder).get(f"/mijn/ervaringen/{found.ref}/").text


@pytest.mark.parametrize("fields", [{"kind": "compliment"}, {"kind": "signal", "may_share_compliment": True}])
def test_what_is_no_compliment_or_may_not_be_shared_is_no_example(fields, aanbieder, behandelaar):
    found = make_experience(aanbieder.person, **fields)

    with pytest.raises(ValidationError, match="wil niet"):
        compliments.share(found, **WORDS, by=behandelaar)

    assert not GoodExample.objects.exists()


def test_a_compliment_is_passed_to_those_it_praises_until_its_sender_takes_that_back(
    aanbieder, aanbieder2, behandelaar, sign_in
):
    praised = make_account(organisation=make_organisation("De Kreek"))
    found = make_experience(aanbieder.person, kind="compliment", text="Fijn gebeld!", may_tell_organisation=True)
    address = f"/ervaringen/behandelen/{found.ref}/geef-door/"
    words = {"organisation": make_organisation("De Kreek").pk, "text": "Er wordt nagebeld."}

    sign_in(behandelaar).post(address, words)
    assert "al doorgegeven" in sign_in(behandelaar).post(address, words | {"text": "Nog eens."}).text

    page = sign_in(praised).get("/mijn/complimenten/").text
    assert "Er wordt nagebeld." in page
    for unheard in ("Fijn gebeld!", str(aanbieder), str(found.ref)):
        assert unheard not in page
    assert "nagebeld" not in sign_in(aanbieder2).get("/mijn/complimenten/").text
    told = Notice.objects.filter(code="experience.praised")
    assert [one.person for one in told] == [praised.person]
    assert "doorgegeven aan wie je prijst" in sign_in(aanbieder).get(f"/mijn/ervaringen/{found.ref}/").text

    experiences.choose(found, may_tell_organisation=False, by=aanbieder)
    assert "nagebeld" not in sign_in(praised).get("/mijn/complimenten/").text
    with pytest.raises(ValidationError, match="wil niet dat de organisatie"):
        compliments.pass_on(found, organisation=make_organisation("De Dijk"), text="Fijn.", by=behandelaar)
    assert Praise.objects.count() == 1
