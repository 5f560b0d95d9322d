"""The form for a personal intention."""

from django import forms

from leerlandschap.commons.forms import PortalForm


class IntentionForm(PortalForm):
    """What somebody means to bring or do at the table; nobody has to."""

    guarded = ("intention",)

    intention = forms.CharField(
        label="Je persoonlijke intentie",
        help_text="Alleen wie aan de tafel zit of haar begeleidt, leest dit. Je kunt het altijd wijzigen of leegmaken.",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
