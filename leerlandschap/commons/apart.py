"""Asking a program that runs in a process of its own, so that whatever a strange file does to it stays there.

What people bring in is read by libraries that were written for honest files. The program gets the bytes on its standard
input, a ceiling on memory and time (`within_ceilings.py`), and none of our secrets; it answers in JSON.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

STARTER = Path(__file__).with_name("within_ceilings.py")
MEGABYTE = 1024 * 1024
# So long is waited for it by the clock, where a machine knows no ceilings too.
SECONDS = 10
# What the program needs of our environment; our secrets are not among it.
PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")


class NoAnswer(Exception):
    """The program ended without one, or took too long."""


def ask(program: Path, content: bytes, *arguments: str, megabytes: int, seconds: int = 8) -> dict:
    """What `program` says of `content`, with so much memory and processor time at most.

    Whatever becomes of it, this process goes on. Raises NoAnswer.
    """
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    ceilings = [str(megabytes * MEGABYTE), str(seconds)]
    command = [sys.executable, "-I", str(STARTER), str(program), *ceilings, *arguments]
    try:
        done = subprocess.run(
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=SECONDS, check=True,
        )  # fmt: skip
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise NoAnswer from error
