"""The rows of the newsletter, one file a noun."""

from newsletter.models.deliveries import Delivery, Pace
from newsletter.models.editions import Edition, Item
from newsletter.models.pictures import Picture
from newsletter.models.subscriptions import Consent, Subscriber, Suppression

__all__ = ["Consent", "Delivery", "Edition", "Item", "Pace", "Picture", "Subscriber", "Suppression"]
