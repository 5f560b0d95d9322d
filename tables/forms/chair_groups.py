"""The form for a group of chairs in the seating plan."""

from django import forms

from leerlandschap.commons.forms import PortalModelForm
from leerlandschap.network.models import Organisation, OrganisationKind
from tables.models import ChairGroup

EMPTY = "Kies een perspectief of een organisatie."


class ChairGroupForm(PortalModelForm):
    """For whom chairs are kept: a perspective as a whole or one organisation, how many, and why."""

    guarded = ("why",)

    class Meta:
        model = ChairGroup
        fields = ["perspective", "organisation", "chairs", "for_whom", "why", "kept_until"]
        labels = {"organisation": "Voor één organisatie", "kept_until": "Vrijgehouden tot en met"}
        help_texts = {
            "organisation": "Laat leeg als de stoelen voor het hele perspectief zijn.",
            "kept_until": "Tot en met deze dag zijn de stoelen alleen voor dit perspectief. Daarna zijn ze voor iedereen.",
            "why": "Waarom hoort dit perspectief aan tafel?",
        }
        widgets = {
            "why": forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
            "kept_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "for_whom": forms.RadioSelect,
        }
        error_messages = {
            "chairs": {"min_value": "Vul één stoel in, of meer.", "max_value": "Vul hoogstens 20 stoelen in."},
            "kept_until": {"invalid": "Vul een datum in, bijvoorbeeld 12-1-2027."},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perspective"].required = False
        self.fields["perspective"].choices = [("", "Kies een perspectief"), *OrganisationKind.choices]
        self.fields["organisation"].queryset = Organisation.objects.active()
        self.fields["organisation"].empty_label = "het hele perspectief"

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("organisation"):
            cleaned["perspective"] = cleaned["organisation"].kind
        elif not cleaned.get("perspective") and "perspective" not in self.errors:
            self.add_error("perspective", EMPTY)
        return cleaned
