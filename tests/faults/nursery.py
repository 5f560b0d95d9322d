"""Workers that are ready at once: one process imports the portal, and each worker of a story is a fork of it.

Importing costs two seconds of processor time, and a story starts many workers. What is forked is the same worker, in a group
of its own, with an environment that differs in no more than what is read after the imports.

Reads from standard input a line of JSON for each worker (`arguments`, `environment`, `log`) and answers with its number.
"""

import json
import os
import signal
import sys
import traceback
from importlib import import_module


def nurse() -> None:
    """Bring up a worker for each line, until there are no more."""
    from tests.faults import worker

    # What a worker imports only when it begins, and the addresses that it checks then.
    for name in (
        "celery.apps.worker",
        "celery.beat",
        "celery.bin.celery",
        "kombu.transport.redis",
        "leerlandschap.urls",
    ):
        import_module(name)
    worker.app.loader.import_default_modules()
    # Whoever ends is not waited for here, and leaves nothing behind.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for line in sys.stdin:
        wish = json.loads(line)
        born = os.fork()
        if not born:
            _live(worker, wish)
        print(born, flush=True)


def _live(worker, wish: dict) -> None:
    """Be a worker, and nothing after that."""
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(wish["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream, number in ((os.open(os.devnull, os.O_RDONLY), 0), (log, 1), (log, 2)):
            os.dup2(stream, number)
        os.environ.update(wish["environment"])
        worker.begin(wish["arguments"])
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


if __name__ == "__main__":
    nurse()
