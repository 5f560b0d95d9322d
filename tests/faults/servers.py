"""Web servers on the database of the running test, as many requests at once as a story needs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.faults.processes import Child, free_port, python, wait_for_port

# Each thread keeps one connection, so these are also the most connections the server holds.
WORKERS, THREADS = 8, 4


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a child that works on the database of the running test."""
    database = connection.settings_dict
    # The folder is the story's own already: no child looks for a corner of it by the number of the test process.
    more = {"TEST_DATABASE": str(database["NAME"]), "DATA_DIR": str(folder), "PYTEST_XDIST_WORKER": "", **more}
    return {**os.environ, "MODE": "test", "PYTHONWARNINGS": "ignore", **secrets(), **more}


def secrets() -> dict[str, str]:
    """The keys of this run, so that a child reads what the test sealed."""
    from django.conf import settings

    return {"SECRET_KEY": settings.SECRET_KEY, "FIELD_KEYS": ",".join(settings.FIELD_KEYS)}


@contextmanager
def serving(module: str, folder: Path, **more: str) -> Iterator[int]:
    """Serve `tests.faults.<module>` as production does (PostgreSQL) or as the two commands do (SQLite). Gives the port."""
    port = free_port()
    env = environment(folder, PORT=str(port), **more)
    child = Child(_command(f"tests.faults.{module}:application", port), env, folder / "web.log")
    try:
        wait_for_port(child, port)
        yield port
    finally:
        child.kill()


def _command(application: str, port: int) -> list[str]:
    if connection.vendor != "postgresql":
        return python("waitress", f"--listen=127.0.0.1:{port}", "--threads=8", application)
    threads = ["--worker-class=gthread", f"--workers={WORKERS}", f"--threads={THREADS}", "--backlog=2048", "--preload"]
    return python("gunicorn", f"--bind=127.0.0.1:{port}", "--no-control-socket", *threads, application)
