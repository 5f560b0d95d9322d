"""The portal as it is, on the database of the running test."""

from tests.faults import child

child.prepare()

from leerlandschap.wsgi import application  # noqa: E402, F401
