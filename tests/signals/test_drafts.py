"""A draft is kept sealed for who is signed in, until it is sent, thrown away or lapsed; nameless there is none."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signals import tidy
from signals.flows import drafts
from signals.models import Draft, Experience
from tests.factories import make_theme
from tests.signals.test_sending import NEW, TEXT, everything_stored, form

pytestmark = pytest.mark.django_db
KEEP, THROW = "/ervaringen/nieuw/kladje/", "/ervaringen/nieuw/kladje/weg/"
SMALL = {"HTTP_HX_REQUEST": "true"}


def test_what_was_typed_comes_back_sealed_and_goes_when_it_is_sent(aanbieder, aanbieder2, sign_in):
    browser, theme = sign_in(aanbieder), make_theme()

    said = browser.post(KEEP, form(help="Meer tijd, en 123456782.", discuss="clm", wants_answer=""), **SMALL)

    assert "Kladje bewaard om" in said.text
    stored = everything_stored()
    assert not [word for word in ("overdracht", "Meer tijd", "123456782") if word in stored]
    page = browser.get(NEW).text
    assert TEXT in page
    assert "Meer tijd" in page
    assert "123456782" not in page, "a burgerservicenummer stands nowhere, not even sealed"
    shown = browser.get(NEW).context["form"]
    assert (shown["discuss"].value(), shown["wants_answer"].value()) == ("clm", False)
    assert str(shown["theme"].value()) == str(theme.pk)
    assert TEXT not in sign_in(aanbieder2).get(NEW).text
    browser.post(NEW, form())
    assert Experience.objects.count() == 1
    assert not Draft.objects.exists()


def test_without_scripts_a_button_keeps_it_and_a_press_throws_it_away(aanbieder, sign_in):
    browser = sign_in(aanbieder)

    page = browser.post(NEW, form(kind="", kladje="ja"), follow=True).text
    assert "Je kladje is bewaard" in page
    assert TEXT in page
    page = browser.post(THROW, follow=True).text
    assert TEXT not in page
    assert not Draft.objects.exists()
    assert "nog niets om te bewaren" in browser.post(NEW, {"kladje": "ja", "discuss": "nobody"}, follow=True).text


def test_the_guard_still_asks_about_what_came_from_a_draft(aanbieder, sign_in):
    browser = sign_in(aanbieder)
    browser.post(KEEP, form(text="Bel 06-12345678."), **SMALL)
    browser.get(NEW)

    assert "lijkt een telefoonnummer" in browser.post(NEW, form(text="Bel 06-12345678.")).text
    assert not Experience.objects.exists()
    assert Draft.objects.exists(), "a form that must be sent again is kept as well"


def test_of_what_goes_without_a_name_nothing_is_kept(aanbieder, sign_in, visitor):
    browser = sign_in(aanbieder)
    browser.post(KEEP, form(), **SMALL)
    assert "zonder naam" in browser.post(KEEP, form(anonymous="on"), **SMALL).text
    assert not Draft.objects.exists()
    browser.post(NEW, form(anonymous="on", theme=""))
    assert not Draft.objects.exists()

    before = set(everything_stored().splitlines())
    assert visitor.post(KEEP, form(), **SMALL).status_code == 204
    assert TEXT in visitor.post(NEW, form(theme="")).text
    assert set(everything_stored().splitlines()) == before


def test_who_was_signed_out_meanwhile_is_asked_before_it_goes_without_a_name(aanbieder, visitor):
    page = visitor.post(NEW, form(named="ja", once="a"))

    assert "Je bent intussen uitgelogd" in page.text
    assert TEXT in page.text
    assert not Experience.objects.exists()
    assert page.context["form"]["named"].value() == ""
    visitor.post(NEW, form(named="", once="a"))
    assert Experience.objects.get().sender is None


def test_a_draft_lapses(aanbieder):
    drafts.keep(aanbieder, {"text": "Iets."})
    later = timezone.now() + drafts.LAPSES_AFTER + timedelta(hours=1)

    assert tidy.old_drafts(timezone.now()) == 0
    Draft.objects.update(saved_at=timezone.now() - drafts.LAPSES_AFTER)
    assert drafts.of(aanbieder) is None
    assert tidy.old_drafts(later) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(before=st.text(max_size=30), after=st.text(max_size=30), field=st.sampled_from(["text", "help", "organisation"]))
def test_no_draft_and_no_experience_ever_holds_a_burgerservicenummer(aanbieder, sign_in, before, after, field):
    browser, typed = sign_in(aanbieder), form(**{field: f"{before} 123456782 {after}"})

    assert browser.post(KEEP, typed, **SMALL).status_code == 200
    answer = browser.post(NEW, typed)

    assert answer.status_code == 200
    assert not Experience.objects.exists()
    draft = Draft.objects.get()
    assert "123456782" not in draft.typed[field]
    assert draft.typed["discuss"] == "nobody"
