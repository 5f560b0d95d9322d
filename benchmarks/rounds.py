"""The rounds: the page that does nothing before each page that is measured, and sign-ups beside the database's own limit."""

import statistics
import urllib.request
from dataclasses import dataclass
from html import escape

import psutil
from django.conf import settings
from django.db import connection
from django.middleware.csrf import CSRF_SECRET_LENGTH
from django.urls import reverse
from django.utils.crypto import get_random_string

from benchmarks import searching, signups
from benchmarks.__main__ import Result
from benchmarks.measure import Meter, database_server, know_the_tables, pgbench, wrk
from benchmarks.urls import HELLO
from leerlandschap.network.models import User
from tables.models import Table
from tests.faults.crowd import crowd, session_of
from tests.faults.processes import Child

MEGABYTE = 1024 * 1024
MEMBER = "gemeente@voorbeeld.nl"


@dataclass(frozen=True)
class Page:
    """A page to measure: who opens it (a session's cookie, or nobody), what must stand on it, and its goal in H."""

    name: str
    path: str
    goal: float
    cookie: str = ""
    holds: str = "<h1"


def pages() -> list[Page]:
    """The pages of issue 2, each for a visitor and for a member of the demo."""
    table = Table.objects.filter(kind="leertafel", state="running").order_by("pk").first()
    cookie = cookies_of(User.objects.get(email=MEMBER))
    where, listed = table.get_absolute_url(), reverse("table-list")
    return [
        Page("visitor: first page", "/", 3, holds=escape(table.name)),
        Page("visitor: the landscape", reverse("landscape"), 3, holds=escape(table.name)),
        Page("visitor: tables", listed, 3, holds=escape(table.name)),
        Page("visitor: a table", where, 3, holds=escape(table.name)),
        Page(f"signed in: tables ({Table.objects.shown().count()})", listed, 15, cookie, holds=escape(table.name)),
        Page("signed in: the landscape", reverse("landscape"), 15, cookie, holds=escape(table.name)),
        Page("signed in: a table", where, 12, cookie, holds=escape(table.name)),
        Page("signed in: my own page", reverse("my-landscape"), 12, cookie),
        Page("visitor: the year", reverse("calendar-year"), 3, holds="Jaarwiel van"),
        Page("signed in: the year", reverse("calendar-year"), 20, cookie, holds="Jaarwiel van"),
        Page("signed in: what comes", reverse("calendar"), 15, cookie),
    ]


def cookies_of(user: User) -> str:
    """What the browser of somebody sends along who has signed in and seen a form."""
    token = get_random_string(CSRF_SECRET_LENGTH)
    return f"{settings.SESSION_COOKIE_NAME}={session_of(user)}; {settings.CSRF_COOKIE_NAME}={token}"


def measure(server: Child, port: int, rounds: int, seconds: float, people: int) -> tuple[list[Result], list[str]]:
    """Measure everything, `rounds` times. Gives the results, and remarks in words."""
    meter = Meter(server.pid, database_server(connection))
    found, sessions = pages(), crowd(people)
    texts = {page: content(port, page) for page in found}
    by_page = {page: Result(page.name, "H", page.goal) for page in found}
    ratio = Result(f"sign-up, {signups.AT_ONCE} at once, to pgbench's hot row", "×", 0.12, at_least=True)
    slowest = Result(f"sign-up, {signups.AT_ONCE} at once, p95", "ms", 120)
    hellos, rates, signup_costs = [], [], []
    make_hot_row()
    for number in range(rounds + 1):
        for page, result in by_page.items():
            hello, cost = cost_of(meter, port, page, seconds if number else 1)
            if number:
                hellos.append(hello)
                result.figures.append(cost / hello)
        rate, limit, p95, cost = sign_up(meter, port, sessions, seconds)
        if number:
            rates.append((rate, limit))
            signup_costs.append(cost / hellos[-1])
            ratio.figures.append(rate / limit)
            slowest.figures.append(p95)
        else:
            know_the_tables(connection)
    check_unchanged(port, texts)
    searched = search_rounds(meter, port, rounds, seconds)
    memory = Result("memory of a web worker", "MB", 130, figures=memory_of_workers(server))
    return [*by_page.values(), ratio, slowest, *searched, memory], remarks(hellos, rates, signup_costs, texts)


