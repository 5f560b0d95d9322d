"""Organisations: bringing them in and keeping what is known of them right."""

from django.db import transaction

from leerlandschap.commons import audit
from leerlandschap.commons.registry import renamed
from leerlandschap.network.models import Organisation, User


@transaction.atomic
def add(organisation: Organisation, *, by: User | None) -> Organisation:
    """Bring in an organisation that a form has checked."""
    organisation.save()
    audit.record(by, "organisation.added", on=organisation, kind=organisation.kind)
    return organisation


@transaction.atomic
def change(organisation: Organisation, *, by: User | None) -> Organisation:
    """Save what a form has changed and checked."""
    organisation.save()
    for renew in renamed:
        renew(organisation)
    audit.record(by, "organisation.changed", on=organisation, kind=organisation.kind)
    return organisation
