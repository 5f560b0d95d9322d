"""What somebody reads of minutes: the entries, and in each the outcomes, that are open enough for them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tables import openness, outcomes
from tables.models import AgendaItem, Attendance, MinutesEntry, MinutesVersion, Openness, Remark
from tables.outcomes import Outcome

PRESENCES = dict(Attendance.Presence.choices)


@dataclass
class Part:
    """An entry as one reader gets it."""

    entry: MinutesEntry
    level: str
    outcomes: list[Outcome]
    # The outcomes, by their ref, that are still there to be read on their own page.
    living: set[str]
    remarks: list[Remark] = field(default_factory=list)

    @property
    def openness(self) -> str:
        return Openness(self.level).label


def parts_of(versions: Iterable[MinutesVersion], levels: list[Openness]) -> dict[int, list[Part]]:
    """By version what who reads `levels` of its table gets of it: nothing that is narrower, now or when it was noted."""
    entries = MinutesEntry.objects.filter(version__in=versions, openness__in=levels).order_by("position", "pk")
    entries = list(entries.select_related("item"))
    present = outcomes.present_levels(one for entry in entries for one in entry.outcomes)
    found: dict[int, list[Part]] = {}
    for entry in entries:
        part = _part(entry, present, levels)
        if part.level in levels:
            found.setdefault(entry.version_id, []).append(part)
    return found


def who_was_there(version: MinutesVersion, levels: list[Openness]) -> list[tuple[str, list[str]]]:
    """Names by how they were there, for who sits at the table; nothing for others."""
    if Openness.TABLE not in levels:
        return []
    return [(PRESENCES[one].capitalize(), version.attendance[one]) for one in PRESENCES if version.attendance.get(one)]


def add_remarks(parts: list[Part], remarks: Iterable[Remark]) -> list[Remark]:
    """Put each remark with the part of its agenda item. Gives those that are about the whole, or about nothing shown here."""
    by_item = {_mark(part.entry): part for part in parts}
    left = []
    for remark in remarks:
        part = by_item.get(_mark(remark.entry)) if remark.entry else None
        if part:
            part.remarks.append(remark)
        elif remark.entry is None:
            left.append(remark)
    return left


def _mark(entry: MinutesEntry) -> tuple:
    """By what an entry is known in every version."""
    return ("item", entry.item_id) if entry.item_id else ("place", entry.position)


def _part(entry: MinutesEntry, present: dict[str, str], levels: list[Openness]) -> Part:
    level = openness.narrowest(entry.openness, *_level_of(entry.item))
    kept = [outcomes.from_kept(one) for one in entry.outcomes]
    shown = [one for one in kept if openness.narrowest(level, one.openness, present.get(one.ref, level)) in levels]
    return Part(entry, level.value, shown, {one.ref for one in shown if one.ref in present})


def _level_of(item: AgendaItem | None) -> list[str]:
    """How open the item is now: what was narrowed since is so in its minutes as well."""
    return [item.openness] if item else []
