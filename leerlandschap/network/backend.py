"""Signing in by address, and finding the account of a session, with its person and roles, in one question."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from leerlandschap.network.models import User


class AccountBackend(AuthenticationBackend):
    """allauth's backend, which also brings the person and the roles along."""

    def get_user(self, user_id) -> User | None:
        """The active account, or None. One row a running assignment; every request asks this, so it asks once."""
        today = timezone.localdate()
        running = Q(person__role_assignments__started_on__lte=today) & (
            Q(person__role_assignments__ended_on=None) | Q(person__role_assignments__ended_on__gt=today)
        )
        found = User.objects.select_related("person").filter(pk=user_id, is_active=True)
        rows = list(
            found.annotate(
                held=FilteredRelation("person__role_assignments", condition=running),
                held_role=F("held__role"),
                held_for=F("held__organisation_id"),
            )
        )
        if not rows:
            return None
        rows[0].remember_assignments([(row.held_role, row.held_for) for row in rows if row.held_role])
        return rows[0]
