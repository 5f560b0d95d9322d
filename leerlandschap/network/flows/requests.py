"""Requests for an account: anybody asks, the regional office decides."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.flows import invitations
from leerlandschap.network.models import AccountRequest, Invitation, Organisation, User

DECIDED = "Over deze aanvraag is al besloten."


@transaction.atomic
def ask(*, name: str, email: str, organisation_name: str, function: str = "", reason: str = "") -> None:
    """Ask for an account. Whoever the address belongs to, the same is asked of the database and written to it.

    At most one letter a day goes to an address; it alone tells whether there was a request, or an account, already.
    """
    email = email.strip().lower()
    has_account = User.objects.filter(email=email, is_active=True).exists()
    typed = {"name": name, "organisation_name": organisation_name, "function": function, "reason": reason}
    now = timezone.now()
    superfluous = {"state": AccountRequest.State.DECLINED, "decided_by": None}
    earlier = AccountRequest.objects.filter(**superfluous) if has_account else AccountRequest.objects.open()
    updated = earlier.filter(email=email).update(**typed, made_at=now)
    if not updated:
        decided = superfluous | {"decided_at": now} if has_account else {}
        AccountRequest.objects.create(email=email, made_at=now, **typed, **decided)
    code = "request.known" if has_account else "request.again" if updated else "request.received"
    path = reverse("account_reset_password") if has_account else reverse("home")
    # Without the name: a stranger may have typed it, and this must not be a way to write to anybody.
    notices.write_to(email, code, key=f"request:{_mark(email)}:{timezone.localdate()}", path=path)


@transaction.atomic
def approve(request: AccountRequest, *, organisation: Organisation, role: str = "", by: User) -> Invitation:
    """Say yes: an invitation for `organisation` goes to the address. Raises ValidationError."""
    _decide(request, AccountRequest.State.APPROVED, by=by)
    invitation = invitations.invite(request.name, request.email, organisation, request.function, role, by=by)
    audit.record(by, "request.approved", on=request, organisation=str(organisation))
    return invitation


@transaction.atomic
def decline(request: AccountRequest, *, by: User) -> None:
    """Say no, by mail. Raises ValidationError."""
    _decide(request, AccountRequest.State.DECLINED, by=by)
    audit.record(by, "request.declined", on=request)
    notices.write_to(
        request.email,
        "request.declined",
        key=f"request.declined:{request.pk}",
        path=reverse("contact"),
    )


def _decide(request: AccountRequest, state: str, *, by: User) -> None:
    decided = {"state": state, "decided_at": timezone.now(), "decided_by": by}
    if not AccountRequest.objects.open().filter(pk=request.pk).update(**decided):
        raise ValidationError(DECIDED)
    request.refresh_from_db()


def _mark(email: str) -> str:
    return hashlib.sha256(email.encode()).hexdigest()[:32]
