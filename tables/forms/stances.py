"""The form with which a municipality says whether it subscribes to a working agreement."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Organisation

YES, NO = "ja", "nee"


class StanceForm(PortalForm):
    """For which municipality, whether it subscribes, and why not."""

    guarded = ("reason",)

    organisation = forms.ModelChoiceField(
        label="Namens welke gemeente?",
        queryset=Organisation.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Kies namens welke gemeente je dit zegt.",
            "invalid_choice": "Kies een gemeente waarvoor je dit mag zeggen.",
        },
    )
    answer = forms.ChoiceField(
        label="Onderschrijft je gemeente deze werkafspraak?",
        choices=[(YES, "Ja, wij onderschrijven haar"), (NO, "Nee, wij onderschrijven haar niet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
    )
    reason = forms.CharField(
        label="Waarom niet?",
        help_text="Alleen nodig bij nee. Wie de werkafspraak leest, leest ook je reden.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        if len(organisations) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial["organisation"] = organisations[0].pk

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == NO and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", "Schrijf in één zin waarom je gemeente deze afspraak niet onderschrijft.")
        return cleaned
