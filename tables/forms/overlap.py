"""The form to look for places where the same insight is already being gathered."""

from django import forms

from leerlandschap.commons.forms import PortalForm


class OverlapForm(PortalForm):
    """A text to compare; it is looked up and not kept."""

    tekst = forms.CharField(
        label="Doel of vraag",
        help_text="Schrijf wat je te weten wilt komen, in een of twee zinnen.",
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Looking changes nothing, so it needs no key.
        del self.fields["once"]
