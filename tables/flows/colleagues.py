"""Who counts as a colleague: only somebody of the same organisation can be asked along, be given a chair, or be a deputy."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from leerlandschap.commons import addresses
from leerlandschap.network.models import Organisation, Person

STRANGER = (
    "Dit adres hoort niet bij {organisation}. Vul het werkadres van een collega in{domain}; "
    "iemand van een andere organisatie vraagt zelf een stoel."
)
ONESELF = "Dit ben je zelf. Vul het adres van een collega in."
NO_ORGANISATION = (
    "We weten nog niet namens welke organisatie je hier zit. Vraag de contactpersoon CLM om dat vast te leggen."
)


def require_colleague(email: str, organisation: Organisation | None, *, of: Person) -> str:
    """The address, when it is of somebody else at `organisation`: by its mail domain, or by where they work.

    Raises ValidationError for a stranger, for oneself, and where nobody knows the organisation.
    """
    if organisation is None:
        raise ValidationError(NO_ORGANISATION)
    email, domain = email.lower(), organisation.mail_domain.lower()
    if email == of.email.lower():
        raise ValidationError({"email": ONESELF})
    works_there = Person.objects.at(organisation, timezone.localdate()).filter(email__iexact=email)
    if addresses.domain_of(email) != domain and not works_there.exists():
        ending = f" (het eindigt op @{domain})" if domain else ""
        raise ValidationError({"email": STRANGER.format(organisation=organisation, domain=ending)})
    return email
