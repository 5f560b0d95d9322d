"""The rows of the ground floor, one file a noun."""

from leerlandschap.commons.models.audit import AuditEvent
from leerlandschap.commons.models.closed import ClosedPeriod
from leerlandschap.commons.models.files import File
from leerlandschap.commons.models.letters import Letter, Notice
from leerlandschap.commons.models.once import OnceKey
from leerlandschap.commons.models.passages import Passage, PassageVersion
from leerlandschap.commons.models.preferences import MailPreference, Rhythm
from leerlandschap.commons.models.search import SearchEntry, SearchWord
from leerlandschap.commons.models.synonyms import Synonym
from leerlandschap.commons.models.tickets import Ticket

__all__ = [
    "AuditEvent",
    "ClosedPeriod",
    "File",
    "Letter",
    "MailPreference",
    "Notice",
    "OnceKey",
    "Passage",
    "PassageVersion",
    "Rhythm",
    "SearchEntry",
    "SearchWord",
    "Synonym",
    "Ticket",
]
