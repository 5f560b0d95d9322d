"""Forms for the texts of the website."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.models import Passage

LINK = "Vul een volledig adres in, bijvoorbeeld https://www.sociaaldomeinflevoland.nl."


class TextForm(PortalForm):
    """The words of one text, and the version its editor saw."""

    title = forms.CharField(
        label="Titel",
        max_length=Passage._meta.get_field("title").max_length,
        error_messages={"required": "Geef de tekst een titel."},
    )
    body = forms.CharField(
        label="Tekst",
        help_text="Een lege regel begint een alinea. Regels die met een streepje beginnen worden een lijst.",
        max_length=Passage._meta.get_field("body").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    link = forms.URLField(
        label="Link",
        max_length=200,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": LINK},
    )
    # The version that the editor saw: a save that would undo somebody else's is stopped.
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, passage: Passage) -> "TextForm":
        """The form as it opens for a text."""
        fields = {"title": passage.title, "body": passage.body, "link": passage.link, "seen": passage.version}
        return cls(initial=fields)

    def words(self) -> dict:
        """What a flow takes: title, text and link."""
        return {name: self.cleaned_data[name] for name in ("title", "body", "link")}

    def as_it_will_look(self) -> Passage:
        """The text as it will stand on the website, not saved. Only of a valid form."""
        return Passage(**self.words())

    def take_over(self, passage: Passage) -> None:
        """Count the text as it stands now as seen, so that saving once more replaces it knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = passage.version


class MoveForm(PortalForm):
    """One place up or down in a list."""

    direction = forms.ChoiceField(choices=[("omhoog", "omhoog"), ("omlaag", "omlaag")])

    def up(self) -> bool:
        return self.cleaned_data["direction"] == "omhoog"


class HideForm(PortalForm):
    """Take a text from the website, or put it back."""

    hidden = forms.TypedChoiceField(choices=[("ja", "ja"), ("nee", "nee")], coerce=lambda value: value == "ja")


class PressForm(PortalForm):
    """A button that needs nothing but its key."""
