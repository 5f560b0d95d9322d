"""The five steps of value: how far an insight came, derived from where it landed.

After the value-creation framework of Wenger, Trayner and De Laat: what was heard, was laid down, was applied, had an effect
that somebody saw, and changed how we look. They follow from the landings alone, so that nobody keeps them by hand; the last
can be reached without the one before it, as when a policy is rewritten before its effect shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from tables.models import Insight, Landing


class Value(models.TextChoices):
    """A step of value, as it reads on screen."""

    HEARD = "heard", "gehoord"
    RECORDED = "recorded", "vastgelegd"
    APPLIED = "applied", "toegepast"
    SEEN = "seen", "effect gezien"
    REVISED = "revised", "kader herzien"


State = Landing.State
# What each state of a landing says of the insight.
GIVES: dict[str, set[Value]] = {
    State.PROPOSED: set(),
    State.AGREED: {Value.RECORDED},
    State.DONE: {Value.RECORDED, Value.APPLIED},
    State.SEEN: {Value.RECORDED, Value.APPLIED, Value.SEEN},
    State.NOT_LANDED: set(),
}
# Only what was done can have revised a frame.
REVISING = {State.DONE, State.SEEN}


@dataclass(frozen=True)
class Knot:
    """A knot on the line of value: what it says, and whether the insight came there."""

    value: Value
    reached: bool

    @property
    def label(self) -> str:
        return self.value.label


def reached(landings: Iterable[Landing]) -> set[Value]:
    """The steps of value that an insight with these landings reached; that it was heard is always one."""
    found = {Value.HEARD}
    for landing in landings:
        found |= GIVES[landing.state]
        if landing.frame_revised_on is not None and landing.state in REVISING:
            found.add(Value.REVISED)
    return found


def knots(landings: Iterable[Landing]) -> list[Knot]:
    """The five knots, in order."""
    found = reached(landings)
    return [Knot(value, value in found) for value in Value]


def shown(insights: Iterable[Insight]) -> list[Insight]:
    """The insights, each with its `knots`; their landings must be at hand."""
    insights = list(insights)
    for insight in insights:
        insight.knots = knots(insight.landings.all())
    return insights
