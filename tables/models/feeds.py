"""Subscriptions of somebody's own calendar program to the portal's calendar."""

import uuid

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum, Value

from leerlandschap.commons.models import Ticket
from leerlandschap.network.models import Person, RoleAssignment, person_of
from tables.models.attendances import Attendance
from tables.models.gatherings import Gathering
from tables.models.seats import Seat
from tables.models.tables import Table


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FeedQuerySet":
        """Only one's own."""
        return self.filter(person=person_of(user))

    def standing(self) -> "FeedQuerySet":
        """Those with a link that was not taken back."""
        return self.filter(ticket__isnull=False, ticket__revoked_at=None)

    def with_version(self) -> "FeedQuerySet":
        """With totals that change when what it shows may have: any table, and the chairs and roles of the person."""
        seats = Seat.objects.filter(person=OuterRef("person"), state="accepted")
        own = Attendance.objects.coming().filter(person=OuterRef("person"), meeting__gathering__isnull=False)
        roles = RoleAssignment.objects.filter(person=OuterRef("person"))
        return self.annotate(
            tables_changed=_total(Table.objects.all(), Sum("version")),
            tables_of_which=_total(Table.objects.all(), Sum(F("pk") * F("version"))),
            seats_number=_total(seats, Count("pk")),
            seats_which=_total(seats, Sum("pk")),
            roles_number=_total(roles.filter(ended_on=None), Count("pk")),
            roles_which=_total(roles.filter(ended_on=None), Sum("pk")),
            gatherings_changed=_total(Gathering.objects.all(), Sum(F("pk") * F("version"))),
            own_dates=_total(own, Sum("meeting_id")),
        )


def _total(rows: models.QuerySet, aggregate) -> Subquery:
    """One figure over `rows`, asked together with the row it belongs to."""
    return Subquery(
        rows.order_by().annotate(together=Value(1)).values("together").annotate(total=aggregate).values("total")
    )


class Feed(models.Model):
    """A secret link by which a calendar program reads one's own meetings, or those of one table; it can be taken back."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, verbose_name="van", on_delete=models.CASCADE, related_name="feeds")
    table = models.ForeignKey(
        Table, verbose_name="tafel", null=True, blank=True, on_delete=models.CASCADE, related_name="feeds"
    )
    ticket = models.OneToOneField(
        Ticket, verbose_name="toegangskaart", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    alarm = models.BooleanField("een uur van tevoren herinneren", default=False)
    made_at = models.DateTimeField("gemaakt op")

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda-abonnement"
        verbose_name_plural = "agenda-abonnementen"
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(table=None), name="one_feed_of_ones_own"),
            models.UniqueConstraint(fields=["person", "table"], name="one_feed_per_person_and_table"),
        ]

    def __str__(self) -> str:
        return self.table.name if self.table_id else "Al mijn tafels"
