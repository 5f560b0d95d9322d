"""The long version of the letters' story, in one command: 10,000 letters and 20 kills (`python -m tests.faults.long_run`).

Needs DATABASE_URL and redis-server. FAULT_LETTERS, FAULT_KILLS and FAULT_SEED choose another size or other moments.
"""

import os
import subprocess
import sys

LONG = {"MODE": "test", "FAULT_LETTERS": "10000", "FAULT_KILLS": "20"}


if __name__ == "__main__":
    command = [sys.executable, "-m", "pytest", "-q", "-s", "tests/faults/test_letters.py", "-k", "random_moments"]
    sys.exit(subprocess.run(command, env={**LONG, **os.environ}).returncode)
