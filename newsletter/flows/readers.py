"""What editors do about readers: taking in who agreed elsewhere, and holding an address back."""

from collections import Counter
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from newsletter.models import Consent, Subscriber, Suppression

# The version under which the text of a consent that was given elsewhere is kept.
ELSEWHERE = "elders"
State = Subscriber.State


@transaction.atomic
def take_in(addresses: list[str], *, text: str, source: str, on: date, by) -> Counter:
    """Subscribe who agreed to `text` elsewhere. Gives how many are `new`, were there `already`, `stopped` or are `held`.

    Who stopped, and an address that is held back, stay as they are: no list puts them back.
    """
    outcome: Counter = Counter()
    at = min(timezone.make_aware(datetime.combine(on, time(12))), timezone.now())
    held = set(Suppression.objects.filter(email__in=addresses).values_list("email", flat=True))
    known = Subscriber.objects.select_for_update().in_bulk(addresses, field_name="email")
    for address in dict.fromkeys(addresses):
        outcome[_what_of(address, held, known.get(address))] += 1
        if _what_of(address, held, known.get(address)) == "new":
            _subscribe(known.get(address), address, text=text, source=source, at=at)
    for subscriber in Subscriber.objects.filter(email__in=addresses, state=State.SUBSCRIBED, subscribed_at=at):
        audit.record(by, "newsletter.taken_in", on=subscriber)
    return outcome


def _what_of(address: str, held: set[str], known: Subscriber | None) -> str:
    if address in held:
        return "held"
    if known is None or known.state == State.UNCONFIRMED:
        return "new"
    return "stopped" if known.state == State.UNSUBSCRIBED else "already"


def _subscribe(known: Subscriber | None, address: str, *, text: str, source: str, at: datetime) -> None:
    subscriber = known or Subscriber(email=address, made_at=timezone.now())
    subscriber.state, subscriber.subscribed_at, subscriber.mailed_at = State.SUBSCRIBED, at, None
    subscriber.save()
    Consent.objects.create(
        subscriber=subscriber, text=text, text_version=ELSEWHERE, form_path=source, asked_at=at, confirmed_at=at
    )


@transaction.atomic
def suppress(subscriber: Subscriber, *, by) -> None:
    """Hold the address back, because its reader complained. Raises ValidationError when it is held back already."""
    found = {"reason": Suppression.Reason.COMPLAINT, "since": timezone.now()}
    if not Suppression.objects.get_or_create(email=subscriber.email, defaults=found)[1]:
        raise ValidationError("Dit adres wordt al tegengehouden.")
    audit.record(by, "newsletter.suppressed", on=subscriber, reason=Suppression.Reason.COMPLAINT)
