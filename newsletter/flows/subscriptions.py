"""Asking for the newsletter, confirming that, and stopping: the address types, its owner decides by a link."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices, tickets
from leerlandschap.commons.addresses import canonical
from newsletter.consent import ConsentText
from newsletter.models import Consent, Subscriber, Suppression

CONFIRM, PREFERENCES = "newsletter.confirm", "newsletter.preferences"
# An address that nobody confirms is forgotten after this; the link in its mail lapses at the same moment.
UNCONFIRMED_LIFETIME = timedelta(days=7)
# A newsletter may lie in a mailbox for long, and the link in it must still work (RFC 8058; Telecommunicatiewet 11.7).
PREFERENCES_LIFETIME = timedelta(days=3 * 365)
# Whoever fills in somebody else's address, costs them one mail a day at most.
BETWEEN_MAILS = timedelta(hours=24)


@transaction.atomic
def ask(email: str, *, consent_text: ConsentText, form_path: str) -> None:
    """Somebody typed this address at the form. What is told about it goes to the address only, never to the screen.

    An address on the list gets a mail that says so; any other a link to confirm. Within a day of the last mail: nothing.
    Raises ValidationError when it cannot be an address.
    """
    now, address = timezone.now(), canonical(email)
    subscriber = Subscriber.objects.select_for_update().get_or_create(email=address, defaults={"made_at": now})[0]
    if subscriber.mailed_at and now - subscriber.mailed_at < BETWEEN_MAILS:
        return
    if subscriber.state == Subscriber.State.SUBSCRIBED:
        _say_that_it_is_known(subscriber, now)
    else:
        _ask_to_confirm(subscriber, consent_text, form_path, now)
    subscriber.mailed_at = now
    subscriber.save(update_fields=["mailed_at"])


def _say_that_it_is_known(subscriber: Subscriber, now: datetime) -> None:
    key = f"newsletter:{subscriber.ref}:known:{now:%Y-%m-%d}"
    notices.write_to(subscriber.email, "newsletter_known", key=key, path=preferences_path(subscriber))


def _ask_to_confirm(subscriber: Subscriber, shown: ConsentText, form_path: str, now: datetime) -> None:
    consent = Consent.objects.create(
        subscriber=subscriber, text=shown.text, text_version=shown.version, form_path=form_path[:200], asked_at=now
    )
    token = tickets.issue(CONFIRM, about=consent, lifetime=UNCONFIRMED_LIFETIME)
    path = reverse("newsletter-confirm", args=[token])
    notices.write_to(subscriber.email, "newsletter_confirm", key=f"newsletter:consent:{consent.pk}", path=path)


@transaction.atomic
def confirm(token: str) -> Subscriber:
    """The owner of the address agrees: it is on the list from now. Raises TicketRefused."""
    ticket, now = tickets.redeem(CONFIRM, token), timezone.now()
    consent = Consent.objects.filter(pk=tickets.subject_pk(ticket)).first()
    if consent is None:
        raise tickets.TicketRefused(tickets.LAPSED)
    subscriber = Subscriber.objects.select_for_update().get(pk=consent.subscriber_id)
    consent.confirmed_at = now
    consent.save(update_fields=["confirmed_at"])
    # The link came with a mail: whatever was wrong with the address is not so any more.
    Suppression.objects.filter(email=subscriber.email).delete()
    if subscriber.state != Subscriber.State.SUBSCRIBED:
        subscriber.state, subscriber.subscribed_at, subscriber.mailed_at = Subscriber.State.SUBSCRIBED, now, None
        subscriber.save(update_fields=["state", "subscribed_at", "mailed_at"])
        audit.record(None, "newsletter.subscribed", on=subscriber, text=consent.text_version)
    return subscriber


@transaction.atomic
def unsubscribe(token: str, *, one_click: bool = False) -> Subscriber:
    """Take the holder of the link off the list, at once; doing it twice is the same as once. Raises TicketRefused.

    `one_click`: the mail program asked it for its reader (RFC 8058), not the page.
    """
    tickets.redeem(PREFERENCES, token)
    return leave(holder(token), by=None, one_click=one_click)


@transaction.atomic
def join(email: str, *, consent_text: ConsentText, form_path: str, by) -> Subscriber:
    """An account holder agrees on their own page: the account's address was confirmed before. Raises ValidationError."""
    now, address = timezone.now(), canonical(email)
    subscriber = Subscriber.objects.select_for_update().get_or_create(email=address, defaults={"made_at": now})[0]
    Consent.objects.create(
        subscriber=subscriber, text=consent_text.text, text_version=consent_text.version, form_path=form_path[:200],
        asked_at=now, confirmed_at=now,
    )  # fmt: skip
    subscriber.state, subscriber.subscribed_at, subscriber.mailed_at = Subscriber.State.SUBSCRIBED, now, None
    subscriber.save(update_fields=["state", "subscribed_at", "mailed_at"])
    audit.record(by, "newsletter.subscribed", on=subscriber, text=consent_text.version)
    return subscriber


@transaction.atomic
def leave(subscriber: Subscriber, *, by, **details) -> Subscriber:
    """Take a subscriber off the list, at once; doing it twice is the same as once."""
    subscriber = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    for consent in subscriber.consents.filter(confirmed_at=None):
        tickets.revoke(CONFIRM, about=consent)
    if subscriber.state == Subscriber.State.SUBSCRIBED:
        subscriber.state, subscriber.unsubscribed_at = Subscriber.State.UNSUBSCRIBED, timezone.now()
        subscriber.mailed_at = None
        subscriber.save(update_fields=["state", "unsubscribed_at", "mailed_at"])
        audit.record(by, "newsletter.unsubscribed", on=subscriber, **details)
    return subscriber


@transaction.atomic
def prefer(subscriber: Subscriber, *, audience: str, skips: list[str], by=None) -> None:
    """What its reader wants to read, and as whom; whether they get the newsletter stays as it is."""
    Subscriber.objects.filter(pk=subscriber.pk).update(audience=audience, skips=skips)
    audit.record(by, "newsletter.preferred", on=subscriber, audience=audience, skips=skips)


def holder(token: str) -> Subscriber:
    """Whose subscription the link opens. Raises TicketRefused."""
    ticket = tickets.look(PREFERENCES, token)
    subscriber = Subscriber.objects.filter(pk=tickets.subject_pk(ticket)).first()
    if subscriber is None:
        raise tickets.TicketRefused(tickets.UNKNOWN)
    return subscriber


def preferences_path(subscriber: Subscriber) -> str:
    """A fresh address at which the subscription can be seen and stopped, without signing in."""
    token = tickets.issue(PREFERENCES, about=subscriber, lifetime=PREFERENCES_LIFETIME, many=True)
    return reverse("newsletter-unsubscribe", args=[token])


def address_of(token: str) -> str:
    """The whole address of the page that `token` opens, as a mail and its headers carry it."""
    return settings.SITE_URL + reverse("newsletter-unsubscribe", args=[token])
