"""What strikes the eye in the landscape: tables that stand alone, that are out of rhythm, or stuck."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.templatetags.ui import day
from tables import rhythm
from tables.models import Cycle, Table, TableLink


@dataclass(frozen=True)
class Remark:
    """Something about a table, in a sentence, and where it can be mended."""

    table: Table
    sentence: str
    url: str
    deed: str


@dataclass(frozen=True)
class Coherence:
    """The remarks, by what they are about."""

    alone: list[Remark]
    out_of_rhythm: list[Remark]
    stuck: list[Remark]

    def lists(self) -> list[tuple[str, str, list[Remark]]]:
        """Each list with its heading, and what it says when there is nothing."""
        return [
            ("Staat op zichzelf", "Elke tafel is met een andere verbonden.", self.alone),
            ("Uit het ritme", "Alle tafels komen bijeen zoals afgesproken.", self.out_of_rhythm),
            ("Zit vast", "Geen tafel staat te lang in dezelfde fase.", self.stuck),
        ]


def of(user, on: date | None = None) -> Coherence:
    """What strikes the eye among the tables that `user` may see, in a fixed number of questions."""
    on = on or timezone.localdate()
    tables = list(Table.objects.visible_to(user).shown())
    return Coherence(_alone(user, tables), _out_of_rhythm(tables, on), _stuck(tables, on))


def _alone(user, tables: list[Table]) -> list[Remark]:
    ends = TableLink.objects.visible_to(user).values_list("from_table", "to_table")
    linked = {pk for both in ends for pk in both}
    sentence = "Deze tafel is met geen andere verbonden."
    return [
        Remark(table, sentence, reverse("link-list", args=[table.slug]), "Leg een verbinding")
        for table in tables
        if table.pk not in linked
    ]


def _out_of_rhythm(tables: list[Table], on: date) -> list[Remark]:
    return [
        Remark(table, verdict.sentence, reverse("planning", args=[table.slug]), "Kijk naar de planning")
        for table, verdict in rhythm.out_of_rhythm(tables, on)
    ]


def _stuck(tables: list[Table], on: date) -> list[Remark]:
    stuck = {cycle.table_id: cycle for cycle in Cycle.objects.stuck(on).filter(table__in=tables)}
    return [_stuck_remark(table, stuck[table.pk]) for table in tables if table.pk in stuck]


def _stuck_remark(table: Table, cycle: Cycle) -> Remark:
    sentence = f"Staat al sinds {day(cycle.phase_since)} in de fase {cycle.get_phase_display()}."
    return Remark(table, sentence, reverse("cycle", args=[table.slug]), "Bekijk de ronde")
