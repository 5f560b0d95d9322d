"""The five agreements of a table's first meetings: recording them, and saying that they still hold."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import User
from tables import openness
from tables.models import OpeningAgreement, Table

EMPTY = "Schrijf op wat jullie afspraken."
TOO_OPEN = "Een afspraak kan hier niet opener worden dan {now}. Opener maken is een aparte stap."


@transaction.atomic
def record(table: Table, kind: str, *, text: str, level: str, agreed_on: date, by: User) -> OpeningAgreement:
    """Record one of the five, or say it anew; `level` is its openness. Raises ValidationError."""
    table = Table.objects.select_for_update().get(pk=table.pk)
    found = OpeningAgreement.objects.filter(table=table, kind=kind).first()
    widest = found.openness if found else table.openness
    if not text.strip():
        raise ValidationError({"text": EMPTY})
    if openness.is_wider(level, widest):
        raise ValidationError({"openness": TOO_OPEN.format(now=dict(openness.narrower_than("public"))[widest])})
    agreement = found or OpeningAgreement(table=table, kind=kind)
    agreement.text, agreement.openness, agreement.agreed_on = text.strip(), level, agreed_on
    agreement.edited_at, agreement.edited_by = timezone.now(), by
    agreement.save()
    return _noted(agreement, "opening_agreement.recorded", by)


@transaction.atomic
def confirm(agreement: OpeningAgreement, *, by: User) -> OpeningAgreement:
    """The table says that an agreement still holds, as of today."""
    agreement.checked_on = timezone.localdate()
    agreement.save(update_fields=["checked_on"])
    return _noted(agreement, "opening_agreement.confirmed", by)


def _noted(agreement: OpeningAgreement, code: str, by: User) -> OpeningAgreement:
    Table.objects.filter(pk=agreement.table_id).update(version=F("version") + 1)
    audit.record(by, code, on=agreement.table, about=agreement.kind)
    return agreement
