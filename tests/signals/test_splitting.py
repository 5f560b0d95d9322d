"""One experience that tells two things becomes two: nothing wider, one promise, and its sender reads both by the same door."""

import pytest
from django.core.exceptions import ValidationError

from leerlandschap.commons.models import AuditEvent
from signals import receipts
from signals.flows import experiences, handling, splitting
from signals.models import Experience
from signals.workflow import State
from tests.factories import make_experience, make_theme
from tests.letters import letters_to

pytestmark = pytest.mark.django_db
TWO = "Het wachten duurt lang. En het team was heel fijn."


def test_the_new_one_has_what_was_promised_and_allowed_and_its_own_handling(aanbieder, behandelaar, sign_in):
    allowed = {"discuss": "clm", "may_tell_organisation": True, "may_share_compliment": False}
    first = make_experience(aanbieder.person, text=TWO, organisation="Het Riet", **allowed)
    theme, browser, page = make_theme("Vervoer"), sign_in(behandelaar), f"/ervaringen/behandelen/{first.ref}/splits/"
    said = {"kind": "compliment", "theme": theme.pk, "text": "Het team was heel fijn."}

    assert TWO in browser.get(page).text
    assert "in de woorden van de afzender" in browser.post(page, said | {"text": " "}).text
    assert "misschien iemand te herkennen" in browser.post(page, said | {"text": "Bel 06-12345678."}).text
    browser.post(page, said)

    other = Experience.objects.get(split_from=first)
    assert {name: getattr(other, name) for name in splitting.SHARED[:5]} == {
        name: getattr(first, name) for name in splitting.SHARED[:5]
    }
    assert {name: getattr(other, name) for name in allowed} == allowed
    assert experiences.texts(other) == {"text": "Het team was heel fijn.", "help": "", "organisation": ""}
    assert experiences.texts(first)["text"] == TWO
    assert (other.state, other.handler, other.kind, other.theme) == (State.HANDLING, behandelaar, "compliment", theme)
    assert [letter.code for letter in letters_to(aanbieder)] == ["experience.received", "experience.news"]
    assert AuditEvent.objects.filter(code="experience.split").count() == 1
    own = sign_in(aanbieder)
    assert "Je vertelde twee dingen." in own.get(first.get_absolute_url()).text
    assert "Apart verder" in own.get(other.get_absolute_url()).text
    handling.answer(other, text="We hebben het doorgegeven.", by=behandelaar)
    first.refresh_from_db()
    assert first.is_open


def test_a_code_opens_both_and_writes_in_the_one_that_is_shown(visitor, behandelaar):
    code = receipts.make()
    first = make_experience(code=code, text=TWO)
    other = splitting.split(first, kind="compliment", theme=make_theme("Vervoer"), text="Fijn team.", by=behandelaar)
    visitor.post("/ervaringen/met-code/", {"code": code})

    page = "/ervaringen/met-code/"
    assert f"?deel={other.ref}" in visitor.get(page).text
    assert "Fijn team." in visitor.get(f"{page}?deel={other.ref}").text
    assert TWO in visitor.get(f"{page}?deel=iets").text
    answer = visitor.post(f"{page}?deel={other.ref}", {"text": "Graag gedaan."})
    assert answer.url == f"{page}?deel={other.ref}"
    assert other.messages.last().text == "Graag gedaan."


def test_what_is_settled_is_not_split(aanbieder, behandelaar):
    first = make_experience(aanbieder.person, text=TWO)
    handling.answer(first, text="Gedaan.", by=behandelaar)

    with pytest.raises(ValidationError, match="Heropen haar eerst"):
        splitting.split(first, kind="signal", theme=first.theme, text="Iets.", by=behandelaar)
