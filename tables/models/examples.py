"""Good examples: what works somewhere, told so that another can use it."""

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse

from leerlandschap.network.models import Organisation, Person, User
from leerlandschap.network.roles import Role
from tables.models.agenda import AgendaItem
from tables.models.openness import EVERYWHERE, AtTableQuerySet, readable_by
from tables.models.tables import Openness, Table
from tables.models.themes import Theme


class ExampleQuerySet(AtTableQuerySet):
    def visible_to(self, user) -> "ExampleQuerySet":
        """What `user` reads: of what was told at a table as at that table, of the rest as far as its openness says.

        What was told at no table and is closed is for who told it, contactpersonen CLM and the regional office.
        """
        if not user.is_authenticated:
            return self.filter(Q(table=None) | Q(table__openness=Openness.PUBLIC), openness=Openness.PUBLIC)
        if user.roles() & EVERYWHERE:
            return self.all()
        at_tables = Q(table__isnull=False) & readable_by(user)
        shared = Q(openness__in=[Openness.PUBLIC, Openness.NETWORK])
        return self.filter(at_tables | Q(table=None) & (shared | Q(made_by=user)))


class GoodExample(models.Model):
    """A good example: from a meeting, or later from a compliment with consent. A table is where it was told, if at one."""

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField("wat goed werkt", max_length=160)
    text = models.TextField("het verhaal", blank=True, max_length=5000)
    table = models.ForeignKey(
        Table, verbose_name="tafel", null=True, blank=True, on_delete=models.CASCADE, related_name="examples"
    )
    theme = models.ForeignKey(
        Theme, verbose_name="thema", null=True, blank=True, on_delete=models.SET_NULL, related_name="examples"
    )
    item = models.ForeignKey(
        AgendaItem,
        verbose_name="bij agendapunt",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="examples",
    )
    # Of whom it is; named only when they agree.
    organisation = models.ForeignKey(
        Organisation, verbose_name="van", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.ForeignKey(
        Person, verbose_name="meer weten bij", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    openness = models.CharField("mate van openheid", max_length=8, choices=Openness)
    version = models.PositiveIntegerField("versie", default=1, editable=False)
    made_at = models.DateTimeField("gemaakt op")
    made_by = models.ForeignKey(
        User, verbose_name="gemaakt door", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ExampleQuerySet.as_manager()

    class Meta:
        verbose_name = "goed voorbeeld"
        verbose_name_plural = "goede voorbeelden"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="example_by_day")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("example", args=[self.ref])

    def roles_of(self, user) -> set[Role]:
        """What `user` is for it: what they are at the table where it was told."""
        return self.table.roles_of(user) if self.table else set()
