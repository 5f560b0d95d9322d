"""The form with which an editor tells everybody, in a sentence of their own, of something that not everybody reads."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from newsletter.models import Item

LONGEST = 400


class SentenceForm(PortalForm):
    """A heading and a sentence, and that everybody may read them."""

    guarded = ("title", "sentence")

    title = forms.CharField(
        label="Kop",
        max_length=Item._meta.get_field("title").max_length,
        error_messages={"required": "Geef het bericht een kop."},
    )
    sentence = forms.CharField(
        label="Je eigen zin",
        help_text="Alleen wat iedereen mag weten. Niet wie het zei, en niets waaraan je een kind, gezin of collega herkent.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Schrijf een zin."},
    )
    agreed = forms.BooleanField(
        label="Iedereen mag dit lezen, ook zonder account. Dat ik dit vrijgeef, wordt bewaard.",
        error_messages={"required": "Vink aan dat iedereen dit mag lezen. Kan dat niet, zet het er dan niet in."},
    )

    def words(self) -> dict[str, str]:
        """What was typed, as the flows take it."""
        return {name: self.cleaned_data[name].strip() for name in ("title", "sentence")}
