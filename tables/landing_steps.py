"""The steps a landing can take: one table that says from which state to which, with which words.

    voorgesteld -> afgesproken -> doorgevoerd -> effect gezien

From the first three a landing can also end honestly as "niet geland, omdat …". A step too many is taken back with a reason;
nothing that was is wiped out (`LandingStep`).
"""

from dataclasses import dataclass

from tables.models import Landing

State = Landing.State
WHY_BACK = "Waarom ga je een stap terug?"
WHY_NOT = "Waarom landt dit niet?"


@dataclass(frozen=True)
class Step:
    """A step: to which state, the verb on its button, and what is asked along with it."""

    to: str
    verb: str
    asks: str
    must_say: bool = False
    back: bool = False


NOT_LANDED = Step(State.NOT_LANDED, "Dit landt niet", WHY_NOT, must_say=True, back=True)


def _back(to: str) -> Step:
    return Step(to, f"Terug naar {State(to).label}", WHY_BACK, must_say=True, back=True)


STEPS: dict[str, tuple[Step, ...]] = {
    State.PROPOSED: (Step(State.AGREED, "Dit is afgesproken", "Waar of met wie is het afgesproken?"), NOT_LANDED),
    State.AGREED: (
        Step(State.DONE, "Dit is doorgevoerd", "Wat is er gedaan?"),
        _back(State.PROPOSED),
        NOT_LANDED,
    ),
    State.DONE: (
        Step(State.SEEN, "We zien effect", "Welk effect zie je, en waaraan?", must_say=True),
        _back(State.AGREED),
        NOT_LANDED,
    ),
    State.SEEN: (_back(State.DONE),),
    State.NOT_LANDED: (Step(State.PROPOSED, "Stel opnieuw voor", "Wat is er veranderd?", must_say=True),),
}


def step(from_state: str, to: str) -> Step | None:
    """The step from one state to another, or None when there is none."""
    return next((one for one in STEPS[from_state] if one.to == to), None)
