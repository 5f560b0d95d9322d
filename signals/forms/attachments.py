"""Adding files to what somebody sends: several at once, and said again when the browser lost them."""

from django import forms

from leerlandschap.commons import files
from signals.flows.attachments import AT_ONCE, MANY, MOST_BYTES

ENDINGS = ",".join(sorted(ending for kind in files.PAPERS for ending in kind.endings))
AGAIN = "Er ging nog iets niet goed. Een browser onthoudt geen bestanden: kies ze straks opnieuw."


class SeveralFiles(forms.FileInput):
    """A control that takes more than one file."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name) -> list:
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []


class AttachmentsField(forms.FileField):
    """Some files, or none."""

    def __init__(self) -> None:
        super().__init__(
            label="Foto of document",
            required=False,
            max_length=200,
            help_text=(
                f"Hoogstens {AT_ONCE}, elk {MOST_BYTES // files.MEGABYTE} MB: foto, pdf, Word, Excel, PowerPoint, OpenDocument. "
                "We halen eruit wie het maakte, waar en wanneer. Kijk zelf of er niemand op of in te herkennen is."
            ),
            widget=SeveralFiles(attrs={"accept": ENDINGS}),
            error_messages={
                "empty": files.EMPTY,
                "max_length": "De naam van het bestand is te lang. Geef het een kortere naam.",
                "invalid": "Kies een bestand.",
            },
        )

    def clean(self, data, initial=None) -> list:
        """The files. Raises ValidationError for too many, and for one that is empty."""
        if len(data or []) > AT_ONCE:
            raise forms.ValidationError(MANY)
        return [super(AttachmentsField, self).clean(one, initial) for one in data or []]


class TakesAttachments:
    """Part of a form with a field `attachments`: who must send it again is told that the files are to be chosen again."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.errors and self.files and "attachments" not in self.errors:
            self.add_error("attachments", AGAIN)
