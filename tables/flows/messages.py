"""Writing to everybody at a table at once: a mail each that says there is a message, and nothing of it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Person, User
from tables.models import Seat, Table, TableMessage

EMPTY = "Schrijf wat je de tafel wilt laten weten."
NOBODY = "Aan deze tafel zit nu niemand met een account, dus er is niemand om aan te schrijven."


def readers(table: Table) -> tuple[list[Person], int]:
    """Who gets a message: who holds a chair or leads, with an account; and how many hold a chair without one."""
    seated = Seat.objects.at(table).accepted().values("person")
    leads = [pk for pk in (table.chair_id, table.facilitator_id, table.clm_contact_id) if pk]
    people = Person.objects.filter(Q(pk__in=seated) | Q(pk__in=leads)).order_by("pk")
    with_account = [person for person in people if person.user_id]
    return with_account, len(people) - len(with_account)


@transaction.atomic
def send(table: Table, *, text: str, by: User) -> TableMessage:
    """Write to the whole table; everybody but the writer is mailed at once. Raises ValidationError without text or readers."""
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    people = [person for person in readers(table)[0] if person.user_id != by.pk]
    if not people:
        raise ValidationError(NOBODY)
    made = TableMessage.objects.create(
        table=table, text=text.strip(), made_at=timezone.now(), made_by=by, told=len(people)
    )
    audit.record(by, "table.written_to", on=table, to=len(people))
    path = made.get_absolute_url()
    mailed = path if table.path_in_mail == table.get_absolute_url() else table.path_in_mail
    facts = {"table": table.name_in_mail}
    notices.tell_all(
        [
            notices.to(one, "table.message", key=f"message:{made.ref}:{one.pk}", path=path, letter_path=mailed, **facts)
            for one in people
        ]
    )
    return made
