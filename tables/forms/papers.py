"""The form with which somebody hangs a paper on an agenda item or a meeting."""

from django import forms

from leerlandschap.commons import files
from leerlandschap.commons.forms import PortalForm
from tables.flows.papers import MOST_BYTES
from tables.models import Paper
from tables.openness import OpennessField

ENDINGS = ",".join(sorted(ending for kind in files.PAPERS for ending in kind.endings))


class PaperForm(PortalForm):
    """A file, what it is called on the agenda, and who reads it."""

    file = forms.FileField(
        label="Bestand",
        max_length=200,
        help_text=(
            f"Pdf, Word, Excel, PowerPoint, OpenDocument of een plaatje (png, jpg), hoogstens {MOST_BYTES // files.MEGABYTE} "
            "MB. Uit een plaatje halen we weg waar het gemaakt is, uit Office en OpenDocument de naam van de maker. "
            "Namen in een pdf, in opmerkingen en in bijgehouden wijzigingen blijven staan: haal die zelf weg."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        error_messages={
            "required": "Kies een bestand.",
            "empty": files.EMPTY,
            "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
            "invalid": "Kies een bestand.",
        },
    )
    title = forms.CharField(
        label="Hoe heet het op de agenda?",
        max_length=Paper._meta.get_field("title").max_length,
        required=False,
        help_text="Laat je dit leeg, dan staat de naam van het bestand er.",
    )

    field_order = ["file", "title", "openness"]

    def __init__(self, *args, parent: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["openness"] = OpennessField(
            parent, help_text="Wie mag dit lezen? Opener dan waar het bij hoort kan niet."
        )
        self.order_fields(self.field_order)
