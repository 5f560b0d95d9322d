"""The form in which somebody writes to a whole table."""

from django import forms

from leerlandschap.commons.forms import PortalForm


class TableMessageForm(PortalForm):
    """A short text."""

    guarded = ("text",)

    text = forms.CharField(
        label="Je bericht",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Schrijf geen namen of gegevens van kinderen of ouders op.",
        error_messages={
            "required": "Schrijf wat je de tafel wilt laten weten.",
            "max_length": "Maak het korter: hooguit 3.000 tekens.",
        },
    )
