"""Choosing how often one is mailed about what."""

from django.db import transaction

from leerlandschap.commons import audit
from leerlandschap.commons.models import MailPreference
from leerlandschap.network.models import Person, User


@transaction.atomic
def choose(person: Person, rhythms: dict[str, str], *, by: User) -> None:
    """Keep for each group of reminders the rhythm that was chosen for it."""
    for group, rhythm in rhythms.items():
        MailPreference.objects.update_or_create(person=person, group=group, defaults={"rhythm": rhythm})
    audit.record(by, "preferences.chosen", on=person, **rhythms)
