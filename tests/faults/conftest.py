"""A post room of its own for every story: Redis, a mail server that notes what it took, workers that can be killed."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis
from django.db import connection

from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter
from tests.faults.processes import Child, Fork, Nursery, free_port, python, wait_for_port, wait_until
from tests.faults.servers import environment

PROCESSES = 2
# Long enough to hand over ten letters, short enough to wait for.
LEASE_SECONDS = 3
# For a story in which nobody is killed: on a busy machine one letter may take longer than a lease that is meant to run out.
UNHURRIED = {"LETTER_LEASE_SECONDS": "90"}
OPEN = [LedgerState.WAITING, LedgerState.CLAIMED, LedgerState.HANDING_OVER]


@dataclass
class PostRoom:
    """What a fault test works with; every process it starts ends with it."""

    folder: Path
    redis_port: int = field(default_factory=free_port)
    mail_port: int = field(default_factory=free_port)
    children: list[Child | Fork] = field(default_factory=list)
    nurseries: dict[str, Nursery] = field(default_factory=dict)
    redis: Child | None = None

    @property
    def env(self) -> dict[str, str]:
        """What a child needs to work here."""
        return {
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_port}/0",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "LETTER_LEASE_SECONDS": str(LEASE_SECONDS),
            "NEWSLETTER_LEASE_SECONDS": str(LEASE_SECONDS),
            "NEWSLETTER_PER_SECOND": "0",
            "TEST_DOORBELL": "1",
        }

    @property
    def paused(self) -> Path:
        """Is there as soon as a worker stands still."""
        return self.folder / "paused"

    def start(self, name: str, command: list[str], port: int | None = None, **more: str) -> Child:
        """Start a process; with `port`, wait until it listens."""
        child = Child(command, environment(self.folder, **{**self.env, **more}), self.folder / f"{name}.log")
        self.children.append(child)
        if port:
            wait_for_port(child, port)
        return child

    def start_redis(self) -> None:
        options = ["--bind", "127.0.0.1", "--dir", str(self.folder), "--save", "", "--appendonly", "no"]
        self.redis = self.start("redis", ["redis-server", "--port", str(self.redis_port), *options], self.redis_port)

    def redis_command(self, *words: str) -> None:
        """Say something to Redis."""
        with redis.Redis(port=self.redis_port) as client:
            client.execute_command(*words)

    def start_mail_server(self) -> None:
        words = ("tests.faults.mail_sink", str(self.mail_port), str(self.folder / "mails.jsonl"))
        self.start("mail", python(*words), self.mail_port)

    def start_worker(self, pause_at: str = "", *, processes: int = PROCESSES, **more: str) -> Fork:
        """A worker with the timetable in it; `pause_at` is one of the moments in worker.py."""
        number = len(self.children)
        options = [f"--concurrency={processes}", "--loglevel=warning", "--without-gossip", "--without-mingle"]
        clock = ["--beat", f"--schedule={self.folder / f'clock-{number}'}", f"--hostname=worker{number}@test"]
        besides = {"TEST_PAUSE_AT": pause_at, "TEST_PAUSED": str(self.paused), "TEST_NOW": more.pop("TEST_NOW", "")}
        log = self.folder / f"worker-{number}.log"
        worker = self._nursery(more).bring_up([*options, *clock], besides, log)
        self.children.append(worker)
        return worker

    def _nursery(self, more: dict[str, str]) -> Nursery:
        """The one of which workers with these settings are forks; it begins with the first of them."""
        name = "-".join(["nursery", *more])
        if name not in self.nurseries:
            env = environment(self.folder, **{**self.env, **more})
            self.nurseries[name] = Nursery(env, self.folder / f"{name}.log")
        return self.nurseries[name]

    def mails(self) -> list[dict]:
        """What the mail server took: a Message-ID and a recipient each, in order."""
        log = self.folder / "mails.jsonl"
        lines = log.read_text().splitlines(keepends=True) if log.exists() else []
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def went(self) -> int:
        """How many the mail server took; asked often while thousands go, so counted and not read."""
        log = self.folder / "mails.jsonl"
        return log.read_bytes().count(b"\n") if log.exists() else 0

    def copies(self) -> Counter:
        """How many times each Message-ID was taken."""
        return Counter(mail["id"] for mail in self.mails())

    def wait_until_all_settled(self, patience: float = 60) -> None:
        wait_until(lambda: not Letter.objects.filter(state__in=OPEN).exists(), "every letter is settled", patience)

    def close(self) -> None:
        for child in [*reversed(self.children), *self.nurseries.values()]:
            child.kill()


@pytest.fixture
def post_room(transactional_db, tmp_path) -> Iterator[PostRoom]:
    """Redis and the mail server run; the workers are the story's."""
    if connection.vendor != "postgresql":
        pytest.skip("no PostgreSQL (DATABASE_URL)")
    if not shutil.which("redis-server"):
        pytest.skip("no redis-server on this machine")
    room = PostRoom(tmp_path)
    try:
        room.start_redis()
        room.start_mail_server()
        yield room
    finally:
        room.close()
