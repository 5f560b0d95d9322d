"""The form for somebody's name and telephone number."""

from django import forms
from django.core.validators import RegexValidator

from leerlandschap.commons.forms import PortalForm
from leerlandschap.network.forms.fields import NameField
from leerlandschap.network.models import Person

NUMBER = "Vul een nummer in met cijfers, bijvoorbeeld 06 12 34 56 78."


class PersonForm(PortalForm):
    """How somebody is called, and called up."""

    name = NameField()
    phone = forms.CharField(
        label="Telefoon",
        help_text="Wie contactpersoon CLM is, staat met dit nummer op de openbare pagina Contact.",
        max_length=Person._meta.get_field("phone").max_length,
        required=False,
        validators=[RegexValidator(r"^\+?[0-9][0-9 ()-]{7,}$", NUMBER)],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )

    @classmethod
    def of(cls, person: Person) -> "PersonForm":
        """The form as it opens for somebody."""
        return cls(initial={"name": person.name, "phone": person.phone})
