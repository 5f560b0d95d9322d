"""The form for a quote from a monitoring document."""

from django import forms

from leerlandschap.commons.forms import PortalForm, PortalModelForm
from tables.models import ChallengeQuote


class QuoteForm(PortalModelForm):
    """What a monitoring document says of the opgave, and where."""

    guarded = ("text",)

    class Meta:
        model = ChallengeQuote
        fields = ["text", "document", "document_version", "page", "product"]
        labels = {"text": "Citaat", "document_version": "Versie of datum"}
        help_texts = {
            "text": "Neem de woorden van het document letterlijk over.",
            "document": "Bijvoorbeeld: Bijlage 12, monitoring en data.",
            "product": "Bij welk contractproduct hoort dit uitgangspunt?",
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        error_messages = {
            "text": {"required": "Neem het citaat over."},
            "document": {"required": "Vul in uit welk document het citaat komt."},
            "document_version": {"required": "Vul in welke versie dat is, of van welke datum."},
        }


class MoveForm(PortalForm):
    """A button that moves a quote up or down."""

    direction = forms.ChoiceField(choices=[("omhoog", "omhoog"), ("omlaag", "omlaag")])
