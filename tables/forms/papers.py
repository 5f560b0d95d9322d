"""The form with which somebody hangs a paper on an agenda item or a meeting."""

from django import forms

from leerlandschap.commons import files
from leerlandschap.commons.forms import PortalForm, UploadField
from tables.flows.papers import MOST_BYTES
from tables.models import Paper
from tables.openness import OpennessField


class PaperForm(PortalForm):
    """A file, what it is called on the agenda, and who reads it."""

    file = UploadField(
        label="Bestand",
        kinds=files.PAPERS,
        missing="Kies een bestand.",
        help_text=(
            f"Pdf, Word, Excel, PowerPoint, OpenDocument of een plaatje (png, jpg), hoogstens {MOST_BYTES // files.MEGABYTE} "
            "MB. Uit een plaatje halen we weg waar het gemaakt is, uit Office en OpenDocument de naam van de maker. "
            "Namen in een pdf, in opmerkingen en in bijgehouden wijzigingen blijven staan: haal die zelf weg."
        ),
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
