"""Sessions in the database, as Django keeps them; every request of somebody who is signed in asks for one."""

from datetime import UTC, datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from leerlandschap.commons.questions import Question

SESSION = Question(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    "-",
    datetime(2000, 1, 1, tzinfo=UTC),
)


class SessionStore(db.SessionStore):
    """Django's, with the question that finds a session written once."""

    def _get_session_from_db(self) -> Session | None:
        if found := SESSION.ask(self.session_key, timezone.now()):
            return found[0]
        self._session_key = None
        return None
