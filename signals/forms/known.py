"""The forms around what lies on a table already."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from tables.models import Openness, Theme

LEVELS = [
    ("", "Nergens: alleen wie aan de tafel zit leest het"),
    (Openness.NETWORK, "Aan iedereen met een account"),
    (Openness.PUBLIC, "Aan iedereen, ook zonder account"),
]


class ShowForm(PortalForm):
    """To whom what a bundle tells is shown."""

    level = forms.ChoiceField(
        label="Wie mag dit lezen?", choices=LEVELS, required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de drie."},
    )  # fmt: skip


class LikeForm(forms.Form):
    """What somebody looks for. It is sent and not asked for by address, so that it stands in no log."""

    text = forms.CharField(
        label="Waar loop je tegenaan?", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=4000
    )
    theme = forms.ModelChoiceField(
        label="Thema", queryset=Theme.objects.all(), required=False, empty_label="Alle thema’s"
    )
