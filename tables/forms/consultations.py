"""Forms for consultations that others organise."""

from django import forms

from leerlandschap.commons.forms import PortalForm, WebAddressField
from tables.forms.region import RegionForm
from tables.models import Consultation, Openness

OPEN_TO = [(Openness.PUBLIC, "iedereen"), (Openness.NETWORK, "wie is ingelogd")]


class ConsultationForm(RegionForm):
    """What it is, who organises it, what for, and where it stands in the region."""

    guarded = ("aim",)

    regular = forms.TypedChoiceField(
        label="Wanneer komt het bijeen?",
        choices=[("ja", "regelmatig"), ("nee", "ad hoc, als het nodig is")],
        coerce=lambda value: value == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het regelmatig of ad hoc bijeenkomt."},
    )
    link = WebAddressField(
        label="Website",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="Een openbare pagina waar je meer leest.",
    )
    openness = forms.ChoiceField(
        label="Wie mag dit lezen?",
        choices=OPEN_TO,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wie dit mag lezen."},
    )

    class Meta:
        model = Consultation
        fields = ["name", "organiser", "aim", "purpose", "regular", "rhythm", "link", "openness"]
        widgets = {"aim": forms.Textarea(attrs={"rows": 4}), "purpose": forms.RadioSelect}
        labels = {"name": "Naam", "organiser": "Wie het organiseert", "rhythm": "Hoe vaak"}
        help_texts = {
            "name": "Zo heet het ook bij de organisator.",
            "organiser": "Een organisatie, geen persoon.",
            "aim": "Waar is het voor? Schrijf voor iemand die het overleg niet kent. Noem waar je dit van weet.",
            "rhythm": "Bijvoorbeeld: elke twee maanden.",
        }
        error_messages = {
            "name": {
                "required": "Geef het overleg een naam.",
                "unique": "Dit overleg staat er al. Wijzig dat, of kies een andere naam.",
            },
            "organiser": {"required": "Vul in wie het organiseert."},
            "aim": {"required": "Schrijf op waar het overleg voor is."},
            "purpose": {"required": "Kies waar het overleg voor bedoeld is."},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = Consultation.Purpose.choices
        self.initial["regular"] = "ja" if self.instance.regular else "nee"


class EndForm(PortalForm):
    """Take a consultation off the map, or put it back."""

    ended = forms.TypedChoiceField(choices=[("ja", "ja"), ("nee", "nee")], coerce=lambda value: value == "ja")
