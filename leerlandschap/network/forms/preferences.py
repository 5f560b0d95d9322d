"""The form in which somebody chooses how often to be mailed."""

from django import forms

from leerlandschap.commons import notices
from leerlandschap.commons.forms import PortalForm
from leerlandschap.commons.models import Rhythm


class PreferencesForm(PortalForm):
    """A choice for each group of reminders."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for group in notices.groups():
            self.fields[group.code] = forms.ChoiceField(
                label=group.label,
                help_text=group.text,
                choices=[(rhythm, Rhythm(rhythm).label) for rhythm in group.rhythms],
                initial=group.unless_chosen,
                error_messages={
                    "required": "Kies hoe vaak je hierover mail wilt.",
                    "invalid_choice": "Kies een van de genoemde mogelijkheden.",
                },
            )

    def chosen(self) -> dict[str, str]:
        """Per group the rhythm."""
        return {group.code: self.cleaned_data[group.code] for group in notices.groups()}
