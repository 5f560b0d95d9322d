"""The history of a table as a timeline: its rounds with their phases, and when it started, rested, went on and ended."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from tables.models import Cycle, Phase, PhaseChange, Seat, StateChange, Table


@dataclass(frozen=True)
class Step:
    """A phase that a round came into (or its close), since when, and what was overruled to get there."""

    label: str
    since: date
    change: PhaseChange | None = None


@dataclass(frozen=True)
class Event:
    """A round, or a change in the life of the table; newest first on the page."""

    on: date
    round: Cycle | None = None
    steps: list[Step] = field(default_factory=list)
    state: StateChange | None = None


def of(table: Table) -> list[Event]:
    """Everything that happened to `table`, newest first, in a fixed number of questions."""
    rounds = table.cycles.select_related("reflection").prefetch_related("phase_changes", "landing_places", _answers())
    events = [Event(one.started_on, round=one, steps=steps_of(one)) for one in rounds]
    events += [Event(change.at.date(), state=change) for change in table.state_changes.all()]
    return sorted(events, key=lambda event: (event.on, event.round.number if event.round else 0), reverse=True)


def _answers() -> Prefetch:
    """What those who sat there said of what they had hoped for."""
    return Prefetch("seats", Seat.objects.exclude(met="").order_by("met", "pk"), to_attr="answers")


def steps_of(cycle: Cycle) -> list[Step]:
    """The phases of a round in the order it came into them; a round from before this was kept has only its present one."""
    changes = list(cycle.phase_changes.all())
    first = changes[0].from_phase if changes else cycle.phase
    since = cycle.started_on if changes else cycle.phase_since
    return [Step(Phase(first).label, since)] + [
        Step(change.get_to_phase_display() or "afgesloten", change.at.date(), change) for change in changes
    ]
