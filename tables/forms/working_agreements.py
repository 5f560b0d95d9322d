"""The form for a working agreement."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Organisation
from tables.forms.holds_for import HoldsForField
from tables.models import Table, WorkingAgreement
from tables.openness import OpennessField


class WorkingAgreementForm(PortalForm):
    """What the table agrees to do differently from now on, and who may read it."""

    guarded = ("text",)

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


class ForWhomForm(PortalForm):
    """For whom a working agreement holds."""

    def __init__(self, *args, agreement: WorkingAgreement, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["holds_for"] = HoldsForField(agreement.table)
        named = agreement.holds_for.all()
        field.queryset = (field.queryset | Organisation.objects.filter(pk__in=named.values("pk"))).distinct()
        self.initial["holds_for"] = [one.pk for one in named]
