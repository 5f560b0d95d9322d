"""Stances: a municipality formally subscribes to a working agreement, or says that it does not, and why."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit
from leerlandschap.network.models import Organisation, OrganisationKind, User
from tables.flows import cycles
from tables.models import Stance, Table, WorkingAgreement

ENDED = "Deze werkafspraak geldt niet meer; een standpunt innemen kan niet meer."
ONLY_MUNICIPALITIES = "Alleen een gemeente onderschrijft een werkafspraak formeel."
WHY_NOT = "Schrijf in één zin waarom je gemeente deze afspraak niet onderschrijft; dat staat er straks bij."


@transaction.atomic
def take(
    agreement: WorkingAgreement, *, organisation: Organisation, subscribes: bool, by: User | None, reason: str = ""
) -> Stance:
    """Say for a municipality whether it subscribes; its last word counts. Raises ValidationError without a reason for no."""
    agreement = _held(agreement)
    if organisation.kind != OrganisationKind.MUNICIPALITY:
        raise ValidationError(ONLY_MUNICIPALITIES)
    if not subscribes and not reason.strip():
        raise ValidationError({"reason": WHY_NOT})
    return _say(agreement, organisation, subscribes, reason.strip(), by)


@transaction.atomic
def note_dissent(agreement: WorkingAgreement, *, organisation: Organisation, reason: str, by: User) -> Stance:
    """Note that an organisation said in a meeting not to endorse the agreement; not only a municipality can.

    Raises ValidationError when the agreement ended.
    """
    return _say(_held(agreement), organisation, False, reason, by)


def _held(agreement: WorkingAgreement) -> WorkingAgreement:
    """The agreement as it is now, under its table's lock. Raises ValidationError when it ended."""
    table = Table.objects.select_for_update().get(pk=agreement.table_id)
    agreement = WorkingAgreement.objects.get(pk=agreement.pk)
    if agreement.ended_on:
        raise ValidationError(ENDED)
    agreement.table = table
    return agreement


def _say(
    agreement: WorkingAgreement, organisation: Organisation, subscribes: bool, reason: str, by: User | None
) -> Stance:
    said = {"subscribes": subscribes, "reason": reason, "at": timezone.now(), "by": by}
    stance, _new = Stance.objects.update_or_create(agreement=agreement, organisation=organisation, defaults=said)
    cycles.show(agreement.table)
    facts = {"agreement": str(agreement.ref), "of": str(organisation), "subscribes": subscribes}
    audit.record(by, "stance.taken", on=agreement.table, **facts)
    return stance
