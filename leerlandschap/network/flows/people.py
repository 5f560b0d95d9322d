"""People: what is known of them, kept right."""

from django.db import transaction
from django.db.models import F

from leerlandschap.commons import audit
from leerlandschap.network.models import Person, User


@transaction.atomic
def change(person: Person, *, name: str, phone: str, by: User) -> None:
    """Put right how somebody is called and called up, also on the public pages that name them."""
    Person.objects.filter(pk=person.pk).update(name=name, phone=phone, version=F("version") + 1)
    person.refresh_from_db()
    audit.record(by, "person.changed", on=person)
