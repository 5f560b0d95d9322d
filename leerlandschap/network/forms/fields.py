"""Fields that several forms of the network ask for, with one way of asking."""

from django import forms
from django.core.exceptions import ValidationError

from leerlandschap.commons import addresses
from leerlandschap.network.models import RoleAssignment
from leerlandschap.network.roles import may_grant

ADDRESS = "Vul een volledig adres in, bijvoorbeeld naam@organisatie.nl."


class NameField(forms.CharField):
    """Somebody's first and last name."""

    def __init__(self, *, label: str = "Naam", **kwargs) -> None:
        errors = {"required": "Vul een voor- en achternaam in."}
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        super().__init__(**{"label": label, "max_length": 120, "error_messages": errors, "widget": widget} | kwargs)


class WorkAddressField(forms.EmailField):
    """A work address, in the one way that addresses are written."""

    def __init__(self, *, label: str = "Werkadres", **kwargs) -> None:
        errors = {"required": ADDRESS, "invalid": ADDRESS}
        widget = forms.EmailInput(attrs={"autocomplete": "off"})
        super().__init__(**{"label": label, "max_length": 254, "error_messages": errors, "widget": widget} | kwargs)

    def clean(self, value) -> str:
        address = super().clean(value)
        return addresses.canonical(address) if address else address


class FunctionField(forms.CharField):
    """What somebody does there."""

    def __init__(self, *, label: str = "Functie", **kwargs) -> None:
        super().__init__(**{"label": label, "max_length": 120, "required": False} | kwargs)


def role_choices(user, organisation=None) -> list[tuple[str, str]]:
    """The roles that `user` may give, for `organisation` where one is given; first of all: none."""
    roles = RoleAssignment._meta.get_field("role").choices
    return [("", "geen aparte rol"), *(pair for pair in roles if may_grant(user, pair[0], organisation))]


def require_work_address(address: str) -> None:
    """Raises ValidationError for an address at a provider where anybody can have one."""
    if addresses.domain_of(address) in addresses.FREE_MAIL:
        raise ValidationError("Gebruik een werkadres: daaraan zien we voor welke organisatie iemand werkt.")
