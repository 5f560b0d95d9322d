"""The form of an answer that is given more often."""

from leerlandschap.commons.forms import PortalModelForm
from signals.models import StandardAnswer

HELP = {
    "title": "Zo kies je het straks uit de lijst.",
    "text": "Een begin dat je per afzender aanpast. Geen namen of andere gegevens waaraan iemand te herkennen is.",
}


class StandardAnswerForm(PortalModelForm):
    """Its name, its text, and where it is offered."""

    guarded = ("title", "text")

    class Meta:
        model = StandardAnswer
        fields = ["title", "text", "use", "kind"]
        help_texts = HELP
        error_messages = {
            "title": {"required": "Geef het antwoord een naam, bijvoorbeeld: Ontvangen, we zoeken het uit."},
            "text": {"required": "Schrijf de tekst waarmee een behandelaar begint."},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("use", "overal"), ("kind", "alle soorten")):
            field = self.fields[name]
            field.choices = [("", words), *[one for one in field.choices if one[0]]]