def search_rounds(meter: Meter, port: int, rounds: int, seconds: float) -> list[Result]:
    """Search and the radar at two sizes of the index; all rounds at one size before the index grows."""
    cookie = cookies_of(User.objects.get(email=MEMBER))
    pages = [Page(name, path, 20, cookie) for name, path in searching.asked().items()]
    found, at_few = searching.results(), {}
    for size in (searching.FEW, searching.MANY):
        searching.fill(size)
        for page in pages:
            content(port, page)
        for number in range(rounds + 1):
            for page in pages:
                hello, cost = cost_of(meter, port, page, seconds if number else 1)
                if number and size == searching.FEW:
                    at_few.setdefault(page, []).append(cost / hello)
                elif number:
                    cost_at_many, growth = found[page.name]
                    cost_at_many.figures.append(cost / hello)
                    growth.figures.append(cost / hello / statistics.median(at_few[page]))
    return [result for both in found.values() for result in both]


def cost_of(meter: Meter, port: int, page: Page, seconds: float) -> tuple[float, float]:
    """Milliseconds of processor time of a request for nothing, and of one for `page`."""
    hello = meter.cost_of(lambda: wrk(f"http://127.0.0.1:{port}/{HELLO}", seconds))
    cost = meter.cost_of(lambda: wrk(f"http://127.0.0.1:{port}{page.path}", seconds, page.cookie))
    return hello.milliseconds, cost.milliseconds


def sign_up(meter: Meter, port: int, sessions: list[str], seconds: float) -> tuple[float, float, float, float]:
    """Sign-ups a second, the database's own limit in the same minute, and of a sign-up the 95th percentile and the cost."""
    limit = pgbench(settings.DATABASE_URL, signups.AT_ONCE, seconds)
    done = []

    def ask() -> int:
        done.append(signups.run(port, sessions))
        return len(sessions)

    cost = meter.cost_of(ask)
    [(answers, took)] = done
    p95 = statistics.quantiles([answer.seconds for answer in answers], n=20)[-1]
    return len(answers) / took, limit, 1000 * p95, cost.milliseconds


def make_hot_row() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE hot_row (id int PRIMARY KEY, taken int NOT NULL)")
        cursor.execute("INSERT INTO hot_row VALUES (1, 0)")


def content(port: int, page: Page) -> bytes:
    """What the page says. Raises SystemExit when it is not the page that was meant."""
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https", "Cookie": page.cookie}
    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{page.path}", headers=headers)) as got:
        text = got.read()
        if got.url.partition(str(port))[2] != page.path or page.holds not in text.decode():
            raise SystemExit(f"{page.name}: {got.url} does not show {page.holds!r}")
    return text


def check_unchanged(port: int, texts: dict[Page, bytes]) -> None:
    """A visitor's page that nothing happened to is what it was, to the letter. Raises SystemExit."""
    for page, text in texts.items():
        if not page.cookie and content(port, page) != text:
            raise SystemExit(f"{page.name} changed while it was measured")


def memory_of_workers(server: Child) -> list[float]:
    return [child.memory_info().rss / MEGABYTE for child in psutil.Process(server.pid).children()]


def remarks(hellos: list[float], rates: list[tuple[float, float]], costs: list[float], texts) -> list[str]:
    own, limits = zip(*rates, strict=True)
    spread = f"{min(costs):.3g} – {max(costs):.3g}"
    sizes = ", ".join(f"{page.name} {len(text) / 1000:.0f} kB" for page, text in texts.items())
    return [
        f"H = {statistics.median(hellos):.3g} ms of processor time ({min(hellos):.3g} – {max(hellos):.3g})",
        f"sign-ups a second: {statistics.median(own):.0f}; pgbench's hot row: {statistics.median(limits):.0f}",
        f"a sign-up costs {statistics.median(costs):.3g} H ({spread}), what the check asks of the database included",
        f"page sizes before compression: {sizes}",
    ]
