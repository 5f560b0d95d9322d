"""Sending without a password: an address asks for a link, and the link proves whose it is."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import notices, tickets
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.models import Person
from signals.flows import sender_letters
from signals.models import SenderAddress


@transaction.atomic
def ask_link(email: str) -> None:
    """Mail a link to an address, at most once an hour; who has an account is led to sign in. The same to the eye for all."""
    email, now = email.lower(), timezone.now()
    key = f"experience:link:{email}:{now:%Y-%m-%d-%H}"
    if notices.was_written(key):
        return
    if Person.objects.filter(email__iexact=email, user__is_active=True).exists():
        notices.write_to(email, "experience.sign_in", key=key, path=reverse("my-experiences"))
        return
    address = SenderAddress.objects.get_or_create(email=email, defaults={"made_at": now})[0]
    notices.write_to(email, "experience.link", key=key, path=sender_letters.link_for(address))


def address_behind(token: str) -> SenderAddress:
    """The address whose link this is. Raises TicketRefused."""
    ticket = tickets.look(sender_letters.SCOPE, token)
    found = SenderAddress.objects.filter(pk=tickets.subject_pk(ticket)).first()
    if found is None or Person.objects.filter(email__iexact=found.email, user__is_active=True).exists():
        # Since then there is an account: what was sent is read there, with a password.
        raise TicketRefused(tickets.REVOKED)
    return found


def person_at(address: SenderAddress) -> Person | None:
    """Who sent from this address before."""
    return Person.objects.filter(email__iexact=address.email).first()


def person_for(address: SenderAddress) -> Person:
    """Who sends from this address: known from now on."""
    return person_at(address) or Person.objects.create(email=address.email, name=address.email)
