"""A portal of the benchmark's own, as in production: database, Redis and web server, gone when it ends."""

import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.faults.processes import ROOT, Child, free_port, python, wait_for_port

WORKERS = 2


@contextmanager
def database(url: str) -> Iterator[str]:
    """Make an empty database beside the one of `url`. Gives its address, and drops it in the end."""
    name = f"benchmark_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def environment(database_url: str, redis_port: int, folder: Path) -> dict[str, str]:
    """What deploy/README.md says to set, with keys of this run."""
    return {
        "MODE": "production",
        "DATABASE_URL": database_url,
        "REDIS_URL": f"redis://127.0.0.1:{redis_port}/0",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "DEFAULT_FROM_EMAIL": "Het leerlandschap <leerlandschap@voorbeeld.nl>",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "localhost",
        "SITE_URL": "https://localhost",
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "leerlandschap.settings",
    }


def fill(scale: int) -> None:
    """Migrations, style sheets, the landscape, and the invented region `scale` times over."""
    manage("migrate", "--no-input")
    manage("collectstatic", "--no-input")
    # Invented people are refused in production, so they come in through the trial mode's door.
    manage("demo", f"--scale={scale}", MODE="embedded", SITE_URL="http://localhost")


def manage(*words: str, **more: str) -> None:
    """Run a command of manage.py. Raises SystemExit with what it said when it fails."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"manage.py {words[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


@contextmanager
def portal(database_url: str, scale: int) -> Iterator[tuple[Child, int]]:
    """The filled portal behind gunicorn, with Django set up here to look into it. Gives the server and its port."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="leerlandschap-benchmark-")))
        own = stack.enter_context(database(database_url))
        redis_port, port = free_port(), free_port()
        os.environ.update(environment(own, redis_port, folder))
        start(
            stack, ["redis-server", "--port", str(redis_port), "--save", "", "--dir", str(folder)], redis_port, folder
        )
        fill(scale)
        # One worker lives through the whole run: renewing it halfway would be measured as if it were a page.
        options = [f"--bind=127.0.0.1:{port}", "--no-control-socket", "--worker-class=sync", f"--workers={WORKERS}"]
        server = start(stack, python("gunicorn", *options, "benchmarks.wsgi:application"), port, folder)
        yield server, port


def start(stack: ExitStack, command: list[str], port: int, folder: Path) -> Child:
    """Start a process that ends with `stack`, and wait until it listens."""
    child = Child(command, dict(os.environ), folder / f"{port}.log")
    stack.callback(child.kill)
    wait_for_port(child, port)
    return child
