"""Links: what lies between tables."""

import uuid

from django.db import models
from django.db.models import F, Q

from leerlandschap.network.models import User
from tables.models.tables import Openness, Table


class TableLinkQuerySet(models.QuerySet):
    def visible_to(self, user) -> "TableLinkQuerySet":
        """Those that stand, and of which `user` may see both tables, neither of them ended."""
        return self.standing().between_visible_to(user)

    def between_visible_to(self, user) -> "TableLinkQuerySet":
        """Those of which `user` may see both tables, neither of them ended; proposals too."""
        tables = Table.objects.visible_to(user).exclude(state=Table.State.ENDED).values("pk")
        return self.filter(from_table__in=tables, to_table__in=tables)

    def standing(self) -> "TableLinkQuerySet":
        """Those that both tables want; a proposal shows on no page but the two where it is answered."""
        return self.filter(waits_for=None)

    def proposed(self) -> "TableLinkQuerySet":
        """Those that wait for the yes of one of the tables."""
        return self.exclude(waits_for=None)

    def of(self, table: Table) -> "TableLinkQuerySet":
        """Those that begin or end at `table`, with both their ends."""
        return self.filter(Q(from_table=table) | Q(to_table=table)).select_related("from_table", "to_table")

    def shared(self, *, signed_in: bool) -> "TableLinkQuerySet":
        """Those between tables that everybody may see, or everybody who is signed in."""
        seen = Q()
        for end in ("from_table", "to_table"):
            wide = [Openness.PUBLIC, Openness.NETWORK] if signed_in else [Openness.PUBLIC]
            seen &= Q(**{f"{end}__openness__in": wide}) & ~Q(**{f"{end}__state": Table.State.ENDED})
        return self.standing().filter(seen)


class TableLink(models.Model):
    """That one table feeds another, or that both work on the same question; drawn as a bridge on the map."""

    class Kind(models.TextChoices):
        FEEDS = "feeds", "voedt"
        SHARES_QUESTION = "shares_question", "deelt een vraag met"

        def said_from(self, other_end: bool) -> str:
            """How it reads at one of its ends; sharing is the same at both."""
            return "wordt gevoed door" if self == self.FEEDS and other_end else self.label

    ref = models.UUIDField("kenmerk", default=uuid.uuid4, unique=True, editable=False)
    from_table = models.ForeignKey(Table, verbose_name="van", on_delete=models.CASCADE, related_name="links_out")
    to_table = models.ForeignKey(Table, verbose_name="naar", on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField("soort", max_length=16, choices=Kind)
    note = models.CharField("toelichting", max_length=300, blank=True)
    # Whose yes a proposal waits for: the table that its maker does not speak for. Empty: the link stands.
    waits_for = models.ForeignKey(
        Table, verbose_name="wacht op", null=True, blank=True, on_delete=models.CASCADE, related_name="links_proposed"
    )
    made_at = models.DateTimeField("gelegd op")
    made_by = models.ForeignKey(
        User, verbose_name="gelegd door", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TableLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "verbinding"
        verbose_name_plural = "verbindingen"
        ordering = ["from_table", "to_table", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["from_table", "to_table", "kind"], name="a_link_is_laid_once"),
            models.CheckConstraint(condition=~Q(from_table=F("to_table")), name="a_link_joins_two_tables"),
        ]

    def __str__(self) -> str:
        return f"{self.from_table} {self.get_kind_display()} {self.to_table}"

    def read_at(self, table: Table) -> tuple[str, Table]:
        """How it reads on the page of `table`, one of its ends, and the other end."""
        is_to = self.to_table_id == table.pk
        return TableLink.Kind(self.kind).said_from(is_to), self.from_table if is_to else self.to_table
