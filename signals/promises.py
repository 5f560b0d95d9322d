"""What is promised to who sends an experience, as dates: a first reaction, and an answer."""

from datetime import date, timedelta

from leerlandschap.commons import workdays

REACTION_WORKDAYS = 5
ANSWER_WITHIN = timedelta(weeks=6)
EXTENSION = timedelta(weeks=4)


def reaction_due(received: date) -> date:
    """The fifth working day after the day it came in: until then somebody reacts."""
    return workdays.after(received, REACTION_WORKDAYS)


def answer_due(received: date) -> date:
    """The last working day within six weeks: until then there is an answer."""
    return workdays.on_or_before(received + ANSWER_WITHIN)


def extended(due: date) -> date:
    """The last working day within four weeks more."""
    return workdays.on_or_before(due + EXTENSION)


def stood_still(due: date, *, asked: date, replied: date) -> date:
    """`due` when the clock stood still from the day something was asked until the day it was answered."""
    return workdays.on_or_before(due + (replied - asked)) if replied > asked else due
