"""The portal that does not remember which forms it handled: what a test of sending twice must notice."""

from tests.faults import child

child.prepare()

from leerlandschap.wsgi import application  # noqa: E402, F401, I001
from leerlandschap.commons import once  # noqa: E402

once._is_new = lambda digest: True
