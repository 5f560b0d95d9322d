"""The forms of what is kept: a reason to keep longer, and the term of a kind."""

from django import forms

from leerlandschap.commons.forms import DayField, PortalForm, PortalModelForm
from leerlandschap.commons.guard import GuardedTextField
from signals.models import RetentionTerm


class DestroyForm(PortalForm):
    """A button: nothing to fill in but the key that makes pressing twice harmless."""


class KeepForm(PortalForm):
    """Keeping longer: until when, and why."""

    until = DayField(label="Bewaar tot en met", required="Kies tot en met welke dag ze bewaard blijven.")
    reason = GuardedTextField(
        label="Waarom langer?",
        help_text="Wie over bewaren beslist, leest dit. Schrijf niets uit de ervaring zelf.",
        max_length=400,
        rows=3,
        error_messages={"required": "Schrijf in een paar woorden waarom deze ervaringen langer nodig zijn."},
    )


class TermForm(PortalModelForm):
    """How many months a kind is kept, and where that stands."""

    guarded = ("source",)

    class Meta:
        model = RetentionTerm
        fields = ["months", "source"]
        error_messages = {
            "months": {
                "required": "Vul een aantal maanden in.",
                "invalid": "Vul een heel aantal maanden in, bijvoorbeeld 24.",
                "min_value": "Bewaar minstens één maand.",
                "max_value": "Bewaar hoogstens 240 maanden (twintig jaar).",
            },
            "source": {"required": "Schrijf waar deze termijn staat, bijvoorbeeld in de selectielijst."},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["months"] = forms.IntegerField(
            label="Maanden na afsluiting", min_value=1, max_value=240,
            error_messages=self.Meta.error_messages["months"],
        )  # fmt: skip
