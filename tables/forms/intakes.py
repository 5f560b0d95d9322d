"""The forms for bringing in a workbook."""

from django import forms

from leerlandschap.commons.forms import PortalForm


class UploadForm(PortalForm):
    """Choosing the workbook."""

    workbook = forms.FileField(
        label="Je ingevulde sjabloon",
        help_text="Een rekenblad (.xlsx of .ods) van hoogstens 5 MB. Je ziet eerst wat er verandert.",
        allow_empty_file=True,
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
        error_messages={
            "required": "Kies een bestand om in te lezen.",
            "missing": "Kies een bestand om in te lezen.",
            "invalid": "Er kwam geen bestand mee. Kies het bestand opnieuw.",
            "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
        },
    )


class TakeOverForm(PortalForm):
    """The button under a preview; `seen` says which preview was looked at."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class DiscardForm(PortalForm):
    """The button that throws a preview away."""
