"""Lists at a thousand actions and meetings, and at a hundred thousand actions and ten thousand meetings: the same pages of both.

`DATABASE_URL=postgres://… python -m benchmarks.long_lists`, measured in turns (`benchmarks/turns.py`). The few are divided such
that every list that is looked at holds more than two full pages there too, so that few and many show as many rows with the same
in them.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import timedelta

from benchmarks import turns
from benchmarks.measure import know_the_tables

FEW, MANY = (1_000, 1_000), (100_000, 10_000)
TABLES, PEOPLE, LIMIT = 40, 200, 1.2
# So many actions are of the table that is looked at, and as many of the person who looks, however few there are.
OWN = 240
CLM = "clm@voorbeeld.nl"
WEEK, AN_HOUR = timedelta(weeks=1), timedelta(hours=1)


def main() -> int:
    costs = turns.compared(FEW, MANY, fill, pages)
    heading = f"list | {FEW[0]:,} actions, {FEW[1]:,} meetings | {MANY[0]:,} and {MANY[1]:,}"
    return turns.report(costs, heading, lambda name: LIMIT)


# --- what is looked at ---------------------------------------------------------------------------------------------------------


def pages() -> dict[str, Callable[[], None]]:
    """Each list by its name, to be opened by who sees all of it; of what is leafed through its first page and its last."""
    from leerlandschap.network.models import User
    from tests.conftest import browser_of

    browser = browser_of(User.objects.get(email=CLM))
    return {name: turns.opening(browser, path) for name, path in _paths().items()}


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


# --- what is there -------------------------------------------------------------------------------------------------------------


def fill(actions: int, meetings: int) -> None:
    """Invented tables with so many actions, of which half is done, and so many meetings."""
    from django.db import connection

    from tables.models import Action, Meeting

    tables, people = _tables(), _people()
    Action.objects.bulk_create((_action(number, tables, people) for number in range(actions)), batch_size=2_000)
    Meeting.objects.bulk_create(_meetings(tables, meetings), batch_size=2_000)
    know_the_tables(connection)


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
    turns.require_database()
    sys.exit(main())
