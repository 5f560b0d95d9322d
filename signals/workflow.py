"""The states of an experience and the steps between them: one table, and nothing else decides what may follow on what."""

from django.core.exceptions import ValidationError
from django.db import models


class State(models.TextChoices):
    """How far an experience has come."""

    RECEIVED = "received", "ontvangen"
    HANDLING = "handling", "in behandeling"
    TABLED = "tabled", "geagendeerd"
    ACTION = "action", "vertaald naar actie"
    ANSWERED = "answered", "teruggekoppeld"
    CLOSED = "closed", "afgesloten"
    REFERRED = "referred", "doorverwezen"
    DUPLICATE = "duplicate", "dubbel"


# From each state, where it may go. Closing is reached only from teruggekoppeld: nothing ends without an answer.
STEPS: dict[State, set[State]] = {
    State.RECEIVED: {State.HANDLING, State.REFERRED, State.DUPLICATE},
    State.HANDLING: {State.TABLED, State.ACTION, State.ANSWERED, State.REFERRED, State.DUPLICATE},
    State.TABLED: {State.HANDLING, State.ACTION, State.ANSWERED},
    State.ACTION: {State.HANDLING, State.ANSWERED},
    State.ANSWERED: {State.HANDLING, State.CLOSED},
    State.CLOSED: {State.HANDLING},
    # What was referred is no longer here: its text is gone.
    State.REFERRED: set(),
    State.DUPLICATE: {State.HANDLING},
}
# Nobody waits for an answer in these.
SETTLED = {State.ANSWERED, State.CLOSED, State.REFERRED, State.DUPLICATE}
# Something of it stands at a table.
AT_A_TABLE = {State.TABLED, State.ACTION}
UNSETTLED = tuple(state for state in State if state not in SETTLED)
TONES = {
    State.RECEIVED: "water",
    State.HANDLING: "clay",
    State.TABLED: "heather",
    State.ACTION: "heather",
    State.ANSWERED: "green",
    State.CLOSED: "",
    State.REFERRED: "open",
    State.DUPLICATE: "open",
}
NO_STEP = "Dit kan niet meer: de ervaring is intussen {state}. Ververs de pagina."


def allowed(before: str, after: str) -> bool:
    """Whether an experience may go from one state to another."""
    return State(after) in STEPS[State(before)]


def require(before: str, after: str) -> None:
    """Raises ValidationError when that step is none of the table's."""
    if not allowed(before, after):
        raise ValidationError(NO_STEP.format(state=State(before).label))
