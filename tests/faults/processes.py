"""Real processes for a test: started in a group of their own, waited for, and ended by the number they were given."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


class Child:
    """One process with whatever it starts, as one group."""

    def __init__(self, command: list[str], env: dict, log: Path) -> None:
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def runs(self) -> bool:
        return self.process.poll() is None

    def send(self, number: int) -> None:
        """Send a signal to the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill(self) -> None:
        """End the whole group without a word, as a power cut does."""
        self.send(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to stop, as an operator does, and end what stays."""
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(PATIENCE)
        self.kill()


class Nursery:
    """A process that has imported the portal already, and of which each worker is a fork (nursery.py)."""

    def __init__(self, env: dict, log: Path) -> None:
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                python("tests.faults.nursery"), cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=out, text=True, start_new_session=True,
            )  # fmt: skip
        self.ready = False

    def bring_up(self, arguments: list[str], env: dict, log: Path) -> "Fork":
        """A worker with these arguments, to which the environment says this besides."""
        self.ready = self.ready or self.process.stdout.readline() == "ready\n"
        assert self.ready, f"no worker can be brought up: see {log.parent}"
        wish = {"arguments": arguments, "environment": env, "log": str(log)}
        print(json.dumps(wish), file=self.process.stdin, flush=True)
        return Fork(int(self.process.stdout.readline()), log)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Fork:
    """A worker of a nursery, with whatever it starts, as one group; ended as a `Child` is."""

    def __init__(self, pid: int, log: Path) -> None:
        self.pid, self.log = pid, log

    def runs(self) -> bool:
        return psutil.pid_exists(self.pid)

    def send(self, number: int) -> None:
        """Send a signal to the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill(self) -> None:
        """End the whole group without a word, as a power cut does."""
        self.send(signal.SIGKILL)
        wait_until(lambda: not self.runs(), "the worker is gone")

    def stop(self) -> None:
        """Ask it to stop, as an operator does, and end what stays."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        with contextlib.suppress(AssertionError):
            wait_until(lambda: not self.runs(), "the worker stops")
        self.kill()


def python(*words: str) -> list[str]:
    return [sys.executable, "-m", *words]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def wait_until(condition: Callable[[], object], what: str, patience: float = PATIENCE, pause: float = 0.05) -> None:
    """Wait until `condition()` holds. Raises AssertionError that says `what` did not come true."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"after {patience:.0f} seconds still not: {what}"
        time.sleep(pause)


def wait_for_port(child: Child, port: int) -> None:
    """Wait until `child` listens. Raises AssertionError with what it logged when it ended instead."""
    wait_until(lambda: answers(port) or not child.runs(), f"something listens on port {port}")
    assert child.runs(), child.log.read_text(errors="replace")[-3000:]
