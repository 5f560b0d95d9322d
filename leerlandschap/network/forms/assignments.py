"""The form for giving a role."""

from django import forms

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.models import Organisation, RoleAssignment
from leerlandschap.network.roles import ROLES_FOR_AN_ORGANISATION, Role

LOCAL = ", ".join(role.label for role in Role if role in ROLES_FOR_AN_ORGANISATION)


class AssignmentForm(PortalForm):
    """Which role, and for which organisation where it is a local one."""

    role = forms.ChoiceField(
        label="Rol",
        choices=[("", "Kies een rol"), *RoleAssignment._meta.get_field("role").choices],
        error_messages={"required": "Kies een rol."},
    )
    organisation = forms.ModelChoiceField(
        label="Bij organisatie",
        help_text=f"Alleen nodig voor: {LOCAL}. Andere rollen gelden in het hele portaal.",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Hele portaal",
    )

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
