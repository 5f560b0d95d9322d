"""Who comes next when somebody leaves, so that nothing they had promised is left without an owner.

In this order: the successor, an organisatiebeheerder of the organisation for which it was promised, the table's contactpersoon
CLM, its chair, and the regional office.
"""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone

from leerlandschap.network.models import Organisation, Person
from leerlandschap.network.roles import Role
from tables.flows import actions
from tables.models import Table


def after(
    person: Person, *, to: Person | None, table: Table, organisation: Organisation | None
) -> tuple[Person, Organisation | None] | None:
    """Who takes over what `person` promised at `table` for `organisation`, and for which organisation they do.

    None when there is nobody.
    """
    heir = next(iter(_in_line(person, to, table, organisation)), None)
    if heir is None:
        return None
    works_there = organisation is not None and _works_at(heir, organisation)
    return heir, organisation if works_there else actions.acting_for(heir, table)


def administered_by(person: Person) -> QuerySet[Organisation]:
    """The organisations of which somebody is organisatiebeheerder."""
    running = person.role_assignments.running(timezone.localdate()).filter(role=Role.ORGANISATION_ADMIN)
    return Organisation.objects.filter(pk__in=running.values("organisation"))


def _in_line(person: Person, to: Person | None, table: Table, organisation: Organisation | None) -> Iterator[Person]:
    """Who could get it, the first first; never the one who leaves."""
    table = Table.objects.select_related("theme__clm_contact", "clm_contact", "chair").get(pk=table.pk)
    named = [to, *_administrators(organisation), table.contact(), table.chair, *_office()]
    return (one for one in named if one is not None and one.pk != person.pk)


def _administrators(organisation: Organisation | None) -> Iterator[Person]:
    if organisation is not None:
        role = Q(role_assignments__role=Role.ORGANISATION_ADMIN, role_assignments__organisation=organisation)
        yield from _with_role(role)


def _office() -> Iterator[Person]:
    yield from _with_role(Q(role_assignments__role=Role.REGIONAL_OFFICE))


def _with_role(role: Q) -> QuerySet[Person]:
    today = timezone.localdate()
    runs = Q(role_assignments__started_on__lte=today)
    lasts = Q(role_assignments__ended_on=None) | Q(role_assignments__ended_on__gt=today)
    return Person.objects.filter(role & runs & lasts, user__is_active=True).order_by("role_assignments__pk")[:2]


def _works_at(person: Person, organisation: Organisation) -> bool:
    return Person.objects.at(organisation, timezone.localdate()).filter(pk=person.pk).exists()
