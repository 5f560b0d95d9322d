"""The rows of the tables, one file a noun."""

from tables.models.actions import Action, Todo
from tables.models.agreements import OpeningAgreement, WorkingAgreement
from tables.models.attendances import Attendance
from tables.models.calibrations import Calibration
from tables.models.chair_groups import ChairGroup
from tables.models.consultations import Consultation
from tables.models.cycles import Cycle, LandingKind, LandingPlace, Phase, PhaseChange, Reflection, StateChange
from tables.models.feeds import Feed
from tables.models.intakes import Intake
from tables.models.invitations import TableInvitation
from tables.models.links import TableLink
from tables.models.meetings import Meeting
from tables.models.milestones import Milestone
from tables.models.questions import ResearchQuestion
from tables.models.seats import Involvement, Seat, SignUp
from tables.models.session_signups import SessionSignUp
from tables.models.setup import ChallengeQuote, Setup, SetupStep
from tables.models.tables import InRegion, Openness, Table
from tables.models.themes import Participation, Theme
from tables.models.topics import Topic

__all__ = [
    "Action",
    "Attendance",
    "Calibration",
    "ChairGroup",
    "ChallengeQuote",
    "Consultation",
    "Cycle",
    "Feed",
    "InRegion",
    "Intake",
    "Involvement",
    "LandingKind",
    "LandingPlace",
    "Meeting",
    "Milestone",
    "OpeningAgreement",
    "Openness",
    "Participation",
    "Phase",
    "PhaseChange",
    "Reflection",
    "ResearchQuestion",
    "Seat",
    "SessionSignUp",
    "Setup",
    "SetupStep",
    "SignUp",
    "StateChange",
    "Table",
    "TableInvitation",
    "TableLink",
    "Theme",
    "Todo",
    "Topic",
    "WorkingAgreement",
]
