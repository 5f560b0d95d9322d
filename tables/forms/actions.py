"""The form for an action."""

from django import forms

from leerlandschap.commons.forms import PortalModelForm
from tables.models import Action


class ActionForm(PortalModelForm):
    """What somebody at the table promises, and by when."""

    class Meta:
        model = Action
        fields = ["text", "owner", "due_on"]
        labels = {"text": "Wat gaan we doen?", "owner": "Wie doet het?", "due_on": "Wanneer is het klaar?"}
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        error_messages = {
            "text": {"required": "Schrijf in één zin wat er gebeurt."},
            "due_on": {"invalid": "Vul een datum in, bijvoorbeeld 12-1-2027."},
        }

    def __init__(self, *args, company, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = company
        self.fields["owner"].empty_label = "nog niemand"
        self.fields["owner"].error_messages["invalid_choice"] = "Kies iemand die aan tafel zit of haar begeleidt."
