"""How many mails a second an edition goes at, beside a bare loop over one reused connection to the same mail server.

`DATABASE_URL=postgres://… python -m benchmarks.newsletter [--readers 2000] [--rounds 3] [--processes 2]` makes a database of
its own beside that one and drops it. In turns, so that whatever else this machine does falls on both: the same mail, written
anew for each reader, in a bare loop; and an edition, by the sweep that the worker runs, in so many processes. Both are by the
clock.
"""

import argparse
import os
import smtplib
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from benchmarks import house
from tests.faults.processes import free_port, python

GOAL, AIM = 0.25, 0.5
SWEEP = "import django; django.setup(); from newsletter.flows import sending; input(); sending.sweep(seconds=3600)"


def main() -> int:
    arguments = parsed()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="leerlandschap-benchmark-")))
        own, port = stack.enter_context(house.database(os.environ["DATABASE_URL"])), free_port()
        # No Redis: nothing here asks for it.
        os.environ.update(house.environment(own, free_port(), folder))
        os.environ.update(EMAIL_URL=f"smtp://127.0.0.1:{port}", NEWSLETTER_PER_SECOND="0", NEWSLETTER_SECOND_PERSON="0")
        house.manage("migrate", "--no-input")
        # The pages to which an edition leads are opened before it goes.
        house.manage("collectstatic", "--no-input", "--verbosity=0")
        house.start(stack, python("tests.faults.mail_sink", str(port), str(folder / "mails.jsonl")), port, folder)
        django.setup()
        fill(arguments.readers)
        rounds = [(bare(arguments.readers, port), edition(arguments)) for _round in range(arguments.rounds)]
    return report(rounds, arguments)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.newsletter", description=__doc__.splitlines()[0])
    for name, default in (("readers", 2000), ("rounds", 3), ("processes", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()


def fill(readers: int) -> None:
    """So many who asked for the newsletter."""
    from django.utils import timezone

    from newsletter.models import Subscriber

    now = timezone.now()
    Subscriber.objects.bulk_create(
        Subscriber(email=f"lezer{one}@voorbeeld.nl", state="subscribed", made_at=now, subscribed_at=now)
        for one in range(readers)
    )


def an_edition():
    """An edition as a region sends it: an opening and ten items."""
    from newsletter.flows import editions

    made = editions.begin(by=None)
    editions.write(made, subject="Nieuws uit het leerlandschap", opening="Wat er is geleerd.\n\n- een\n- twee", by=None)
    for one in range(10):
        words = {
            "title": f"Bericht {one}",
            "text": "Een alinea van gewone lengte over wat er aan een tafel is geleerd. " * 4,
        }
        editions.add_own(made, link="/tafels/", link_words="Lees verder", by=None, **words)
    return made


def bare(readers: int, port: int) -> float:
    """Mails a second of the loop: the edition's mail, written for each reader, over one connection."""
    from newsletter import mailing

    words = mailing.of(an_edition())
    began = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as connection:
        for one in range(readers):
            to = f"lezer{one}@voorbeeld.nl"
            mail = mailing.message(words, to=to, message_id=f"<{one}@x>", own_page="https://localhost/x/")
            connection.sendmail("leerlandschap@voorbeeld.nl", [to], mail.message().as_bytes(linesep="\r\n"))
    return readers / (time.perf_counter() - began)


def edition(arguments: argparse.Namespace) -> float:
    """Mails a second of an edition, from when the processes are told to begin until it is sent."""
    from django.utils import timezone

    from newsletter.flows import sending
    from newsletter.models import Edition

    made = sending.plan(an_edition(), by=None)
    Edition.objects.filter(pk=made.pk).update(starts_at=timezone.now())
    sending.start_due(timezone.now())
    workers = [
        subprocess.Popen([sys.executable, "-c", SWEEP], stdin=subprocess.PIPE, text=True)
        for _one in range(arguments.processes)
    ]
    time.sleep(5)
    began = time.perf_counter()
    for worker in workers:
        worker.communicate("\n")
    seconds = time.perf_counter() - began
    assert Edition.objects.get(pk=made.pk).state == Edition.State.SENT
    return arguments.readers / seconds


def report(rounds: list[tuple[float, float]], arguments: argparse.Namespace) -> int:
    """Print the table. Gives 1 when the goal was missed."""
    share = statistics.median(ours / loop for loop, ours in rounds)
    print("| round | bare loop | edition | share |\n| --- | --- | --- | --- |")
    for number, (loop, ours) in enumerate(rounds, start=1):
        print(f"| {number} | {loop:.0f}/s | {ours:.0f}/s | {ours / loop:.2f} |")
    print(
        f"\n{arguments.readers} readers, {arguments.processes} processes: {share:.2f} of the loop (goal {GOAL}, aim {AIM})"
    )
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    if "DATABASE_URL" not in os.environ:
        raise SystemExit(
            "Set DATABASE_URL=postgres://…: a PostgreSQL on this machine, as a role that may make a database."
        )
    sys.exit(main())
