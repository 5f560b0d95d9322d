"""What the portal sees in a mail address: a slip of the fingers is asked about once, and never decided."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from leerlandschap.commons import addresses
from leerlandschap.commons.addresses import FREE_MAIL, canonical, doubt_once, likely_typo, one_slip_apart

KNOWN = ["waterrijk.nl", "depopulier.nl"]
LETTERS = st.text(alphabet="abcde.", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("jan@gmial.com", "gmail.com"),  # two changed places
        ("jan@gmal.com", "gmail.com"),  # one too few
        ("jan@hotmaill.com", "hotmail.com"),  # one too many
        ("jan@ziggo.bl", "ziggo.nl"),  # the key beside it
        ("jan@outlook.con", "outlook.com"),
        ("JAN@Gmial.com", "gmail.com"),
        ("jan@waterijk.nl", "waterrijk.nl"),
        ("jan@depopuleir.nl", "depopulier.nl"),
    ],
)
def test_a_slip_in_a_known_domain_is_seen(typed, meant):
    assert likely_typo(typed, KNOWN) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "jan@gmail.com",
        "jan@waterrijk.nl",
        "jan@mail.com",  # one letter from gmail.com, and a provider of its own
        "jan@ymail.com",
        "jan@ne.com",  # too short to doubt
        "jan@gemeente-ergens-anders.nl",
        "jan@gmial.co",  # two slips: not ours to guess
        "jan",
        "",
        "jan@",
    ],
)
def test_what_can_very_well_be_right_is_not_doubted(typed):
    assert likely_typo(typed, KNOWN) is None


def test_an_organisation_in_the_landscape_is_guessed_before_a_mail_provider():
    assert likely_typo("jan@ziggu.nl", ["ziggi.nl"]) == "ziggi.nl"


def test_an_empty_known_domain_is_no_domain():
    assert likely_typo("jan@nl", ["", "  "]) is None


@given(LETTERS, LETTERS)
def test_one_slip_is_what_a_slow_and_plain_count_says_it_is(one, other):
    assert one_slip_apart(one, other) == (other in _every_slip_of(one))


@given(LETTERS, LETTERS)
def test_a_slip_works_both_ways(one, other):
    assert one_slip_apart(one, other) == one_slip_apart(other, one)


def _every_slip_of(word: str) -> set[str]:
    alphabet = "abcde."
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    dropped = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    replaced = {a + letter + b[1:] for a, b in cuts if b for letter in alphabet}
    added = {a + letter + b for a, b in cuts for letter in alphabet}
    return (dropped | swapped | replaced | added) - {word}


def test_every_mail_provider_is_written_as_we_compare_it():
    assert all(name == name.lower().strip() and "." in name for name in FREE_MAIL)


def test_an_address_has_one_way_of_writing():
    assert canonical("  Jan.Jansen@Gemeente.NL ") == "jan.jansen@gemeente.nl"
    assert canonical("jan@één.nl") == "jan@xn--n-9faa.nl"
    assert addresses.domain_of("jan@X@Gemeente.nl") == "gemeente.nl"


@pytest.mark.parametrize(
    "typed",
    [
        "jan@exa\u202emple.nl",
        "jané@gemeente.nl",
        "jan@",
        "jan@.nl",
        "jan@" + "a" * 70 + ".nl",
        "jan@" + "é." * 60 + "nl",
    ],
)
def test_an_address_that_cannot_be_one_is_refused_in_dutch(typed):
    with pytest.raises(ValidationError, match="Typ het adres opnieuw"):
        canonical(typed)


class Form(forms.Form):
    email = forms.EmailField()
    doubted = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        doubt_once(self, "email", KNOWN)


def _sent(**data) -> Form:
    form = Form(data)
    form.is_valid()
    return form


def test_a_doubted_address_is_asked_about_once_and_kept_as_it_was_typed():
    first = _sent(email="jan@gmial.com")
    assert first.errors["email"][0].startswith("Bedoel je @gmail.com? Verbeter het adres, of verstuur")
    assert first["email"].value() == "jan@gmial.com"
    second = _sent(email=first["email"].value(), doubted=first["doubted"].value())
    assert not second.errors


def test_another_slip_after_the_first_is_asked_about_again():
    assert _sent(email="jan@hotmial.com", doubted="jan@gmial.com").errors["email"]
