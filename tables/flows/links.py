"""Laying a link between two tables, and taking it away.

A link shows on the pages of both tables. Who speaks for only one of them proposes it; it stands when the other says yes.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import User
from leerlandschap.network.roles import Permission, may
from tables.models import Table, TableLink

ITSELF = "Een tafel kan niet met zichzelf verbonden worden. Kies een andere tafel."
THERE = "Deze verbinding ligt er al."
PROPOSED = "Deze verbinding is al voorgesteld, en wacht op antwoord van de andere tafel."
SETTLED = "Dit voorstel is intussen beantwoord of ingetrokken. Ververs de pagina om te zien hoe het ervoor staat."
ENDED = "{table} is beëindigd. Kies een tafel die loopt of wordt ingericht."


@transaction.atomic
def link(from_table: Table, to_table: Table, *, kind: str, by: User, note: str = "") -> TableLink:
    """Lay a link between two tables, or propose it where `by` speaks for one of them only.

    Sharing a question holds both ways, and is laid once. Laying what the other table proposed is a yes to it.

    Raises ValidationError when they are one table, when one has ended, or when the link is there.
    """
    if from_table == to_table:
        raise ValidationError({"to_table": ITSELF})
    for table in (from_table, to_table):
        if table.state == Table.State.ENDED:
            raise ValidationError({"to_table": ENDED.format(table=table)})
    if kind == TableLink.Kind.SHARES_QUESTION and from_table.pk > to_table.pk:
        from_table, to_table = to_table, from_table
    ends = {"from_table": from_table, "to_table": to_table, "kind": kind}
    proposal = TableLink.objects.proposed().filter(**ends).select_related("waits_for").first()
    if proposal and may(by, Permission.TABLE_LINK, proposal.waits_for):
        return accept(proposal, by=by)
    waits_for = next((end for end in (from_table, to_table) if not may(by, Permission.TABLE_LINK, end)), None)
    laid = {"note": note.strip(), "made_at": timezone.now(), "made_by": by, "waits_for": waits_for}
    try:
        with transaction.atomic():
            made = TableLink.objects.create(**ends, **laid)
    except IntegrityError:
        raise ValidationError({"to_table": THERE if proposal is None else PROPOSED}) from None
    audit.record(by, "link.proposed" if waits_for else "link.laid", on=made, kind=kind)
    _changed(made)
    _tell_asked(made)
    return made


@transaction.atomic
def accept(proposal: TableLink, *, by: User) -> TableLink:
    """Say yes for the table that was asked: the link stands. Raises ValidationError when it is gone or stands already."""
    found = TableLink.objects.proposed().select_for_update(of=("self",)).filter(pk=proposal.pk).first()
    if found is None:
        raise ValidationError(SETTLED)
    found.waits_for = None
    found.save(update_fields=["waits_for"])
    audit.record(by, "link.laid", on=found, kind=found.kind)
    _changed(found)
    return found


@transaction.atomic
def unlink(made: TableLink, *, by: User) -> None:
    """Take a link away."""
    audit.record(by, "link.removed", on=made, kind=made.kind)
    _changed(made)
    made.delete()


def neighbours_changed(table: Table) -> None:
    """What other tables' pages say of `table` changed: its openness, or that it ended."""
    ends = TableLink.objects.of(table).values_list("from_table", "to_table")
    Table.objects.filter(pk__in={pk for both in ends for pk in both}).update(version=F("version") + 1)


def _tell_asked(made: TableLink) -> None:
    """Who speaks for the table that was asked hears that a link waits for a yes, in the one mail a day."""
    table = made.waits_for
    decider = (table.chair_id or table.clm_contact_id) if table else None
    if decider:
        key, path = f"link:{made.ref}:proposed:{decider}", reverse("link-list", args=[table.slug])
        facts = {"table": table.name_in_mail}
        notices.tell_all([notices.Telling(decider, "link.proposed", key, path, facts, bundled=True)])


def _changed(made: TableLink) -> None:
    Table.objects.filter(pk__in=[made.from_table_id, made.to_table_id]).update(version=F("version") + 1)
