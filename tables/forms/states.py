"""The forms by which a table starts, rests, goes on and ends."""

from django import forms

from leerlandschap.commons.forms import PortalForm


class StartForm(PortalForm):
    """Starting a table; the reason is only there where a step of the setting up is not done."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Waarom start de tafel toch?",
        help_text="Deze reden blijft bij de geschiedenis van de tafel staan.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom de tafel start voordat alles klaar is."},
    )

    def __init__(self, *args, missing: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not missing:
            del self.fields["reason"]


class PauseForm(PortalForm):
    """Letting a table rest."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Waarom pauzeert de tafel?",
        help_text="De leden lezen deze reden.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom de tafel pauzeert; de leden lezen dit."},
    )


class EndForm(PortalForm):
    """Ending a table."""

    guarded = ("reason", "result")

    reason = forms.CharField(
        label="Waarom stopt de tafel?",
        help_text="De leden lezen deze reden.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom de tafel stopt; de leden lezen dit."},
    )
    result = forms.CharField(
        label="Wat heeft de tafel opgeleverd?",
        help_text="Een inzicht, een werkafspraak, nieuw beleid. Geen resultaat? Schrijf dan waarom niet.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf wat de tafel heeft opgeleverd. Geen resultaat? Schrijf dan waarom niet."},
    )
