"""What strikes the eye in the landscape: tables that stand alone or ask the same, that are out of rhythm, or stuck."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.templatetags.ui import day
from tables import doubles, rhythm
from tables.models import Cycle, ResearchQuestion, Table, TableLink


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
    doubles: list[Remark]
    out_of_rhythm: list[Remark]
    stuck: list[Remark]

    def lists(self) -> list[tuple[str, str, list[Remark]]]:
        """Each list with its heading, and what it says when there is nothing."""
        return [
            ("Staat op zichzelf", "Elke tafel is met een andere verbonden.", self.alone),
            ("Zoekt hetzelfde uit", "Geen twee tafels zoeken hetzelfde uit.", self.doubles),
            ("Uit het ritme", "Alle tafels komen bijeen zoals afgesproken.", self.out_of_rhythm),
            ("Zit vast", "Geen tafel staat te lang in dezelfde fase.", self.stuck),
        ]


def of(user, on: date | None = None) -> Coherence:
    """What strikes the eye among the tables that `user` may see, in a fixed number of questions."""
    on = on or timezone.localdate()
    tables = list(Table.objects.visible_to(user).shown())
    links = set(TableLink.objects.visible_to(user).values_list("from_table", "to_table"))
    return Coherence(_alone(tables, links), _doubles(tables, links), _out_of_rhythm(tables, on), _stuck(tables, on))


def _doubles(tables: list[Table], links: set[tuple[int, int]]) -> list[Remark]:
    """Tables with a question in common that nobody linked yet."""
    pairs = [(one, other) for one, other in doubles.among(tables) if not _linked(one.table_id, other.table_id, links)]
    return [_double(one, other) for one, other in pairs]


def _linked(one: int, other: int, links: set[tuple[int, int]]) -> bool:
    return (one, other) in links or (other, one) in links


def _double(one: ResearchQuestion, other: ResearchQuestion) -> Remark:
    sentence = f"‘{one.text}’ lijkt op ‘{other.text}’ van {other.table}."
    url = f"{reverse('link-list', args=[one.table.slug])}?{urlencode({'naar': other.table.slug})}"
    return Remark(one.table, sentence, url, "Verbind ze")


def _alone(tables: list[Table], links: set[tuple[int, int]]) -> list[Remark]:
    linked = {pk for both in links for pk in both}
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
