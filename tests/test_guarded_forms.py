"""Every text that somebody can write at length stands under the guard for personal data, or says here why it does not."""

import pytest
from django import forms
from django.http import QueryDict
from django.urls import get_resolver

from leerlandschap.commons import guard
from leerlandschap.commons.forms import LONG_LINE, PortalForm, guarded_in
from leerlandschap.commons.guard import GuardedTextField

APPS = ("leerlandschap.", "tables.", "signals.", "monitoring.", "newsletter.")
# What is written here and is not looked at, and why not: (app, form, field) -> reason.
NOT_LOOKED_AT = {
    (
        "leerlandschap",
        "TextForm",
        "body",
    ): "the website's own texts: numbers and addresses of organisations belong there",
    ("leerlandschap", "SynonymForm", "words"): "words by which one searches, from the regional office",
    ("tables", "OverlapForm", "tekst"): "looked up and kept nowhere",
    (
        "signals",
        "LikeForm",
        "text",
    ): "looked up and kept nowhere; sent in earnest it goes through ExperienceForm, which guards it",
    ("tables", "ClosedPeriodForm", "source"): "where a holiday stands: an address on the web or a title",
    ("tables", "MilestoneForm", "source"): "where a milestone stands: an address on the web or a title",
    ("tables", "QuoteForm", "document"): "the title of a published document",
    ("newsletter", "ItemForm", "link"): "an address on the web",
    ("newsletter", "TakeInForm", "addresses"): "the addresses are what it asks for; each is kept as a subscriber",
    ("newsletter", "TakeInForm", "source"): "an address on the web or the name of a list, and part of that proof",
    ("newsletter", "TakeInForm", "text"): "what people agreed to, to the letter: the proof of it may not be changed",
}


def every_form() -> list[type[forms.BaseForm]]:
    """Each class of form that the portal has; the addresses bring in whatever a page uses."""
    assert get_resolver().url_patterns
    found, waiting = [], [forms.BaseForm]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += [one for one in below if one.__module__.startswith(APPS) and one not in found]
        waiting += below
    return found


def texts_of(form: type[forms.BaseForm]) -> list[str]:
    """Its fields in which somebody writes over several lines; a line that may be long is shown over two."""
    return [name for name, field in form.base_fields.items() if _is_long(field)]


def _is_long(field: forms.Field) -> bool:
    line = (
        type(field) is forms.CharField
        and type(field.widget) is forms.TextInput
        and (getattr(field, "max_length", None) or 0) >= LONG_LINE
    )
    return isinstance(field, forms.CharField) and (isinstance(field.widget, forms.Textarea) or line)


def unguarded(form: type[forms.BaseForm]) -> list[tuple[str, str, str]]:
    app = form.__module__.partition(".")[0]
    names = [name for name in texts_of(form) if not isinstance(form.base_fields[name], GuardedTextField)]
    return [(app, form.__name__, name) for name in names if name not in guarded_in(form)]


def test_every_text_is_guarded_or_says_why_not():
    found = {one for form in every_form() for one in unguarded(form)}

    assert len(every_form()) > 100, "the walk sees them all"
    assert found == set(NOT_LOOKED_AT), "guard it with `guarded`, or give the reason; a reason of nothing goes"


def test_whatever_a_form_names_as_guarded_is_a_text_of_it():
    for form in every_form():
        unknown = {name for name in guarded_in(form) if not isinstance(form.base_fields.get(name), forms.CharField)}
        assert not unknown, (form, unknown)


def test_the_walk_sees_a_text_without_a_guard():
    class Unguarded(PortalForm):
        text = forms.CharField(widget=forms.Textarea)
        line = forms.CharField(max_length=LONG_LINE)
        name = forms.CharField(max_length=80)

    assert unguarded(Unguarded) == [("tests", "Unguarded", "text"), ("tests", "Unguarded", "line")]


@pytest.mark.parametrize("typed", ["Zijn nummer is 123456782.", "Bel 06-12345678."])
def test_a_form_that_names_its_text_guards_it_and_keeps_what_was_typed(typed):
    class Named(PortalForm):
        guarded = ("text", "line")
        text = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
        line = forms.CharField(max_length=LONG_LINE)

    class Longer(Named):
        guarded = ("more",)
        more = forms.CharField(max_length=40)

    sent = Longer(QueryDict(f"text={typed}&line=een%0Atwee&more={typed}"))

    assert set(sent.errors) == {"text", "more"}
    assert sent["text"].value() == typed
    assert sent.cleaned_data["line"] == "een twee", "a long line stays one line under the guard"
    assert (guard.BSN in sent.errors["text"]) == ("nummer" in typed)
