"""Starts a program in this process under a ceiling on memory and on processor time: `apart.ask` runs it by its path.

Its arguments: the program, the bytes of memory, the seconds, and what the program itself is told. It knows nothing of the portal.
"""

import contextlib
import runpy
import sys


def main() -> None:
    program, memory, seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    limit_this_process(memory, seconds)
    sys.argv[:] = [program, *sys.argv[4:]]
    runpy.run_path(program, run_name="__main__")


def limit_this_process(memory: int, seconds: int) -> None:
    """Where the machine knows such ceilings; elsewhere only the clock of who waits for us."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    main()
