"""Real processes for a test: started in a group of their own, waited for, and ended by the number they were given."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

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
