"""Who may read what belongs to a table: its openness counts, and the table's own."""

from django.db import models
from django.db.models import Q

from leerlandschap.network.models import person_of
from leerlandschap.network.roles import Role
from tables.models.tables import Openness, Table

EVERYWHERE = {Role.CLM, Role.REGIONAL_OFFICE}


class AtTableQuerySet(models.QuerySet):
    """Rows with a `table` and an `openness` that is never wider than the table's."""

    def shared(self, *, signed_in: bool) -> "AtTableQuerySet":
        """What everybody reads, or everybody who is signed in: for parts of pages that all of them see alike."""
        return self.filter(openness__in=[Openness.PUBLIC, Openness.NETWORK] if signed_in else [Openness.PUBLIC])

    def visible_to(self, user) -> "AtTableQuerySet":
        """What `user` reads at any table: a visitor what is public, a member the network's, who sits there the table's.

        What is closed is for who leads the table; contactpersonen CLM and the regional office read everything.
        """
        return self.filter(readable_by(user))


def readable_by(user) -> Q:
    """The condition of `visible_to`, for a noun that adds something to it."""
    if not user.is_authenticated:
        return Q(openness=Openness.PUBLIC, table__openness=Openness.PUBLIC)
    if user.roles() & EVERYWHERE:
        return Q()
    led = Q(table__chair=person_of(user)) | Q(table__facilitator=person_of(user))
    shared = Q(openness__in=[Openness.PUBLIC, Openness.NETWORK])
    within = ~Q(openness=Openness.CLOSED) & Q(table__in=Table.objects.with_chair_of(user).values("pk"))
    network = shared & Q(table__openness__in=[Openness.PUBLIC, Openness.NETWORK])
    return network | within | led
