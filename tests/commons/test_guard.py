"""The guard on free text, as whoever types meets it in any form."""

import re

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from leerlandschap.commons import guard, personal_data
from leerlandschap.commons.forms import TURNING_MARKS, PortalForm
from leerlandschap.commons.guard import GuardedTextField
from leerlandschap.commons.models import AuditEvent
from tests.factories import make_action, make_table

BSN = "Zijn nummer is 123456782."
PHONE = "Bel 06-12345678 als het kan."


class Story(PortalForm):
    """A form with a guarded text and another field."""

    story = GuardedTextField(label="Je verhaal", max_length=500, rows=4)
    place = forms.CharField(label="Plaats", max_length=40, required=False)


class Watched(PortalForm):
    """A form that had a text before there was a guard."""

    remark = forms.CharField(
        label="Opmerking", max_length=80, widget=forms.Textarea(attrs={"rows": 2}), help_text="Kort."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        guard.watch(self, "remark")


def sent(form=Story, *, initial=None, **typed):
    """The form as the browser sends it; a list is several ticks."""
    data = QueryDict(mutable=True)
    for name, value in typed.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return form(data, initial=initial)


def page(form) -> str:
    return Template('{% include "_components/form.html" %}').render(Context({"form": form}))


def keys(form) -> list[str]:
    return [piece["key"] for piece in form.fields["story"].choice.pieces()]


def test_a_text_without_anything_passes():
    form = sent(story="De wachttijd is lang.")

    assert form.is_valid()
    assert form.cleaned_data["story"] == "De wachttijd is lang."
    assert type(form.cleaned_data["story"]) is str


def test_a_bsn_is_refused_whatever_is_ticked():
    first = sent(story=BSN)
    first.is_valid()

    again = sent(story=BSN, story__houden=keys(first), story__reden="Moet erbij.")

    assert not again.is_valid()
    assert again.errors["story"] == [guard.BSN]
    assert "-houden" not in page(again)
    assert BSN in page(again)


def test_what_may_point_to_somebody_asks_for_a_choice_and_the_text_stays():
    form = sent(story=PHONE, place="Urk")

    assert not form.is_valid()
    assert form.errors["story"] == [guard.CHOOSE]
    shown = page(form)
    assert PHONE in shown
    assert "lijkt een telefoonnummer" in shown
    assert 'value="Urk"' in shown


def test_it_stays_with_a_tick_and_a_reason():
    first = sent(story=PHONE)
    first.is_valid()

    without_reason = sent(story=PHONE, story__houden=keys(first))
    with_reason = sent(story=PHONE, story__houden=keys(first), story__reden="Nummer van de organisatie.")

    assert not without_reason.is_valid()
    assert without_reason.errors["story"] == [guard.NO_REASON]
    assert re.search(r"<input[^>]+-houden[^>]+checked", page(without_reason))
    assert with_reason.is_valid()
    assert with_reason.cleaned_data["story"] == PHONE


def test_a_tick_holds_for_that_piece_only():
    first = sent(story=PHONE)
    first.is_valid()

    form = sent(story=f"{PHONE} Of 06-87654321.", story__houden=keys(first), story__reden="Van ons.")

    assert not form.is_valid()
    assert form.errors["story"] == [guard.CHOOSE]


def test_the_button_takes_a_piece_out_and_shows_the_text_again():
    text = f"{PHONE} {PHONE} mail a@b.nl"
    first = sent(story=text)
    first.is_valid()

    form = sent(story=text, story__weg=keys(first)[0], place="Urk")

    assert not form.is_valid()
    assert form["story"].value() == "Bel [telefoonnummer] als het kan. Bel [telefoonnummer] als het kan. mail a@b.nl"
    assert form.errors["story"] == [guard.CHOOSE]
    assert 'value="Urk"' in page(form)


def test_everything_goes_with_one_press_and_then_it_can_be_sent():
    form = sent(story=f"{BSN} {PHONE}", story__weg="alles")

    assert not form.is_valid()
    assert form.errors["story"] == [guard.TAKEN_OUT]
    left = form["story"].value()
    assert left == "Zijn nummer is [burgerservicenummer]. Bel [telefoonnummer] als het kan."
    assert sent(story=left).is_valid()


def test_enter_presses_send_and_takes_nothing_out():
    form = sent(story=PHONE)
    form.is_valid()

    first_button = re.search(r"<button[^>]*>", page(form))[0]

    assert "name=" not in first_button


def test_what_stood_there_before_is_not_asked_about_again_but_a_bsn_is():
    edited = sent(story=f"{PHONE} Het duurt lang.", initial={"story": PHONE})
    worse = sent(story=f"{BSN} {PHONE}", initial={"story": f"{BSN} {PHONE}"})

    assert edited.is_valid()
    assert not worse.is_valid()


def test_a_text_that_is_too_long_is_told_so_and_kept():
    form = sent(story=PHONE * 50)

    assert not form.is_valid()
    assert "500" in form.errors["story"][0]
    assert PHONE in page(form)


def test_a_form_that_exists_is_watched_with_its_own_words_and_limits():
    form = sent(Watched, remark=PHONE)

    assert not form.is_valid()
    shown = page(form)
    assert "Opmerking" in shown
    assert "Kort." in shown
    assert 'rows="2"' in shown
    assert 'maxlength="80"' in shown
    assert "lijkt een telefoonnummer" in shown


def test_before_anything_is_sent_nothing_is_asked():
    assert "Wat blijft er staan?" not in page(Story())


@pytest.mark.django_db
def test_the_trail_says_that_something_was_kept_and_not_what(gemeente):
    first = sent(story=f"{PHONE} mevrouw Klaverblad")
    first.is_valid()
    form = sent(story=f"{PHONE} mevrouw Klaverblad", story__houden=keys(first), story__reden="Een goede reden.")
    assert form.is_valid()

    guard.note_kept(form, on=gemeente.person, by=gemeente)
    guard.note_kept(sent(story="Niets."), on=gemeente.person, by=gemeente)

    event = AuditEvent.objects.get(code="guard.kept")
    assert event.details == {"phone": 1, "name": 1}
    assert not any(word in str(vars(event)) for word in ("06-12345678", "Klaverblad", "reden"))


@pytest.mark.django_db
def test_whatever_form_it_is_the_deed_that_it_is_for_is_noted_in_the_trail(gemeente, sign_in):
    """The view of this form says nothing of it: it is noted where every form that is sent passes."""
    table = make_table("Vroeg erbij", chair=gemeente.person)
    action = make_action(table, owner=gemeente.person)
    path, browser = reverse("action-explain", args=[action.ref]), sign_in(gemeente)
    asked = browser.post(path, {"text": PHONE, "once": "a"})
    key = re.search(r'name="text-houden" value="(\w+)"', asked.text)[1]
    kept = {"text": PHONE, "text-houden": key, "text-reden": "Een algemeen nummer."}

    assert "Schrijf in een paar woorden waarom" in browser.post(path, kept | {"text-reden": "", "once": "b"}).text
    assert not AuditEvent.objects.filter(code="guard.kept").exists(), "nothing was done yet"
    for once in ("c", "c"):
        assert browser.post(path, kept | {"once": once}).status_code == 302

    event = AuditEvent.objects.get(code="guard.kept")
    assert (event.actor_id, event.details) == (gemeente.pk, {"phone": 1})
    assert (event.object_label, event.object_id) == ("tables.table", str(table.pk))


@pytest.mark.django_db
def test_when_nothing_was_kept_the_trail_says_nothing(gemeente):
    form = sent(story="Niets bijzonders.")
    assert form.is_valid()

    guard.note_kept(form, on=gemeente.person, by=gemeente)

    assert not AuditEvent.objects.filter(code="guard.kept").exists()


PIECES = st.sampled_from(
    ["06-12345678", "123456782", "a@b.nl", "Sem", "8232 JM 12", "12-3-2015", " ", "\n", "<b>", "\x00", "de"]
)


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=15).map("".join),
    st.text(max_size=18),
    st.text(max_size=8),
)
def test_whatever_is_typed_nothing_breaks_and_nothing_is_lost(text, pressed, reason):
    form = sent(story=text, story__weg=pressed, story__reden=reason, story__houden=[pressed])

    if form.is_valid():
        assert form.cleaned_data["story"] == TURNING_MARKS.sub("", text.strip()).replace("\r\n", "\n")
    else:
        assert str(form["story"].value()) == text
        assert page(form)


@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=15).map("".join))
def test_what_passes_without_a_tick_points_to_nobody(text):
    form = sent(story=text)

    if form.is_valid():
        assert not personal_data.find(form.cleaned_data["story"])
