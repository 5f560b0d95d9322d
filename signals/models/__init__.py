"""The rows of ervaringen, one file a noun."""

from signals.models.answers import StandardAnswer
from signals.models.attachments import Attachment
from signals.models.bundles import Bundle, Happening
from signals.models.drafts import Draft
from signals.models.echoes import Echo
from signals.models.experiences import Discuss, Experience
from signals.models.messages import Message
from signals.models.praise import Praise
from signals.models.retention import GoneReceipt, RetentionTerm
from signals.models.saved_views import SavedView
from signals.models.senders import SenderAddress
from signals.models.steps import Step

__all__ = [
    "Attachment",
    "Bundle",
    "Discuss",
    "Draft",
    "Echo",
    "Experience",
    "GoneReceipt",
    "Happening",
    "Message",
    "Praise",
    "RetentionTerm",
    "SavedView",
    "SenderAddress",
    "StandardAnswer",
    "Step",
]
