"""The rows of the tables, one file a noun."""

from tables.models.cycles import Cycle, Phase
from tables.models.intakes import Intake
from tables.models.meetings import Meeting
from tables.models.questions import ResearchQuestion
from tables.models.seats import Involvement, Seat, SignUp
from tables.models.tables import Openness, Table
from tables.models.themes import Participation, Theme

__all__ = [
    "Cycle",
    "Intake",
    "Involvement",
    "Meeting",
    "Openness",
    "Participation",
    "Phase",
    "ResearchQuestion",
    "Seat",
    "SignUp",
    "Table",
    "Theme",
]
