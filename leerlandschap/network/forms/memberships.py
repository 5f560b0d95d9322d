"""The form for somebody's leaving."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Person


class LeavingForm(PortalForm):
    """Who takes over."""

    successor = forms.ModelChoiceField(
        label="Wie neemt het over?",
        help_text="Wie hier niemand kiest, geeft stoelen en taken terug aan de regio.",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Niemand",
    )

    def __init__(self, *args, colleagues, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = colleagues
