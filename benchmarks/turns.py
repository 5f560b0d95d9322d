"""The same pages over few rows and over many: opened in turns, so that whatever else this machine does falls on both.

Two databases stand beside the one that is named and are dropped afterwards; a process of its own looks into each. Measured is the
processor time of the looking process and of PostgreSQL's for one request through every middleware, with nothing kept from the
request before; reported is the median of the turns.
"""

import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

TURNS = 15
Costs = dict[str, tuple[float, float]]


def compared(few: tuple, many: tuple, fill: Callable, pages: Callable, turns: int = TURNS) -> Costs:
    """Milliseconds of each page at few and at many.

    `fill(*size)` lays the rows; `pages()` gives by name what opens each page.
    """
    with ExitStack() as stack:
        at_few, at_many = (stack.enter_context(_looked_into(size, fill, pages)) for size in (few, many))
        names = _answer(at_few, "pages")
        _answer(at_many, "pages")
        costs = {name: ([], []) for name in names}
        for _turn in range(turns):
            for name, both in costs.items():
                for found, process in zip(both, (at_few, at_many), strict=True):
                    found.append(_answer(process, name))
    return {name: tuple(map(statistics.median, both)) for name, both in costs.items()}


def report(costs: Costs, heading: str, limit: Callable[[str], float]) -> int:
    """Print the table. Gives 1 when a page costs more at many than it may."""
    print(f"| {heading} | × |\n| --- | --- | --- | --- |")
    for name, (few, many) in costs.items():
        print(f"| {name} | {few:.1f} ms | {many:.1f} ms | {many / few:.2f} |")
    return 0 if all(many <= limit(name) * few for name, (few, many) in costs.items()) else 1


def require_database() -> None:
    """Raises SystemExit without a PostgreSQL to make databases on."""
    if "DATABASE_URL" not in os.environ:
        raise SystemExit(
            "Set DATABASE_URL=postgres://…: a PostgreSQL on this machine, as a role that may make a database."
        )


def opening(browser, path: str, before: Callable[[], None] = lambda: None) -> Callable[[], None]:
    """Opens a page, with nothing kept in this process of the time before. Raises SystemExit when it does not come."""
    from leerlandschap.commons import kept

    def open_page() -> None:
        kept.forget()
        before()
        answer = browser.get(path, secure=True, headers={"host": "localhost"})
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")

    return open_page


@contextmanager
def _looked_into(size: tuple, fill: Callable, pages: Callable) -> Iterator[Connection]:
    """A process with a filled database of its own, that answers the name of a page with what one request costs."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_look, args=(theirs, size, fill, pages))
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _answer(process: Connection, word: str):
    """What the process says to a word. Raises SystemExit when it ended."""
    try:
        process.send(word)
        return process.recv()
    except (EOFError, OSError) as error:
        raise SystemExit("A process that looks into the lists has ended; what it said stands above.") from error


def _look(asked: Connection, size: tuple, fill: Callable, pages: Callable) -> None:
    """Answer until nobody asks any more."""
    with ExitStack() as stack:
        _move_in(stack)
        fill(*size)
        found = pages()
        for page in found.values():
            page()
        stack.enter_context(suppress(EOFError))
        while word := asked.recv():
            asked.send(list(found) if word == "pages" else _cost(found[word]))


def _move_in(stack: ExitStack) -> None:
    """A database and a Redis of this process, gone with `stack`, and Django set up upon them."""
    import django

    from benchmarks.house import database, environment, free_port, manage, start

    folder = Path(stack.enter_context(TemporaryDirectory(prefix="leerlandschap-lists-")))
    own, port = stack.enter_context(database(os.environ["DATABASE_URL"])), free_port()
    os.environ.update(environment(own, port, folder))
    start(stack, ["redis-server", "--port", str(port), "--save", "", "--dir", str(folder)], port, folder)
    manage("migrate", "--no-input")
    manage("collectstatic", "--no-input")
    django.setup()


def _cost(page: Callable[[], None]) -> float:
    """Milliseconds of processor time of one request: ours and that of the one process of PostgreSQL that answers us."""
    before = time.process_time_ns() + _time_of_postgresql()
    page()
    return (time.process_time_ns() + _time_of_postgresql() - before) / 1e6


def _time_of_postgresql() -> int:
    """Nanoseconds on a processor of the server's process behind our connection."""
    from django.db import connection

    connection.ensure_connection()
    return int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0])
