"""The form that asks whether somebody found what they hoped for."""

from django import forms

from leerlandschap.commons.forms import PortalModelForm
from tables.models import Seat


class FoundForm(PortalModelForm):
    """Met or not, in one line."""

    guarded = ("met_line",)

    class Meta:
        model = Seat
        fields = ["met", "met_line"]
        labels = {"met": "Vond je wat je hoopte?", "met_line": "In één regel"}
        help_texts = {"met_line": "Wat vond je, of wat miste je? Wie de tafel leidt leest dit."}
        widgets = {"met": forms.RadioSelect}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met"] = forms.ChoiceField(
            label="Vond je wat je hoopte?",
            choices=Seat.Met.choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Kies ja, deels of nee."},
        )
        self.fields["met_line"].required = False
        self.order_fields(["met", "met_line"])
