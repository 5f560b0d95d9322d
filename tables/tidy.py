"""What lapses at the tables: requests whose address was never confirmed, and workbooks that were brought in."""

from datetime import datetime

from leerlandschap.commons.registry import tidy
from tables.flows import drafts, intakes, invitations, reminders, sessions
from tables.flows.signups import CONFIRM_WITHIN
from tables.models import SessionSignUp, SignUp


@tidy.register
def unconfirmed_signups(now: datetime) -> int:
    """A request that nobody confirmed holds personal data for nothing: it goes after a week."""
    return SignUp.objects.filter(made_at__lt=now - CONFIRM_WITHIN).delete()[0]


@tidy.register
def unconfirmed_session_signups(now: datetime) -> int:
    """The same for who wanted to come to a session."""
    return SessionSignUp.objects.filter(made_at__lt=now - sessions.CONFIRM_WITHIN).delete()[0]


@tidy.register
def old_intakes(now: datetime) -> int:
    """A workbook full of names and addresses goes a week after it was brought in, taken over or not."""
    return intakes.tidy(now)


@tidy.register
def old_invitations(now: datetime) -> int:
    """Who was invited and did not come is not kept for ever: names and addresses go after a year."""
    return invitations.tidy(now)


@tidy.register
def old_drafts(now: datetime) -> int:
    """What somebody typed and never came back for goes after two months."""
    return drafts.tidy(now)


@tidy.register
def old_reminders(now: datetime) -> int:
    """What somebody was reminded of long ago is kept for nothing."""
    return reminders.tidy(now)
