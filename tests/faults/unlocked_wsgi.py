"""The portal with its locks taken away: what a test of the last chair must notice."""

from tests.faults import child

child.prepare()

from django.conf import settings  # noqa: E402
from django.db.models import QuerySet  # noqa: E402

SQLITE = "sqlite3" in settings.DATABASES["default"]["ENGINE"]
# On SQLite the lock is the one writer at a time that BEGIN IMMEDIATE asks for; a plain BEGIN asks later, at the first write.
if SQLITE:
    settings.DATABASES["default"].setdefault("OPTIONS", {})["transaction_mode"] = "DEFERRED"
QuerySet.select_for_update = lambda self, *args, **kwargs: self._chain()

from leerlandschap.wsgi import application  # noqa: E402, F401, I001
from leerlandschap.commons import once  # noqa: E402

# That first write would be the note of the form, before anything is read.
if SQLITE:
    once._is_new = lambda digest: True
