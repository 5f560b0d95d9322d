"""Measures the portal by the method of docs/performance.md and prints a table; ends with 1 when a goal was missed.

`DATABASE_URL=postgres://… python -m benchmarks [--rounds 5] [--seconds 2] [--scale 4]`. Needs wrk, pgbench and redis-server.
"""

import argparse
import os
import shutil
import statistics
import sys
from dataclasses import dataclass, field

import django

PEOPLE = 320


@dataclass
class Result:
    """One line of the report: the figures of the rounds, and the goal they are held against."""

    name: str
    unit: str
    goal: float
    at_least: bool = False
    figures: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.figures)

    @property
    def reached(self) -> bool:
        return self.median >= self.goal if self.at_least else self.median <= self.goal

    def line(self) -> str:
        """A row of a Markdown table."""
        spread = f"{min(self.figures):.3g} – {max(self.figures):.3g}"
        goal = f"{'≥' if self.at_least else '≤'} {self.goal:g}"
        return f"| {self.name} | {self.median:.3g} {self.unit} | {spread} | {goal} | {'yes' if self.reached else '**no**'} |"


def main() -> int:
    arguments = parsed()
    refuse_without_tools()
    # Imported late: what it imports needs the environment that the house sets.
    from benchmarks.house import portal

    with portal(os.environ["DATABASE_URL"], arguments.scale) as (server, port):
        django.setup()
        from benchmarks.rounds import measure

        results, remarks = measure(server, port, arguments.rounds, arguments.seconds, PEOPLE)
    report(results, remarks)
    return 0 if all(result.reached for result in results) else 1


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of load on a page, each round")
    parser.add_argument("--scale", type=int, default=4, help="times the demo of six tables and 200 people")
    return parser.parse_args()


def refuse_without_tools() -> None:
    """Say what is missing. Raises SystemExit."""
    missing = [tool for tool in ("wrk", "pgbench", "redis-server") if not shutil.which(tool)]
    if missing:
        raise SystemExit(f"Missing: {', '.join(missing)}. On Debian: apt-get install wrk postgresql redis-server")
    if "DATABASE_URL" not in os.environ:
        raise SystemExit(
            "Set DATABASE_URL=postgres://…: a PostgreSQL on this machine, as a role that may make a database."
        )


def report(results: list[Result], remarks: list[str]) -> None:
    """Print the figures as a Markdown table."""
    print("| what | median | spread | goal | reached |\n| --- | --- | --- | --- | --- |")
    for result in results:
        print(result.line())
    print("", *(f"- {remark}" for remark in remarks), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
