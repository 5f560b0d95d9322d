"""As many signed-in people as a burst needs, put straight into the database."""

import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from leerlandschap.network import sessions
from leerlandschap.network.models import Membership, Person, User
from tests.factories import make_organisation


def crowd(size: int) -> list[str]:
    """Make `size` members of one organisation, each signed in. Gives the keys of their sessions."""
    started = int(time.time())
    names = [f"drukte{started}-{number}@voorbeeld.nl" for number in range(size)]
    users = User.objects.bulk_create(User(email=name, password="!") for name in names)
    people = Person.objects.bulk_create(
        Person(name=f"Persoon {number}", email=user.email, user=user) for number, user in enumerate(users)
    )
    organisation = make_organisation("Gemeente Waterrijk", kind="municipality")
    today = timezone.localdate()
    Membership.objects.bulk_create(
        Membership(person=person, organisation=organisation, started_on=today) for person in people
    )
    return [session_of(user) for user in users]


def session_of(user: User) -> str:
    """Sign `user` in, as the sign-in page leaves it. Gives the session's key."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.mark_beginning(session, timezone.now())
    session.save()
    return session.session_key
