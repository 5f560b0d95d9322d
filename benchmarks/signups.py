"""Sixteen people at once keep asking for a chair at one table, until everybody has asked."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

from django.urls import reverse

from leerlandschap.network.models import Person
from tables.models import Seat, Table
from tests.factories import make_table
from tests.faults.burst import Answer, Post, decoded, encoded

AT_ONCE = 16


def run(port: int, sessions: list[str]) -> tuple[list[Answer], float]:
    """Everybody in `sessions` asks for a chair at a new table. Gives the answers and the seconds it took."""
    chair = Person.objects.get_or_create(email="meting@voorbeeld.nl", defaults={"name": "Voorzitter"})[0]
    table = make_table("Tafel van de meting", chairs=14, chair=chair, slot=30_000)
    fields = {"involvement": "member", "brings": "Cijfers van vorig jaar", "hopes": "Hoe anderen het doen"}
    path = reverse("signup", args=[table.slug])
    posts = [Post(path, session, {**fields, "once": f"{table.pk}-{session}"[:40]}) for session in sessions]
    began = time.perf_counter()
    answers = _all(port, posts)
    seconds = time.perf_counter() - began
    check(table, answers)
    # Gone again, so that the lists stay as long as they were.
    table.delete()
    return answers, seconds


def check(table: Table, answers: list[Answer]) -> None:
    """Raises SystemExit when a request was lost, or chairs or ranks were given wrongly."""
    table.refresh_from_db()
    ranks = list(Seat.objects.at(table).waiting().values_list("rank", flat=True))
    right = ranks == list(range(1, len(answers) - table.chairs + 1)) and table.taken == table.chairs
    if not right or {answer.status for answer in answers} != {302}:
        raise SystemExit(f"sign-up went wrong: {table.taken} of {table.chairs} chairs, {len(ranks)} wait")


def _all(port: int, posts: list[Post]) -> list[Answer]:
    """Plain sockets in threads: whoever asks has the same two cores as who answers, so asking must cost next to nothing."""
    contents = [encoded(port, post, https=True) for post in posts]
    with ThreadPoolExecutor(AT_ONCE) as at_once:
        return list(at_once.map(lambda content: _send(port, content), contents))


def _send(port: int, content: bytes) -> Answer:
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(content)
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    return decoded(answer, time.perf_counter() - began)
