"""The part of a form that says where something stands in the region: movements, base processes, and the worlds it joins."""

from django import forms

from leerlandschap.commons.forms import PortalModelForm
from tables.models import InRegion

GROUPS = {
    "movements": (
        InRegion.MOVEMENTS,
        "Bewegingen",
        "Wat doet het: mensen verbinden, verdiepen, of verspreiden wat werkt?",
    ),
    "processes": (InRegion.PROCESSES, "Basisprocessen", "Waar in de PDCA-cyclus speelt het?"),
    "worlds": (InRegion.WORLDS, "Verbindt", "Welke van deze vier komen hier samen?"),
}


class RegionForm(PortalModelForm):
    """A form on something that stands in the region: one box for each mark, in three groups, none of them obliged."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for group, (names, label, hint) in GROUPS.items():
            self.fields[group] = forms.MultipleChoiceField(
                label=label,
                choices=[(name, self._meta.model._meta.get_field(name).verbose_name) for name in names],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                help_text=hint,
                error_messages={"invalid_choice": "Kies uit de lijst."},
            )
            self.initial[group] = [name for name in names if getattr(self.instance, name)]

    def clean(self):
        cleaned = super().clean()
        for group, (names, *_words) in GROUPS.items():
            for name in names:
                setattr(self.instance, name, name in cleaned.get(group, []))
        return cleaned

    def changed_fields(self) -> list[str]:
        """The fields of the row that somebody changed, the marks among them by their own names."""
        marks = [name for group, (names, *_words) in GROUPS.items() if group in self.changed_data for name in names]
        before = {name for group in GROUPS for name in self.initial[group]}
        return super().changed_fields() + [name for name in marks if getattr(self.instance, name) != (name in before)]
