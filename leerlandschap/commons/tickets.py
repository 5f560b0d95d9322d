"""Issuing and redeeming links. Looking at a link's page uses nothing up; only a POST redeems it."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Model, Q
from django.utils import timezone

from leerlandschap.commons.models.tickets import Ticket


class TicketRefused(Exception):
    """The link opens nothing (any more). Its text is a Dutch sentence that says what to do."""


UNKNOWN = "Deze link klopt niet. Open de link uit je mail opnieuw, of kopieer hem helemaal."
LAPSED = "Deze link is verlopen. Vraag een nieuwe aan; dat kan meteen."
USED = "Deze link is al gebruikt. Je hoeft niets meer te doen."
REVOKED = "Deze link is ingetrokken. Vraag een nieuwe aan als je hem nog nodig hebt."


def issue(scope: str, *, about: Model, lifetime: timedelta, many: bool = False) -> str:
    """Make a link for `scope` about one object. Gives its token, which is stored nowhere."""
    token, now = secrets.token_urlsafe(32), timezone.now()
    Ticket.objects.create(
        token_hash=fingerprint(token), scope=scope, about=_key(about), made_at=now, expires_at=now + lifetime, many=many
    )
    return token


def issue_many(scope: str, *, about: Sequence[Model], lifetime: timedelta) -> dict[object, str]:
    """Links that may be used as often as one likes, one for each object, in one statement. Gives the tokens by primary key."""
    now, tokens = timezone.now(), {one.pk: secrets.token_urlsafe(32) for one in about}
    shared = {"scope": scope, "made_at": now, "expires_at": now + lifetime, "many": True}
    Ticket.objects.bulk_create(
        Ticket(token_hash=fingerprint(tokens[one.pk]), about=_key(one), **shared) for one in about
    )
    return tokens


def look(scope: str, token: str) -> Ticket:
    """The ticket of `token`, not used up by looking. Raises TicketRefused."""
    ticket = Ticket.objects.filter(token_hash=fingerprint(token), scope=scope).first()
    if ticket is None:
        raise TicketRefused(UNKNOWN)
    if ticket.revoked_at:
        raise TicketRefused(REVOKED)
    if ticket.used_at and not ticket.many:
        raise TicketRefused(USED)
    if ticket.expires_at <= timezone.now():
        raise TicketRefused(LAPSED)
    return ticket


def redeem(scope: str, token: str) -> Ticket:
    """Use the link; of two who do so at once, one gets it. Raises TicketRefused."""
    ticket, now = look(scope, token), timezone.now()
    if not ticket.many and not Ticket.objects.filter(pk=ticket.pk, used_at=None).update(used_at=now):
        raise TicketRefused(USED)
    return ticket


def lead_on(scope: str, *, about: Model, to: Model) -> None:
    """What the links were for is done: they are used up, and from now on say where it led (`used`)."""
    mine = Ticket.objects.filter(scope=scope, about=_key(about), revoked_at=None)
    mine.update(about=_key(to), used_at=timezone.now())


def used(scope: str, token: str, *, about: type[Model]) -> str | None:
    """The primary key of the `about` to which a used link led, or None when it led to nothing of the kind."""
    found = (
        Ticket.objects.filter(token_hash=fingerprint(token), scope=scope, revoked_at=None).exclude(used_at=None).first()
    )
    is_so = found is not None and found.about.startswith(f"{about._meta.label_lower}:")
    return subject_pk(found) if is_so else None


def revoke(scope: str, *, about: Model) -> int:
    """Close every open link for `scope` about one object. Gives their number."""
    open_ones = Ticket.objects.filter(Q(used_at=None) | Q(many=True), scope=scope, about=_key(about), revoked_at=None)
    return open_ones.update(revoked_at=timezone.now())


def revoke_all(*, about: Model) -> int:
    """Close every open link about one object, whatever it was for. Gives their number."""
    open_ones = Ticket.objects.filter(Q(used_at=None) | Q(many=True), about=_key(about), revoked_at=None)
    return open_ones.update(revoked_at=timezone.now())


def subject_pk(ticket: Ticket) -> str:
    """The primary key of what the ticket is about."""
    return ticket.about.rpartition(":")[2]


def _key(about: Model) -> str:
    return f"{about._meta.label_lower}:{about.pk}"


def fingerprint(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
