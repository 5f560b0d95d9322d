"""The form in which somebody says that they are away."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from leerlandschap.commons.forms import DayField, PortalForm
from leerlandschap.network.models import Person, RoleAssignment
from leerlandschap.network.roles import Role


def may_stand_in() -> QuerySet[Person]:
    """Who can stand in: whoever has the same rights, contactpersonen CLM and the regional office."""
    running = RoleAssignment.objects.running(timezone.localdate())
    roles = running.filter(role__in=[Role.CLM, Role.REGIONAL_OFFICE])
    return Person.objects.filter(pk__in=roles.values("person"), user__is_active=True).order_by("name")


class AbsenceForm(PortalForm):
    """From when to when, and who stands in."""

    first_day = DayField(label="Eerste dag")
    last_day = DayField(label="Laatste dag")
    stand_in = forms.ModelChoiceField(
        label="Wie valt voor je in?",
        queryset=None,
        empty_label="Kies een collega",
        error_messages={
            "required": "Kies wie voor je invalt.",
            "invalid_choice": "Kies een contactpersoon CLM of iemand van het regiobureau.",
        },
    )

    def __init__(self, *args, person, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = may_stand_in().exclude(pk=person.pk)
