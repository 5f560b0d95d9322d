"""The form for one of the five agreements."""

from django import forms
from django.utils import timezone

from leerlandschap.commons.forms import PortalForm
from tables.models import OpeningAgreement, Table
from tables.openness import OpennessField, narrowing_only


class AgreementForm(PortalForm):
    """What was agreed, when, and who may read it."""

    guarded = ("text",)

    text = forms.CharField(
        label="Wat spraken jullie af?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Schrijf op wat jullie afspraken."},
    )
    agreed_on = forms.DateField(
        label="Afgesproken op",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Vul in wanneer jullie dit afspraken.",
            "invalid": "Vul een datum in, zoals 12-1-2027.",
        },
    )

    def __init__(self, *args, table: Table, kind: str, agreement: OpeningAgreement | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = OpeningAgreement.QUESTIONS[kind]
        self.fields["agreed_on"].initial = timezone.localdate()
        self.fields["openness"] = narrowing_only(agreement) if agreement else OpennessField(table.openness)
        if agreement:
            self.initial |= {"text": agreement.text, "agreed_on": agreement.agreed_on}

    def clean_agreed_on(self):
        agreed_on = self.cleaned_data["agreed_on"]
        if agreed_on > timezone.localdate():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in waarop jullie het afspraken.")
        return agreed_on
