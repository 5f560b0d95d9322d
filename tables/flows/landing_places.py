"""Landing places: where a round means its insights to land, and who sees to it."""

from django.db import transaction

from leerlandschap.commons import audit
from leerlandschap.network.models import Person, User
from tables.flows import cycles
from tables.models import Cycle, LandingPlace


@transaction.atomic
def intend(cycle: Cycle, *, kind: str, words: str, owner: Person, by: User) -> LandingPlace:
    """Say where the round means to land. Raises ValidationError when it does not run."""
    cycle = cycles.locked(cycle)
    place = LandingPlace.objects.create(cycle=cycle, kind=kind, words=words.strip(), owner=owner)
    cycles.show(cycle.table)
    audit.record(by, "landing_place.intended", on=cycle.table, round=cycle.number, kind=kind)
    return place


@transaction.atomic
def drop(place: LandingPlace, *, by: User) -> None:
    """Take an intended landing place away again. Raises ValidationError when the round does not run."""
    cycle = cycles.locked(place.cycle)
    audit.record(by, "landing_place.dropped", on=cycle.table, round=cycle.number, kind=place.kind)
    cycle.landing_places.filter(pk=place.pk).delete()
    cycles.show(cycle.table)
