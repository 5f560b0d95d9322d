"""Lists at a thousand actions and at a hundred thousand, and at a hundred meetings and ten thousand: first and last page.

`DATABASE_URL=postgres://… python -m benchmarks.long_lists` makes a database of its own beside that one and drops it. Measured
is the processor time of this process and of PostgreSQL's for one request through every middleware, few and many in one run.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

import django

FEW, MANY = (1_000, 100), (100_000, 10_000)
TABLES, PEOPLE, TURNS, LIMIT = 40, 200, 15, 1.2


def main() -> int:
    from benchmarks.house import database, environment, manage

    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="leerlandschap-lists-"))
        own = stack.enter_context(database(os.environ["DATABASE_URL"]))
        os.environ.update(environment(own, 6379, folder))
        manage("migrate", "--no-input")
        manage("collectstatic", "--no-input")
        django.setup()
        few = _at(*FEW)
        many = _at(*MANY)
    print(f"| list | {FEW[0]:,} actions | {MANY[0]:,} actions | × |\n| --- | --- | --- | --- |")
    for name, cost in few.items():
        print(f"| {name} | {cost:.1f} ms | {many[name]:.1f} ms | {many[name] / cost:.2f} |")
    return 0 if all(many[name] <= LIMIT * few[name] for name in few) else 1


def _at(actions: int, meetings: int) -> dict[str, float]:
    """Per page what one request costs, with so many rows there."""
    fill(actions, meetings)
    return {name: statistics.median(_cost(page) for _turn in range(TURNS)) for name, page in _pages().items()}


def fill(actions: int, meetings: int) -> None:
    """Rows of invented tables, until there are so many; every second action is done."""
    from django.db import connection
    from django.utils import timezone

    from leerlandschap.network.models import Person
    from leerlandschap.network.roles import Role
    from tables.models import Action, Meeting, Table
    from tests.factories import make_account, make_table

    if not Table.objects.exists():
        for number in range(TABLES):
            make_table(f"Lange tafel {number}", slot=20_000 + number)
        Person.objects.bulk_create(
            Person(name=f"Mens {number}", email=f"mens{number}@voorbeeld.nl") for number in range(PEOPLE)
        )
        make_account("clm@voorbeeld.nl", name="Clm", role=Role.CLM)
    tables, people, now = list(Table.objects.order_by("pk")), list(Person.objects.order_by("pk")), timezone.now()
    there = Action.objects.count()
    Action.objects.bulk_create(
        (
            Action(
                table=tables[number % TABLES], number=number // TABLES + 1, text=f"Actie {number}", made_at=now,
                owner=people[number % len(people)], due_on=now.date() + timedelta(days=number % 900 - 300),
                done_at=now if number // TABLES % 2 else None,
            )
            for number in range(there, actions)
        ),
        batch_size=2_000,
    )  # fmt: skip
    there = Meeting.objects.count()
    Meeting.objects.bulk_create(
        (
            Meeting(
                table=tables[number % TABLES], starts_at=now + timedelta(hours=3 * (number // TABLES) - 8_000),
                ends_at=now + timedelta(hours=3 * (number // TABLES) - 7_998),
                state="held" if 3 * (number // TABLES) < 8_000 else "planned",
            )
            for number in range(there, meetings)
        ),
        batch_size=2_000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _pages() -> dict[str, Callable[[], None]]:
    from django.test import Client
    from django.urls import reverse

    from leerlandschap.network.models import User
    from tables.models import Table
    from tests.conftest import browser_of

    clm = browser_of(User.objects.get(email="clm@voorbeeld.nl"))
    slug = Table.objects.order_by("pk").first().slug
    paths = {
        "all actions": reverse("action-list"), "a table's actions": reverse("table-actions", args=[slug]),
        "my actions": reverse("my-actions"),
    }  # fmt: skip
    pages = {f"{name}, {which} page": path + query for name, path in paths.items()
             for which, query in (("first", ""), ("last", "?laatste=ja"))}  # fmt: skip
    pages["planning of a table"] = reverse("planning", args=[slug])
    pages["calendar"] = reverse("calendar")

    def open_page(browser: Client, path: str) -> None:
        answer = browser.get(path, secure=True, headers={"host": "localhost"})
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")

    return {name: lambda path=path: open_page(clm, path) for name, path in pages.items()}


def _cost(page: Callable[[], None]) -> float:
    """Milliseconds of processor time of one request: ours and that of the one process of PostgreSQL that answers us."""
    import psutil
    from django.db import connection

    page()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        theirs = psutil.Process(cursor.fetchone()[0])
    ours = psutil.Process()
    requests = 5
    before = sum(ours.cpu_times()[:2]) + sum(theirs.cpu_times()[:2])
    for _request in range(requests):
        page()
    return 1000 * (sum(ours.cpu_times()[:2]) + sum(theirs.cpu_times()[:2]) - before) / requests


if __name__ == "__main__":
    if "DATABASE_URL" not in os.environ:
        raise SystemExit(
            "Set DATABASE_URL=postgres://…: a PostgreSQL on this machine, as a role that may make a database."
        )
    sys.exit(main())
