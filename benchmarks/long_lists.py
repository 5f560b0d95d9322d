"""Lists at a thousand actions and meetings, and at a hundred thousand actions and ten thousand meetings: the same pages of both.

`DATABASE_URL=postgres://… python -m benchmarks.long_lists` makes two databases of its own beside that one and drops them, and
looks into each with a process of its own. The few are divided such that every list that is looked at holds more than two full
pages there too, so that few and many show as many rows with the same in them. Measured in turns, few and then many, is the
processor time of the looking process and of PostgreSQL's for one request through every middleware, with nothing kept from the
request before; reported is the median of the turns, so that whatever else this machine does falls on both.
"""

import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

FEW, MANY = (1_000, 1_000), (100_000, 10_000)
TABLES, PEOPLE, TURNS, LIMIT = 40, 200, 15, 1.2
# So many actions are of the table that is looked at, and as many of the person who looks, however few there are.
OWN = 240
CLM = "clm@voorbeeld.nl"
WEEK, AN_HOUR = timedelta(weeks=1), timedelta(hours=1)


def main() -> int:
    with ExitStack() as stack:
        few, many = (stack.enter_context(_looked_into(size)) for size in (FEW, MANY))
        names = _answer(few, "pages")
        _answer(many, "pages")
        costs = {name: ([], []) for name in names}
        for _turn in range(TURNS):
            for name, (at_few, at_many) in costs.items():
                at_few.append(_answer(few, name))
                at_many.append(_answer(many, name))
    return _report({name: tuple(map(statistics.median, both)) for name, both in costs.items()})


def _report(costs: dict[str, tuple[float, float]]) -> int:
    """Print the table. Gives 1 when a list is slower than it may be."""
    print(
        f"| list | {FEW[0]:,} actions, {FEW[1]:,} meetings | {MANY[0]:,} and {MANY[1]:,} | × |\n| --- | --- | --- | --- |"
    )
    for name, (few, many) in costs.items():
        print(f"| {name} | {few:.1f} ms | {many:.1f} ms | {many / few:.2f} |")
    return 0 if all(many <= LIMIT * few for few, many in costs.values()) else 1


# --- one process that looks into one database ----------------------------------------------------------------------------------


