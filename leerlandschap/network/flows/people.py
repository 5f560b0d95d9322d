"""People: what is known of them, kept right."""

from django.db import transaction
from django.db.models import F

from leerlandschap.commons import audit
from leerlandschap.commons.models import Letter, Notice
from leerlandschap.network.models import Person, User


@transaction.atomic
def change(person: Person, *, name: str, phone: str, by: User) -> None:
    """Put right how somebody is called and called up, also on the public pages that name them."""
    Person.objects.filter(pk=person.pk).update(name=name, phone=phone, version=F("version") + 1)
    person.refresh_from_db()
    audit.record(by, "person.changed", on=person)


def forget(person: Person) -> bool:
    """Remove somebody without an account to whom nothing in the portal leads any more. False when something still does."""
    if person.user_id or any(_leads(relation, person) for relation in _relations()):
        return False
    Letter.objects.filter(address__iexact=person.email).delete()
    person.delete()
    return True


def _relations() -> list:
    """Whatever may lead to a person, but what they were told."""
    found = [one for one in Person._meta.get_fields(include_hidden=True) if one.auto_created and not one.concrete]
    return [one for one in found if one.related_model not in {Letter, Notice}]


def _leads(relation, person: Person) -> bool:
    return relation.related_model._base_manager.filter(**{relation.field.name: person}).exists()
