"""What a meeting brought, item by item: six kinds of outcome, each a row of its own noun, read together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import models
from django.urls import reverse

from tables import openness
from tables.models import (
    Action,
    AgendaItem,
    Decision,
    GoodExample,
    Insight,
    Openness,
    ResearchQuestion,
    WorkingAgreement,
)


class Kind(models.TextChoices):
    """What something said at a meeting becomes."""

    DECISION = "decision", "besluit"
    ACTION = "action", "actie"
    INSIGHT = "insight", "inzicht"
    QUESTION = "question", "onderzoeksvraag"
    AGREEMENT = "agreement", "werkafspraak"
    EXAMPLE = "example", "goed voorbeeld"


MODELS = {
    Kind.DECISION: Decision,
    Kind.ACTION: Action,
    Kind.INSIGHT: Insight,
    Kind.QUESTION: ResearchQuestion,
    Kind.AGREEMENT: WorkingAgreement,
    Kind.EXAMPLE: GoodExample,
}
# Typed before the text, with a space behind it, a letter chooses the kind.
LETTERS = {
    "b": Kind.DECISION,
    "a": Kind.ACTION,
    "i": Kind.INSIGHT,
    "v": Kind.QUESTION,
    "w": Kind.AGREEMENT,
    "g": Kind.EXAMPLE,
}
# Those that say for whom they hold.
HOLDING = {Kind.DECISION, Kind.AGREEMENT}
# The addresses of those that whoever reads minutes also reads on a page of their own.
PAGES = {Kind.DECISION: "decision", Kind.INSIGHT: "insight", Kind.AGREEMENT: "working-agreement"}
TONES = {
    Kind.DECISION: "water",
    Kind.ACTION: "clay",
    Kind.INSIGHT: "green",
    Kind.QUESTION: "heather",
    Kind.AGREEMENT: "tulip",
    Kind.EXAMPLE: "wheat",
}


@dataclass(frozen=True)
class Outcome:
    """One outcome as a page or a file says it."""

    kind: Kind
    ref: str
    text: str
    openness: str
    number: int | None = None
    who: str = ""
    due: date | None = None
    holds_for: list[str] = field(default_factory=list)
    not_endorsed_by: list[str] = field(default_factory=list)

    @property
    def tone(self) -> str:
        return TONES[self.kind]

    @property
    def name(self) -> str:
        """What it is called, with its number where it has one: "besluit 4"."""
        return f"{self.kind.label} {self.number}" if self.number else self.kind.label

    @property
    def address(self) -> str:
        """Its own page, where who reads it here reads it too; empty for kinds whose pages are for fewer people."""
        return reverse(PAGES[self.kind], args=[self.ref]) if self.kind in PAGES else ""

    @property
    def level(self) -> str:
        return Openness(self.openness).label

    def kept(self) -> dict:
        """As minutes keep it."""
        return {
            "kind": self.kind.value,
            "ref": self.ref,
            "text": self.text,
            "openness": self.openness,
            "number": self.number,
            "who": self.who,
            "due": self.due.isoformat() if self.due else None,
            "holds_for": self.holds_for,
            "not_endorsed_by": self.not_endorsed_by,
        }


def from_kept(row: dict) -> Outcome:
    """What minutes kept, as it was."""
    due = date.fromisoformat(row["due"]) if row.get("due") else None
    fields = {name: row[name] for name in ("ref", "text", "openness", "number", "who", "holds_for", "not_endorsed_by")}
    return Outcome(Kind(row["kind"]), due=due, **fields)


def split(text: str) -> tuple[Kind | None, str]:
    """A typed line as the kind that its letter chooses (None without one) and the rest."""
    letter, space, rest = text.lstrip().partition(" ")
    if space and letter in LETTERS and rest.strip():
        return LETTERS[letter], rest.strip()
    return None, text.strip()


def of_items(items: Iterable[AgendaItem]) -> dict[int, list[Outcome]]:
    """The outcomes of each of `items` by its key, in the order of the kinds and then as they were noted."""
    items = {item.pk: item for item in items}
    found: dict[int, list[Outcome]] = {pk: [] for pk in items}
    for kind in Kind:
        for row in _rows(kind).filter(item__in=items).order_by("pk"):
            found[row.item_id].append(_outcome(kind, row, items[row.item_id]))
    return found


def present_levels(kept: Iterable[dict]) -> dict[str, str]:
    """How open the rows behind kept outcomes are now, by ref; what was narrowed since is so in old minutes as well."""
    by_kind: dict[str, set[str]] = {}
    for row in kept:
        by_kind.setdefault(row["kind"], set()).add(row["ref"])
    found: dict[str, str] = {}
    for kind, refs in by_kind.items():
        rows = MODELS[Kind(kind)].objects.filter(ref__in=refs).values_list("ref", "openness")
        found |= {str(ref): level for ref, level in rows}
    return found


def _rows(kind: Kind) -> models.QuerySet:
    rows = MODELS[kind].objects.all()
    if kind == Kind.ACTION:
        return rows.select_related("owner")
    if kind == Kind.DECISION:
        return rows.prefetch_related("holds_for", "not_endorsed_by")
    if kind == Kind.AGREEMENT:
        return rows.prefetch_related("holds_for", "stances__organisation")
    return rows


def _outcome(kind: Kind, row: models.Model, item: AgendaItem) -> Outcome:
    facts = {"kind": kind, "ref": str(row.ref), "text": str(row), "openness": _level(row, item)}
    if kind == Kind.ACTION:
        return Outcome(**facts, number=row.number, who=row.owner.name if row.owner else "", due=row.due_on)
    if kind == Kind.DECISION:
        return Outcome(**facts, number=row.number, **_holding(row, row.not_endorsed_by.all()))
    if kind == Kind.AGREEMENT:
        against = [stance.organisation for stance in row.stances.all() if not stance.subscribes]
        return Outcome(**facts, **_holding(row, against))
    return Outcome(**facts)


def _level(row: models.Model, item: AgendaItem) -> str:
    """An outcome travels no further than its item."""
    return openness.narrowest(row.openness, item.openness).value


def _holding(row: models.Model, against) -> dict[str, list[str]]:
    return {
        "holds_for": [organisation.name for organisation in row.holds_for.all()],
        "not_endorsed_by": [organisation.name for organisation in against],
    }
