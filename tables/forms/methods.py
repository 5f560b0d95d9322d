"""The forms of the library of werkvormen."""

from django import forms

from leerlandschap.commons.forms import PortalForm, PortalModelForm
from tables.models import Method


class MethodForm(PortalModelForm):
    """A werkvorm: what it is for, with how many, how long, in which steps."""

    guarded = ("purpose", "steps")

    class Meta:
        model = Method
        fields = ["name", "purpose", "group_min", "group_max", "minutes", "steps"]
        labels = {
            "name": "Naam",
            "purpose": "Waar is het goed voor?",
            "group_min": "Vanaf hoeveel mensen?",
            "group_max": "Tot en met hoeveel mensen?",
            "minutes": "Hoeveel minuten?",
            "steps": "Stappen",
        }
        help_texts = {
            "purpose": "Eén of twee zinnen: wat levert het op, en wanneer kies je het?",
            "steps": "Eén stap per regel, in gewone woorden. Zo kan iemand die het nooit deed het begeleiden.",
        }
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "steps": forms.Textarea(attrs={"rows": 8}),
        }
        error_messages = {
            "name": {"required": "Geef de werkvorm een naam.", "unique": "Er is al een werkvorm met deze naam."},
            "purpose": {"required": "Schrijf waar de werkvorm goed voor is."},
            "group_min": {"required": "Vul een aantal in vanaf 1."},
            "group_max": {"required": "Vul een aantal in."},
            "minutes": {"required": "Vul een aantal minuten in."},
            "steps": {"required": "Schrijf de stappen op, één per regel."},
        }

    def clean(self):
        cleaned = super().clean()
        low, high = cleaned.get("group_min"), cleaned.get("group_max")
        if low is not None and high is not None and high < low:
            self.add_error("group_max", "Dit moet minstens zo veel zijn als het kleinste aantal.")
        return cleaned


class RetireForm(PortalForm):
    """Whether a werkvorm can still be picked."""

    retired = forms.TypedChoiceField(choices=[("ja", "ja"), ("nee", "nee")], coerce=lambda value: value == "ja")
