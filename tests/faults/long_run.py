"""The long version of two stories, in one command: `python -m tests.faults.long_run`.

10,000 letters, and an edition of the newsletter for 10,000 readers, with 20 kills each. Needs DATABASE_URL and redis-server.
FAULT_LETTERS, FAULT_KILLS and FAULT_SEED choose another size or other moments.
"""

import os
import subprocess
import sys

STORIES = ["tests/faults/test_letters.py", "tests/faults/test_editions.py"]
LONG = {"MODE": "test", "FAULT_LETTERS": "10000", "FAULT_KILLS": "20"}


if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "-q", "-s", *STORIES, "-k", "random_moments"]
    sys.exit(subprocess.run(command, env={**LONG, **os.environ}).returncode)
