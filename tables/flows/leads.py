"""Who leads a table: voorzitter, begeleider and contactpersoon CLM, and how that passes on."""

from django.db import transaction
from django.db.models import F, Q

from leerlandschap.commons import audit
from leerlandschap.network.models import Person, User
from tables.models import Table, Theme

LEADS = ("chair", "facilitator", "clm_contact")


def led_by(person: Person) -> list[Table]:
    """The tables where `person` is voorzitter, begeleider or contactpersoon CLM."""
    return list(Table.objects.filter(Q(chair=person) | Q(facilitator=person) | Q(clm_contact=person)).order_by("name"))


@transaction.atomic
def pass_on(person: Person, *, to: Person | None, by: User | None) -> None:
    """Give every lead of `person` to `to`, or leave it open for the regional office to fill."""
    for table in led_by(person):
        held = [lead for lead in LEADS if getattr(table, f"{lead}_id") == person.pk]
        Table.objects.filter(pk=table.pk).update(**dict.fromkeys(held, to), version=F("version") + 1)
        audit.record(by, "table.lead_passed_on", on=table, leads=held, who=str(person), to=str(to or ""))
    for theme in Theme.objects.filter(clm_contact=person):
        Theme.objects.filter(pk=theme.pk).update(clm_contact=to)
        Table.objects.filter(theme=theme).update(version=F("version") + 1)
        audit.record(by, "theme.contact_passed_on", on=theme, who=str(person), to=str(to or ""))
