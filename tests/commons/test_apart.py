"""A program in a process of its own: its answer, and the ceilings above it."""

import os

import pytest

from leerlandschap.commons import apart

ANSWER = "import json, sys; {deed}; print(json.dumps({{'told': sys.argv[1:], 'read': len(sys.stdin.buffer.read())}}))"

# It would answer in time by the clock of who waits; only the ceiling ends it.
LONG = "exec('import time' + chr(10) + 'while time.process_time() < 4: pass')"


def program(folder, deed: str = "pass"):
    path = folder / "program.py"
    path.write_text(ANSWER.format(deed=deed))
    return path


def test_it_gets_the_bytes_and_what_it_is_told(tmp_path):
    assert apart.ask(program(tmp_path), b"vijf.", "docx", megabytes=256) == {"told": ["docx"], "read": 5}


@pytest.mark.skipif(os.name == "nt", reason="knows no ceilings")
@pytest.mark.parametrize("deed", ["bytearray(600 * 1024 * 1024)", LONG], ids=["memory", "time"])
def test_it_comes_to_no_answer_when_it_takes_more_than_it_may(deed, tmp_path):
    with pytest.raises(apart.NoAnswer):
        apart.ask(program(tmp_path, deed), b"", megabytes=256, seconds=1)


def test_it_may_take_that_when_it_is_allowed(tmp_path):
    assert apart.ask(program(tmp_path, "bytearray(600 * 1024 * 1024)"), b"", megabytes=1024)["read"] == 0
