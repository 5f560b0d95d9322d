"""Processor time of process trees, and the tools that make the load: wrk for pages, pgbench for the database's own limit."""

import re
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil

HEADERS = ["-H", "Host: localhost", "-H", "X-Forwarded-Proto: https", "-H", "X-Forwarded-For: 192.0.2.1"]
CLIENTS = 4


@dataclass(frozen=True)
class Cost:
    """What some requests cost: how many, and the processor seconds of server and database together."""

    requests: int
    seconds: float

    @property
    def milliseconds(self) -> float:
        return 1000 * self.seconds / self.requests


class Meter:
    """Reads the processor time of trees of processes."""

    def __init__(self, *roots: int) -> None:
        self.roots = [psutil.Process(pid) for pid in roots]

    def read(self) -> float:
        """Processor seconds so far, those of children that ended included."""
        return sum(_of_tree(root) for root in self.roots)

    def cost_of(self, work: Callable[[], int]) -> Cost:
        """Do `work`, which gives the number of requests it made, and let the server drain."""
        before = self.read()
        requests = work()
        time.sleep(0.2)
        return Cost(requests, self.read() - before)


def _of_tree(root: psutil.Process) -> float:
    total = 0.0
    for process in [root, *root.children(recursive=True)]:
        try:
            total += sum(process.cpu_times()[:4])
        except psutil.NoSuchProcess:
            continue
    return total


def database_server(connection) -> int:
    """The process under which every process of this PostgreSQL lives. Raises SystemExit when it runs elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    if not psutil.pid_exists(pid) or "postgres" not in psutil.Process(pid).name():
        raise SystemExit("PostgreSQL must run on this machine: its processor time is part of what is measured.")
    return psutil.Process(pid).ppid()


def know_the_tables(connection) -> None:
    """What autovacuum does within minutes of use: until then PostgreSQL plans as if it knew nothing of what the tables hold."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def wrk(url: str, seconds: float, cookie: str = "") -> int:
    """Open a page again and again. Gives how many times it answered. Raises SystemExit when any answer was not a page."""
    extra = ["-H", f"Cookie: {cookie}"] if cookie else []
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds:.0f}s", "--timeout", "10s", *HEADERS, *extra, url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "timeout" in said:
        raise SystemExit(f"{url} did not answer as it should:\n{said}")
    return int(re.search(r"(\d+) requests in", said)[1])


def pgbench(database_url: str, clients: int, seconds: float) -> float:
    """Transactions a second when `clients` change one and the same row."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("BEGIN;\nUPDATE hot_row SET taken = taken + 1 WHERE id = 1;\nCOMMIT;\n")
        script.flush()
        options = ["-n", "-f", script.name, f"-c{clients}", "-j2", f"-T{seconds:.0f}"]
        done = subprocess.run(["pgbench", *options, database_url], capture_output=True, text=True, check=True)
    return float(re.search(r"tps = ([\d.]+)", done.stdout)[1])
