"""The form of a view of the inbox."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.guard import GuardedTextField
from signals.models import SavedView


class ViewForm(PortalForm):
    """Giving what is asked of the inbox a name."""

    name = GuardedTextField(
        label="Naam",
        help_text="Zo staat de weergave boven je lijst. Alleen jij ziet haar.",
        max_length=SavedView._meta.get_field("name").max_length,
        rows=1,
        error_messages={"required": "Geef de weergave een naam, bijvoorbeeld: Van mij en te laat."},
    )
    is_first = forms.BooleanField(label="Open de lijst voortaan hiermee", required=False)
