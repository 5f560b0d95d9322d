"""The rows of ervaringen, one file a noun."""

from signals.models.attachments import Attachment
from signals.models.bundles import Bundle, Happening
from signals.models.experiences import Discuss, Experience
from signals.models.messages import Message
from signals.models.retention import GoneReceipt, RetentionTerm
from signals.models.senders import SenderAddress
from signals.models.steps import Step
from signals.models.views import SavedView

__all__ = [
    "Attachment",
    "Bundle",
    "Discuss",
    "Experience",
    "GoneReceipt",
    "Happening",
    "Message",
    "RetentionTerm",
    "SavedView",
    "SenderAddress",
    "Step",
]
