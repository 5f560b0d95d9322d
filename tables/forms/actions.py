"""The forms for an action: noting it, and what can be done with it afterwards."""

from django import forms

from leerlandschap.commons.forms import DayField, PortalForm, PortalModelForm
from tables.models import Action

WHY = "Schrijf in één zin waarom."


class ActionForm(PortalModelForm):
    """What somebody at the table promises, and by when."""

    guarded = ("text",)

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


class ExplainForm(PortalForm):
    """A line on how an action stands."""

    guarded = ("text",)

    text = forms.CharField(
        label="Hoe staat het ervoor?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": "Schrijf in één zin hoe het ervoor staat.",
            "max_length": "Maak het korter: hooguit 600 tekens.",
        },
    )


class PostponeForm(PortalForm):
    """Another day, and why."""

    guarded = ("reason",)

    until = DayField(label="Nieuwe dag", required="Kies de nieuwe dag.")
    reason = forms.CharField(
        label="Waarom?",
        max_length=400,
        help_text="De reden blijft bij de actie staan.",
        error_messages={"required": WHY, "max_length": "Maak het korter: hooguit 400 tekens."},
    )


class DecideForm(PortalForm):
    """An answer to who asks for another day."""

    guarded = ("answer",)

    GRANT, REFUSE = "grant", "refuse"

    answer = forms.CharField(
        label="Je antwoord",
        max_length=400,
        required=False,
        help_text="Bij nee: schrijf waarom. Bij ja hoeft het niet.",
        error_messages={"max_length": "Maak het korter: hooguit 400 tekens."},
    )


class HandOverForm(PortalForm):
    """Who takes the action over."""

    to = forms.ModelChoiceField(
        label="Wie neemt de actie over?",
        queryset=None,
        empty_label="Kies iemand",
        error_messages={
            "required": "Kies wie de actie overneemt.",
            "invalid_choice": "Kies iemand die aan tafel zit of haar begeleidt, of een collega van je eigen organisatie.",
        },
    )

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people
