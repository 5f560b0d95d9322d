"""Accounts: opening one for a confirmed address, closing it, ending its sessions, and the address it goes by."""

import hashlib
import uuid
from datetime import timedelta

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Person, RoleAssignment, User
from leerlandschap.network.roles import Role

BETWEEN_RESETS = timedelta(minutes=15)
SIGN_IN_FIRST = "Bij dit adres hoort al een account. Log daarmee in en open de link opnieuw."
NO_FACTOR = "Dit account heeft geen tweede stap."
OWN_FACTOR = "Je eigen tweede stap wijzig je bij Veilig inloggen."
TAKEN = "Dit adres is al van iemand anders in het leerlandschap. Vraag het regiobureau om het recht te zetten."


@transaction.atomic
def open_for(email: str, *, name: str, password: str) -> User:
    """Make the account of whoever has just shown to read the mail of `email`, or reopen the one that was closed.

    Never touches an account that is in use: then, and when two do this at once, it raises ValidationError.
    """
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user is not None and user.is_active:
        raise ValidationError(SIGN_IN_FIRST)
    try:
        with transaction.atomic():
            user = _reopen(user, password) if user else User.objects.create_user(email, password)
            _tie_to_person(user, name)
    except IntegrityError as error:
        raise ValidationError(SIGN_IN_FIRST) from error
    EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
    audit.record(user, "account.opened", on=user)
    return user


@transaction.atomic
def close(user: User, *, by: User | None) -> None:
    """End an account: nobody signs in with it, and every session of it is over at its next request."""
    User.objects.filter(pk=user.pk).update(is_active=False, is_staff=False, access_epoch=F("access_epoch") + 1)
    user.refresh_from_db()
    audit.record(by, "account.closed", on=user)


def end_sessions(user: User) -> None:
    """Sign `user` out everywhere, at the next request of each session."""
    User.objects.filter(pk=user.pk).update(access_epoch=F("access_epoch") + 1)


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> None:
    """Take away the second factors of somebody who lost theirs, and sign them out everywhere. Raises ValidationError.

    With the password alone they then come as far as setting up a new one.
    """
    if user == by:
        raise ValidationError(OWN_FACTOR)
    if not Authenticator.objects.filter(user=user).delete()[0]:
        raise ValidationError(NO_FACTOR)
    end_sessions(user)
    audit.record(by, "account.second_factor_reset", on=user)
    key = f"account.second_factor_removed:{uuid.uuid4()}"
    notices.write_to(user.email, "account.second_factor_removed", key=key, path=reverse("mfa_index"))


def keep_staff_flag(person: Person) -> None:
    """Whoever has the role beheer, and nobody else, is staff to Django."""
    if person.user_id:
        held = RoleAssignment.objects.running(timezone.localdate()).filter(person=person, role=Role.ADMINISTRATOR)
        User.objects.filter(pk=person.user_id).update(is_staff=held.exists())


@transaction.atomic
def change_address(user: User, email: str) -> None:
    """Let the person go by the address that `user` confirmed, also on the pages that name them."""
    Person.objects.filter(user=user).update(email=email.lower(), version=F("version") + 1)
    audit.record(user, "account.address_changed", on=user)


def address_is_free(email: str, *, for_user: User) -> bool:
    """Whether no other person goes by `email`."""
    return not Person.objects.filter(email__iexact=email).exclude(user=for_user).exists()


def ask_reset(email: str) -> None:
    """Write to `email` about a new password. Does the same work whether or not there is an account.

    Whoever fills in somebody else's address, costs them a mail a quarter of an hour at most: the one before still works.
    """
    email, now = email.lower(), timezone.now()
    quarter = int(now.timestamp() // BETWEEN_RESETS.total_seconds())
    mark = hashlib.sha256(email.encode()).hexdigest()[:32]
    notices.write_to(email, "account.reset_asked", key=f"account.reset:{mark}:{quarter}", path="/")


def answer_to_reset(email: str) -> tuple[str, str]:
    """Which letter answers a request for a new password from `email`, and where it leads."""
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    if not users:
        return "account.unknown", reverse("account-request")
    key = EmailAwarePasswordResetTokenGenerator().make_token(users[0])
    return "account.reset", reverse("account_reset_password_from_key", args=[user_pk_to_url_str(users[0]), key])


def _reopen(user: User, password: str) -> User:
    user.set_password(password)
    user.is_active = True
    user.access_epoch += 1
    user.save()
    return user


def _tie_to_person(user: User, name: str) -> Person:
    """The person of this account: who already goes by its address, else somebody new."""
    person = Person.objects.filter(email__iexact=user.email).first() or Person(name=name, email=user.email)
    if person.user_id not in {None, user.pk}:
        raise ValidationError(TAKEN)
    person.user = user
    person.save()
    return person
