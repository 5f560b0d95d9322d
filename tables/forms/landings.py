"""The forms of a landing: where an insight lands, the steps it takes, and that a frame was revised."""

from django import forms
from django.utils import timezone

from leerlandschap.commons.forms import DayField, PortalForm, PortalModelForm
from leerlandschap.network.models import Organisation, User
from tables.forms.holds_for import HoldsForField
from tables.forms.questions import owners
from tables.landing_steps import Step
from tables.models import Landing, Table


class LandingForm(PortalModelForm):
    """Where an insight lands, who sees to it, for whom it holds and when."""

    guarded = ("what",)

    class Meta:
        model = Landing
        fields = ["kind", "steers", "what", "owner", "organisation", "due_on"]
        labels = {
            "kind": "Waar landt het?",
            "steers": "Aan wie gaat de sturing?",
            "what": "Wat verandert er?",
            "owner": "Wie zorgt hiervoor?",
            "organisation": "Namens welke organisatie?",
        }
        help_texts = {
            "steers": "Alleen bij sturing.",
            "what": "Eén zin: wie doet voortaan wat. Wordt het een werkafspraak, dan is dit haar tekst.",
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 2})}
        error_messages = {
            "kind": {"required": "Kies waar het inzicht landt."},
            "what": {"required": "Schrijf in één zin wat er verandert."},
        }

    def __init__(self, *args, table: Table, by: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners(table, by, besides=self.instance.owner_id).order_by("name")
        self.fields["owner"].empty_label = "nog niemand"
        self.fields["organisation"].queryset = Organisation.objects.active()
        self.fields["organisation"].empty_label = "geen"
        self.fields["due_on"] = DayField(label="Wanneer moet het er zijn?")
        self.fields["due_on"].required = False
        self.fields["holds_for"] = HoldsForField(table)
        if self.instance.pk:
            self.initial["holds_for"] = list(self.instance.holds_for.values_list("pk", flat=True))
        if self.instance.pk and self.instance.state != Landing.State.PROPOSED:
            for name in ("kind", "steers", "what", "holds_for"):
                del self.fields[name]


class StepForm(PortalForm):
    """A step of a landing, with the words it asks for."""

    guarded = ("words",)

    to = forms.ChoiceField(choices=Landing.State, widget=forms.HiddenInput)
    words = forms.CharField(max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, step: Step, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"to": step.to}, "auto_id": f"{step.to}-%s"} | kwargs)
        self.step = step
        words = self.fields["words"]
        words.label, words.required = step.asks, step.must_say
        words.error_messages["required"] = f"{step.asks} Schrijf het in één zin."


class FrameForm(PortalForm):
    """That a frame was revised because of the landing."""

    on = DayField(label="Wanneer is het kader herzien?")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, "auto_id": "kader-%s"} | kwargs)
