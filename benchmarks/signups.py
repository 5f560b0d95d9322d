"""Sixteen people at once keep asking for a chair at one table, until everybody has asked."""

import asyncio
import time

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
    answers = asyncio.run(_all(port, posts))
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


async def _all(port: int, posts: list[Post]) -> list[Answer]:
    left = iter(posts)
    answers: list[Answer] = []

    async def one_person_after_another() -> None:
        for post in left:
            answers.append(await _send(port, post))

    await asyncio.gather(*(one_person_after_another() for _one in range(AT_ONCE)))
    return answers


async def _send(port: int, post: Post) -> Answer:
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(encoded(port, post, https=True))
    answer = await reader.read()
    writer.close()
    return decoded(answer, time.perf_counter() - began)
