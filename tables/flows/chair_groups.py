"""The seating plan: adding, changing and removing groups of chairs, and a proposal to begin with."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Sum
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import OrganisationKind, User
from tables.flows import chairs as seats
from tables.models import ChairGroup, Participation, Table

MOST_CHAIRS = 60
TOO_MANY = "Met deze stoelen komt de tafel op {chairs}. Aan een tafel passen er hoogstens 60."
THERE = "Deze partij staat al in het stoelenplan. Wijzig daar het aantal stoelen."
GONE = "Deze regel staat niet meer in het stoelenplan. Ververs de pagina."
# Beside the municipalities of the theme: the perspectives that the seed names, with the chairs they begin with.
PROPOSED = [
    (OrganisationKind.REFERRER, 2),
    (OrganisationKind.PROVIDER, 4),
    (OrganisationKind.CERTIFIED_INSTITUTION, 1),
    (OrganisationKind.KNOWLEDGE_PARTNER, 1),
]


@transaction.atomic
def add(group: ChairGroup, *, by: User) -> ChairGroup:
    """Put a group of chairs at the end of the plan. Raises ValidationError."""
    table = _held(group.table)
    last = table.chair_groups.aggregate(last=Max("position"))["last"]
    group.position = 0 if last is None else last + 1
    _save(group)
    audit.record(by, "seating_plan.added", on=table, who=str(group), chairs=group.chairs)
    _count(table)
    return group


@transaction.atomic
def change(group: ChairGroup, *, by: User) -> ChairGroup:
    """Save a group of the plan as it stands. Raises ValidationError."""
    table = _held(group.table)
    if not ChairGroup.objects.filter(pk=group.pk).exists():
        raise ValidationError(GONE)
    _save(group)
    audit.record(by, "seating_plan.changed", on=table, who=str(group), chairs=group.chairs)
    _count(table)
    return group


@transaction.atomic
def remove(group: ChairGroup, *, by: User) -> None:
    """Take a group out of the plan; who was invited for it stays invited."""
    table = _held(group.table)
    audit.record(by, "seating_plan.removed", on=table, who=str(group), chairs=group.chairs)
    ChairGroup.objects.filter(pk=group.pk).delete()
    _count(table)


def proposal(table: Table) -> list[ChairGroup]:
    """What a plan could begin with: each municipality that takes part in the theme, and the perspectives of the seed.

    What the plan holds already is left out. Nothing is saved.
    """
    on = max(timezone.localdate(), table.starts_on or timezone.localdate())
    taking_part = Participation.objects.running(on).filter(theme=table.theme_id).select_related("municipality")
    there = list(table.chair_groups.all())
    organisations = {group.organisation_id for group in there}
    perspectives = {group.perspective for group in there if group.organisation_id is None}
    groups = [
        ChairGroup(table=table, perspective=OrganisationKind.MUNICIPALITY, organisation=one.municipality, chairs=1)
        for one in taking_part.order_by("municipality__name")
        if one.municipality_id not in organisations and OrganisationKind.MUNICIPALITY not in perspectives
    ]
    return groups + [
        ChairGroup(table=table, perspective=kind, chairs=chairs)
        for kind, chairs in PROPOSED
        if kind not in perspectives
    ]


@transaction.atomic
def take_over_proposal(table: Table, *, by: User) -> list[ChairGroup]:
    """Add everything that is proposed and not there yet. Raises ValidationError."""
    return [add(group, by=by) for group in proposal(table)]


def _held(table: Table) -> Table:
    return Table.objects.select_for_update().get(pk=table.pk)


def _save(group: ChairGroup) -> None:
    """Save a group; whoever it is for stands once in the plan. Raises ValidationError."""
    if group.organisation is not None:
        group.perspective = group.organisation.kind
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError:
        raise ValidationError(THERE) from None


def _count(table: Table) -> None:
    """A table that is being set up has the chairs of its plan. Raises ValidationError when that is more than fit."""
    chairs = table.chair_groups.aggregate(chairs=Sum("chairs"))["chairs"] or 0
    if chairs > MOST_CHAIRS:
        raise ValidationError({"chairs": TOO_MANY.format(chairs=chairs)})
    fields = {"chairs": chairs} if chairs and table.state == Table.State.PREPARING else {}
    Table.objects.filter(pk=table.pk).update(**fields, version=F("version") + 1)
    seats.keep(table)
