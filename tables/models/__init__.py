"""The rows of the tables, one file a noun."""

from tables.models.absences import Absence
from tables.models.actions import Action, ActionNote, Postponement, Todo
from tables.models.agenda import AgendaItem, AgendaItemBase, StandingItem
from tables.models.agreements import OpeningAgreement, WorkingAgreement
from tables.models.attendances import Attendance
from tables.models.calibrations import Calibration
from tables.models.chair_groups import ChairGroup
from tables.models.consultations import Consultation
from tables.models.cycles import Cycle, LandingKind, LandingPlace, Phase, PhaseChange, Reflection, StateChange
from tables.models.decisions import Decision
from tables.models.drafts import Draft
from tables.models.examples import GoodExample
from tables.models.feeds import Feed
from tables.models.gatherings import Gathering
from tables.models.insights import Insight, Landing, LandingStep
from tables.models.intakes import Intake
from tables.models.invitations import TableInvitation
from tables.models.links import TableLink
from tables.models.meetings import Meeting
from tables.models.messages import TableMessage
from tables.models.methods import Method
from tables.models.milestones import Milestone
from tables.models.minutes import Minutes, MinutesBase, MinutesEntry, MinutesVersion, Remark
from tables.models.papers import Paper
from tables.models.questions import ResearchQuestion
from tables.models.reminders import Reminder
from tables.models.seats import Involvement, Seat, SignUp
from tables.models.session_signups import SessionSignUp
from tables.models.setup import ChallengeQuote, Setup, SetupStep
from tables.models.stances import Stance
from tables.models.tables import InRegion, Openness, Table
from tables.models.themes import Participation, Theme
from tables.models.topics import Topic
from tables.models.wrap_ups import WrapUp

__all__ = [
    "Absence",
    "Action",
    "ActionNote",
    "AgendaItem",
    "AgendaItemBase",
    "Attendance",
    "Calibration",
    "ChairGroup",
    "ChallengeQuote",
    "Consultation",
    "Cycle",
    "Decision",
    "Draft",
    "Feed",
    "Gathering",
    "GoodExample",
    "InRegion",
    "Insight",
    "Intake",
    "Involvement",
    "Landing",
    "LandingKind",
    "LandingPlace",
    "LandingStep",
    "Meeting",
    "Method",
    "Milestone",
    "Minutes",
    "MinutesBase",
    "MinutesEntry",
    "MinutesVersion",
    "OpeningAgreement",
    "Openness",
    "Paper",
    "Participation",
    "Phase",
    "PhaseChange",
    "Postponement",
    "Reflection",
    "Remark",
    "Reminder",
    "ResearchQuestion",
    "Seat",
    "SessionSignUp",
    "Setup",
    "SetupStep",
    "SignUp",
    "Stance",
    "StandingItem",
    "StateChange",
    "Table",
    "TableInvitation",
    "TableLink",
    "TableMessage",
    "Theme",
    "Todo",
    "Topic",
    "WorkingAgreement",
    "WrapUp",
]
