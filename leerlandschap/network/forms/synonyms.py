"""The form for a group of words that search takes for each other."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.models import Synonym


class SynonymForm(PortalForm):
    """The words and expressions of one group, with commas between them."""

    words = forms.CharField(
        label="Woorden die hetzelfde betekenen",
        help_text="Zet een komma tussen de woorden, bijvoorbeeld: wachtlijst, wachttijd, doorlooptijd. "
        "Meervouden en samenstellingen herkent het portaal zelf.",
        max_length=Synonym._meta.get_field("words").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Vul ten minste twee woorden in."},
    )
