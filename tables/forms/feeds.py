"""The form by which somebody makes a link for their own calendar program."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from tables.models import Table


class FeedForm(PortalForm):
    """Which meetings, and whether it rings."""

    table = forms.ModelChoiceField(
        label="Welke bijeenkomsten?",
        queryset=Table.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="Van al mijn tafels",
        help_text="Al je tafels: waar je een stoel hebt, voorzitter, begeleider of contactpersoon bent.",
        error_messages={"invalid_choice": "Kies een tafel uit de lijst."},
    )
    alarm = forms.BooleanField(label="Herinner me een uur van tevoren", required=False)

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        seen = Table.objects.visible_to(user).exclude(state=Table.State.ENDED)
        self.fields["table"].queryset = seen.order_by("name")
