"""The form for a working agreement."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from tables.models import Table
from tables.openness import OpennessField


class WorkingAgreementForm(PortalForm):
    """What the table agrees to do differently from now on, and who may read it."""

    text = forms.CharField(
        label="Wat spreken we af?",
        help_text="Eén afspraak in één zin: wie doet wat, en wanneer.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf de afspraak in één zin."},
    )

    def __init__(self, *args, table: Table, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openness"] = OpennessField(table.openness)
