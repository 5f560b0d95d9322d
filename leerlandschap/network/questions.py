"""Questions about what somebody may see: their SQL depends on the roles of who asks, and is written once for each set."""

from collections.abc import Callable, Iterable

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from leerlandschap.commons.questions import Question, Row
from leerlandschap.network.models import User
from leerlandschap.network.roles import Role

NOBODY = -7


class QuestionOf:
    """A `Question` that is asked of what a user may see.

    `build` gets the blanks after somebody who is nobody: a visitor, or an account with the same roles in the portal as a
    whole. It may look at those roles and at the account's key, as `visible_to` and `may` do; what else it asks fails.
    """

    def __init__(self, build: Callable[..., QuerySet], *blanks) -> None:
        self._build, self._blanks = build, blanks
        self._by_roles: dict[frozenset[Role] | None, Question] = {}

    def ask(self, user: User | AnonymousUser, *values) -> list[Row]:
        """The rows of the answer for `user`, with `values` in the place of the blanks."""
        roles = frozenset(user.roles()) if user.is_authenticated else None
        if roles not in self._by_roles:
            self._by_roles[roles] = self._written_for(roles)
        return self._by_roles[roles].ask(user.pk, *values)

    def _written_for(self, roles: frozenset[Role] | None) -> Question:
        return Question(lambda pk, *blanks: self._build(_somebody(pk, roles), *blanks), NOBODY, *self._blanks)


def _somebody(pk: int, roles: Iterable[Role] | None) -> User | AnonymousUser:
    if roles is None:
        return AnonymousUser()
    user = User(pk=pk)
    user.remember_assignments((role, None) for role in roles)
    return user
