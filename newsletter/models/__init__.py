"""The rows of the newsletter, one file a noun."""

from newsletter.models.subscriptions import Consent, Subscriber

__all__ = ["Consent", "Subscriber"]
