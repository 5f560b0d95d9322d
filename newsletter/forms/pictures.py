"""The form with which an editor puts a picture with a piece of news."""

import re

from django import forms

from leerlandschap.commons import files
from leerlandschap.commons.forms import PortalForm, UploadField
from newsletter.flows.pictures import MOST_BYTES
from newsletter.models import Picture

NAME_OF_A_FILE = re.compile(
    r"(?i)\.(jpe?g|png|gif|heic|webp)$|^(img|dsc[nf]?|pxl|image|foto|photo|screenshot)[-_ ]?\d+$"
)


class PictureForm(PortalForm):
    """A picture, and in words what is to be seen on it."""

    guarded = ("alt",)

    file = UploadField(
        label="Afbeelding",
        kinds=files.PICTURES,
        missing="Kies een afbeelding.",
        help_text=(
            f"Een png of jpg van hoogstens {MOST_BYTES // files.MEGABYTE} MB. We maken hem zo groot als een mail nodig heeft "
            "en halen eruit waar en waarmee hij gemaakt is. Iedereen kan hem zien: zet er geen kind of gezin op, en vraag "
            "wie erop staat of het mag."
        ),
    )
    alt = forms.CharField(
        label="Wat is erop te zien?",
        help_text=(
            "Eén zin voor wie hem niet ziet of geen afbeeldingen ophaalt, bijvoorbeeld: Zes mensen rond een tafel vol briefjes. "
            "Je kunt dit later invullen, maar zonder deze zin gaat de editie niet weg."
        ),
        max_length=Picture._meta.get_field("alt").max_length,
        required=False,
    )

    def __init__(self, *args, picture: Picture | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if picture:
            self.fields["file"].required = False
            self.fields["file"].label = "Een andere afbeelding"

    def clean_alt(self) -> str:
        alt = " ".join(self.cleaned_data["alt"].split())
        if NAME_OF_A_FILE.search(alt):
            raise forms.ValidationError("Dit is de naam van een bestand. Schrijf wat erop te zien is.")
        return alt
