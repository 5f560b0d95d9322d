"""Signing in by address, and finding the account of a session, with its person and roles, in one question."""

from datetime import date

from allauth.account.auth_backends import AuthenticationBackend
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from leerlandschap.commons.questions import Question
from leerlandschap.network.models import Person, User

USER = [field.attname for field in User._meta.concrete_fields]
PERSON = [field.attname for field in Person._meta.concrete_fields]


def _account(user_id: int, today: date):
    """The active account with its person, a row for each assignment that runs `today`."""
    running = Q(person__role_assignments__started_on__lte=today) & (
        Q(person__role_assignments__ended_on=None) | Q(person__role_assignments__ended_on__gt=today)
    )
    held = FilteredRelation("person__role_assignments", condition=running)
    of_person = [f"person__{name}" for name in PERSON]
    found = User.objects.filter(pk=user_id, is_active=True).annotate(
        held=held, held_role=F("held__role"), held_for=F("held__organisation_id")
    )
    return found.values_list(*USER, *of_person, "held_role", "held_for")


# Every request of somebody who is signed in asks this.
ACCOUNT = Question(_account, -1, date(1, 1, 1))


class AccountBackend(AuthenticationBackend):
    """allauth's backend, which also brings the person and the roles along."""

    def get_user(self, user_id) -> User | None:
        """The active account, or None. One row a running assignment; every request asks this, so it asks once."""
        rows = ACCOUNT.ask(int(user_id), timezone.localdate())
        if not rows:
            return None
        user = User.from_db(DEFAULT_DB_ALIAS, USER, rows[0][: len(USER)])
        of_person = rows[0][len(USER) : -2]
        if of_person[0] is not None:
            user.person = Person.from_db(DEFAULT_DB_ALIAS, PERSON, of_person)
        user.remember_assignments([row[-2:] for row in rows if row[-2]])
        return user
