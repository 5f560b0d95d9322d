"""Tells the database for whom it works, per transaction, so that row-level security can be laid under it later.

On PostgreSQL a signed-in request and every changing request runs in one transaction that begins by setting
`app.user`; a visitor's reading needs no transaction and has no scope, which is the narrowest one.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from leerlandschap.commons import trips

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
# Whether what runs now runs in the transaction of a scope.
_open: ContextVar[bool] = ContextVar("scope_is_open", default=False)


@contextmanager
def of(user=None, *, system: bool = False) -> Iterator[None]:
    """Run what is inside for `user` (None: a visitor), or for the portal's own tasks."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        trips.begin_for("system" if system else str(getattr(user, "pk", None) or ""))
        outer = _open.set(True)
        try:
            yield
        finally:
            _open.reset(outer)


@contextmanager
def deed() -> Iterator[None]:
    """One transaction: the scope's where there is one, or else a new one. Also a decorator.

    For what refuses (raises ValidationError) before it writes anything: a refusal then leaves nothing to undo, and whoever
    asked goes on in the same transaction. Whatever else goes wrong undoes the whole of it. `transaction.atomic` would lay
    a savepoint inside the scope's transaction: two trips to the database, while others wait for the same row.
    """
    if not _open.get():
        with transaction.atomic():
            yield
        return
    try:
        yield
    except ValidationError:
        raise
    except BaseException:
        transaction.set_rollback(True)
        raise


class ScopeMiddleware:
    """Runs a request inside its scope.

    When the view raises, whatever it wrote is undone before any other middleware makes an answer of the exception (as
    allauth does to ask for a password again): that is why this runs around the view and not in place of it.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        with ExitStack() as request.open_scope:
            if request.method not in SAFE_METHODS or request.user.is_authenticated:
                request.open_scope.enter_context(of(request.user))
            return self.get_response(request)

    def process_exception(self, request, exception) -> None:
        request.open_scope.__exit__(type(exception), exception, exception.__traceback__)
