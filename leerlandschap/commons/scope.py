"""Tells the database for whom it works, per transaction, so that row-level security can be laid under it later.

On PostgreSQL a signed-in request and every changing request runs in one transaction that begins by setting
`app.user`; a visitor's reading needs no transaction and has no scope, which is the narrowest one.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@contextmanager
def of(user=None, *, system: bool = False) -> Iterator[None]:
    """Run what is inside for `user` (None: a visitor), or for the portal's own tasks."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        who = "system" if system else str(getattr(user, "pk", None) or "")
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.user', %s, true)", [who])
        yield


class ScopeMiddleware:
    """Runs the view inside its scope. An exception leaves through it, so whatever the view wrote is undone."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method in SAFE_METHODS and not request.user.is_authenticated:
            return None
        with of(request.user):
            return view(request, *args, **kwargs)
