"""Choosing for which organisations something holds."""

from django import forms
from django.db.models import Q, QuerySet

from leerlandschap.commons.forms import SeveralField
from leerlandschap.network.models import Organisation, OrganisationKind
from tables.models import Table


def organisations_for(table: Table) -> QuerySet[Organisation]:
    """The municipalities, and who else sits at the table."""
    seated = Organisation.objects.filter(
        seats__cycle__table=table, seats__cycle__ended_on=None, seats__state="accepted"
    ).values("pk")
    municipal = Q(kind=OrganisationKind.MUNICIPALITY)
    return Organisation.objects.active().filter(municipal | Q(pk__in=seated)).order_by("kind", "name")


class HoldsForField(SeveralField):
    """The organisations for which it holds; none ticked is everyone at the table."""

    def __init__(self, table: Table, **kwargs) -> None:
        defaults = {
            "label": "Voor wie geldt het?",
            "help_text": "Vink niemand aan als het voor iedereen aan tafel geldt.",
            "required": False,
            "widget": forms.CheckboxSelectMultiple,
            "error_messages": {"invalid_choice": "Kies een organisatie van de lijst."},
        }
        super().__init__(organisations_for(table), **defaults | kwargs)