@contextmanager
def _looked_into(size: tuple[int, int]) -> Iterator[Connection]:
    """A process with a filled database of its own, that answers the name of a page with what one request costs."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_look, args=(theirs, size))
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


def _look(asked: Connection, size: tuple[int, int]) -> None:
    """Answer until nobody asks any more."""
    with ExitStack() as stack:
        _move_in(stack)
        fill(*size)
        pages = _pages()
        stack.enter_context(suppress(EOFError))
        while word := asked.recv():
            asked.send(list(pages) if word == "pages" else _cost(pages[word]))


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


# --- what is looked at ---------------------------------------------------------------------------------------------------------


def _pages() -> dict[str, Callable[[], None]]:
    """Each list by its name, to be opened by who sees all of it; of what is leafed through its first page and its last."""
    from leerlandschap.network.models import User
    from tests.conftest import browser_of

    browser = browser_of(User.objects.get(email=CLM))
    pages = {name: _opening(browser, path) for name, path in _paths().items()}
    for page in pages.values():
        page()
    return pages


def _paths() -> dict[str, str]:
    from django.urls import reverse

    from tables.models import Table

    table = Table.objects.order_by("pk").first()
    slug = table.slug
    paths = {"all actions": reverse("action-list"), "all actions of a table": reverse("action-list") + f"?tafel={slug}"}
    for name, path in (
        ("a table's actions", reverse("table-actions", args=[slug])),
        ("my actions", reverse("my-actions")),
    ):
        paths |= {name: path, f"{name}, done too": f"{path}?staat={'alles' if slug in path else 'klaar'}"}
    leafed = {
        f"{name}, {which} page": path + ("?" if last and "?" not in path else "&" if last else "") + last
        for name, path in paths.items()
        for which, last in (("first", ""), ("last", "laatste=ja"))
    }
    calendar = reverse("calendar")
    return leafed | {
        "planning of a table": reverse("planning", args=[slug]),
        "calendar, first page": calendar,
        "calendar, last page": f"{calendar}?pagina=999",
        "my own page": reverse("my-landscape"),
        "work": reverse("work"),
        "a table": table.get_absolute_url(),
    }


def _opening(browser, path: str) -> Callable[[], None]:
    """Opens a page, with nothing kept of the time before. Raises SystemExit when it does not come."""
    from leerlandschap.commons import kept

    def open_page() -> None:
        kept.forget()
        answer = browser.get(path, secure=True, headers={"host": "localhost"})
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")

    return open_page


# --- what is there -------------------------------------------------------------------------------------------------------------


def fill(actions: int, meetings: int) -> None:
    """Invented tables with so many actions, of which half is done, and so many meetings."""
    from django.db import connection

    from tables.models import Action, Meeting

    tables, people = _tables(), _people()
    Action.objects.bulk_create((_action(number, tables, people) for number in range(actions)), batch_size=2_000)
    Meeting.objects.bulk_create(_meetings(tables, meetings), batch_size=2_000)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _tables() -> list:
    """Tables in the order of their keys, some at rest and some ended; the first is the one that is looked at."""
    from tables.models import Table
    from tests.factories import make_table

    states = [*[Table.State.RUNNING] * 8, Table.State.PAUSED, Table.State.ENDED]
    return [
        make_table(f"Lange tafel {number:02}", slot=20_000 + number, state=states[number % len(states)])
        for number in range(TABLES)
    ]


def _people() -> list:
    """People, of whom the first is the one who looks."""
    from leerlandschap.network.models import Person
    from leerlandschap.network.roles import Role
    from tests.factories import make_account

    looks = make_account(CLM, name="Clm", role=Role.CLM).person
    others = (Person(name=f"Mens {one}", email=f"mens{one}@voorbeeld.nl") for one in range(PEOPLE))
    return [looks, *Person.objects.bulk_create(others)]


def _action(number: int, tables: list, people: list):
    """The first are of the first table, the next of the first person, and the rest of all by turns."""
    from django.utils import timezone

    from tables.models import Action

    now = timezone.now()
    return Action(
        table=tables[0 if number < OWN else number % TABLES],
        owner=people[0 if OWN <= number < 2 * OWN else number % len(people)],
        number=number + 1, text=f"Actie {number:06}", made_at=now,
        due_on=now.date() + timedelta(days=number * 7 % 900 - 450),
        done_at=now - timedelta(minutes=number) if number // 2 % 2 else None,
    )  # fmt: skip


def _meetings(tables: list, count: int) -> Iterator:
    """The first table meets every six weeks, a year ahead and as far back as it takes; the others within four years and a half.

    So what is on the first table's own pages is as much at few as at many, and the calendar that all share is ten times as full.
    """
    each = count // len(tables)
    for at, table in enumerate(tables):
        every = 6 * WEEK if not at else 234 * WEEK / each
        for number in range(each):
            yield _meeting(table, every * number - (52 if not at else 78) * WEEK + at * AN_HOUR / 4)


def _meeting(table, back: timedelta):
    """A meeting so long ago; before now it was held."""
    from django.utils import timezone

    from tables.models import Meeting

    now = timezone.now()
    held = "held" if back > AN_HOUR else "planned"
    return Meeting(
        table=table, starts_at=now - back, ends_at=now - back + AN_HOUR, state=held, place="Stadhuis Lelystad"
    )


if __name__ == "__main__":
    if "DATABASE_URL" not in os.environ:
        raise SystemExit(
            "Set DATABASE_URL=postgres://…: a PostgreSQL on this machine, as a role that may make a database."
        )
    sys.exit(main())
