"""The forms in which people look back at a meeting: a line for who leads, one question for members."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from tables.models import WrapUp

TOO_LONG = {"max_length": "Maak het korter: hooguit 300 tekens."}


class LeadWrapUpForm(PortalForm):
    """How it went, and what is still missing."""

    guarded = ("words", "missing")

    words = forms.CharField(
        label="Hoe ging het, in één regel?",
        max_length=300,
        error_messages={"required": "Schrijf in één regel hoe het ging.", **TOO_LONG},
    )
    missing = forms.CharField(label="Wat mist er nog?", max_length=300, required=False, error_messages=TOO_LONG)


class MemberWrapUpForm(PortalForm):
    """What it gave."""

    guarded = ("words",)

    gave = forms.ChoiceField(
        label="Wat gaf deze bijeenkomst je?",
        choices=WrapUp.Gave.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wat de bijeenkomst je gaf.",
            "invalid_choice": "Kies een van de genoemde mogelijkheden.",
        },
    )
    words = forms.CharField(
        label="Wil je er iets bij zeggen?",
        max_length=300,
        required=False,
        help_text="Wie de tafel leidt, leest dit zonder je naam, en pas als vijf mensen antwoord gaven.",
        error_messages=TOO_LONG,
    )
