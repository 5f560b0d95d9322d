"""The forms that turn a round."""

from django import forms

from leerlandschap.commons.forms import PortalForm, PortalModelForm
from tables.models import Phase, Reflection

LONGEST_REASON = 500
WHY = "Waarom gaat de ronde toch verder?"


class AdvanceForm(PortalForm):
    """Going on to the next phase; the reason is only there where something is missing."""

    guarded = ("reason",)

    to = forms.ChoiceField(choices=Phase.choices, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=WHY,
        help_text="Deze reden staat straks bij de fase. Noem geen mensen.",
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, missing: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = "Schrijf in één zin waarom de ronde toch verdergaat."
        else:
            del self.fields["reason"]


class CloseForm(AdvanceForm):
    """Closing the round."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["to"]


class StepBackForm(PortalForm):
    """Going back to the phase before."""

    guarded = ("reason",)

    reason = forms.CharField(
        label="Waarom gaat de ronde terug?",
        help_text="Deze reden staat straks bij de fase. Noem geen mensen.",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin waarom de ronde een fase teruggaat."},
    )


class ReflectionForm(PortalModelForm):
    """What the table looks back on. It can be kept half done."""

    guarded = ("learned", "behaviour", "agreements")

    class Meta:
        model = Reflection
        fields = ["learned", "behaviour", "agreements"]
        labels = {
            "learned": "Wat hebben we geleerd?",
            "behaviour": "Wat verandert er in ons gedrag?",
            "agreements": "Welke afspraken volgen hieruit?",
        }
        help_texts = {
            "learned": "Wat werkt, wat werkt niet, en hoe weten we dat? Geen namen of gegevens van kinderen of ouders.",
            "agreements": "Leg een afspraak die blijft gelden daarnaast vast als werkafspraak.",
        }
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in fields}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in self.Meta.fields:
            self.fields[name].required = False
