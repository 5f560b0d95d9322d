"""What a sender is told, and by which way they come to read it: their own page, a link without a password, or nothing."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import notices, tickets
from leerlandschap.network.models import Person
from signals.models import Experience, SenderAddress

SCOPE = "experience.sender"
LINK_WORKS = timedelta(days=90)


def receipt(experience: Experience) -> None:
    """That it came in, at once."""
    _tell(experience, "experience.received", key=f"experience:{experience.ref}:receipt")


def news(experience: Experience, key: str) -> None:
    """That there is something to read; for who wants an answer."""
    if experience.wants_answer:
        _tell(experience, "experience.news", key=f"experience:{experience.ref}:{key}")


def asked(experience: Experience, key: str) -> None:
    """That something is asked; nobody can answer what they do not know of."""
    _tell(experience, "experience.asked", key=f"experience:{experience.ref}:{key}")


def path_for_handler(experience: Experience) -> str:
    return reverse("handling-experience", args=[experience.ref])


def link_for(address: SenderAddress) -> str:
    """A link that opens what was sent from an address, without a password."""
    token = tickets.issue(SCOPE, about=address, lifetime=LINK_WORKS, many=True)
    return reverse("sender-home", args=[token])


def address_of(person: Person) -> SenderAddress:
    """The row of a sender without an account."""
    return SenderAddress.objects.get_or_create(email=person.email.lower(), defaults={"made_at": timezone.now()})[0]


def _tell(experience: Experience, code: str, *, key: str) -> None:
    sender = experience.sender
    if sender is None:
        return
    link = "" if sender.user_id else link_for(address_of(sender))
    notices.tell_all([notices.to(sender, code, key=key, path=experience.get_absolute_url(), letter_path=link)])
