"""An edition goes: read along, planned, frozen, handed over mail by mail, paused and finished.

The guarantee (docs/decisions/0015-editions.md): every delivery that is not uncertain arrives exactly once.
"""

import logging
import smtplib
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, tickets
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.mail import smtp_code
from leerlandschap.commons.templatetags.ui import MONTHS
from newsletter import bounces, mailing
from newsletter.checks import problems
from newsletter.flows import subscriptions
from newsletter.line import Line
from newsletter.models import Delivery, Edition, Pace, Subscriber, Suppression
from newsletter.models.deliveries import LEASE

log = logging.getLogger(__name__)
State = Edition.State

# How long an edition that goes at once can be taken back.
TIME_TO_REPENT = timedelta(minutes=1)
BATCH = settings.NEWSLETTER_BATCH
ROWS_AT_ONCE = 1000

NOT_READ = "Vraag eerst een collega om mee te lezen en akkoord te geven."
OWN_WORK = "Akkoord geeft iemand anders dan wie de editie maakte of het laatst wijzigde. Vraag een collega."
NOBODY = "Er is nog niemand die de nieuwsbrief krijgt."
PASSED = "Kies een moment dat nog komt."
TOO_LATE = "De editie is al onderweg. Je kunt het versturen nog wel pauzeren."
NOT_GOING = "Deze editie wordt nu niet verstuurd."
NOT_PAUSED = "Deze editie staat niet op pauze."


# --- before it goes -----------------------------------------------------------------------------------------------------


@transaction.atomic
def approve(edition: Edition, *, by) -> None:
    """A second person read it and agrees. Raises ValidationError for who made or last changed it."""
    edition = _locked(edition)
    if not edition.is_draft:
        raise ValidationError(TOO_LATE)
    if by.pk in {edition.made_by_id, edition.changed_by_id}:
        raise ValidationError(OWN_WORK)
    edition.approved_at, edition.approved_by = timezone.now(), by
    edition.save(update_fields=["approved_at", "approved_by"])
    audit.record(by, "edition.approved", on=edition)


@transaction.atomic
def plan(edition: Edition, *, by, starts_at: datetime | None = None) -> Edition:
    """Let it go at `starts_at`, or as soon as it can no longer be taken back. Raises ValidationError."""
    edition, now = _locked(edition), timezone.now()
    if not edition.is_draft:
        raise ValidationError(TOO_LATE)
    _refuse_what_is_not_ready(edition, starts_at, now)
    edition.state, edition.starts_at, edition.held_because = State.PLANNED, starts_at or now + TIME_TO_REPENT, ""
    edition.slug = edition.slug or _free_slug(timezone.localtime(edition.starts_at))
    edition.save(update_fields=["state", "starts_at", "held_because", "slug"])
    audit.record(by, "edition.planned", on=edition, at=edition.starts_at.isoformat())
    return edition


def _refuse_what_is_not_ready(edition: Edition, starts_at: datetime | None, now: datetime) -> None:
    found = [problem.text for problem in problems(edition, freshly=True)]
    if settings.NEWSLETTER_SECOND_PERSON and not edition.approved_at:
        found.append(NOT_READ)
    if starts_at and starts_at < now:
        found.append(PASSED)
    if not Subscriber.objects.receiving().exists():
        found.append(NOBODY)
    if found:
        raise ValidationError(found)


def _free_slug(on: datetime) -> str:
    wish = f"{MONTHS[on.month - 1]}-{on.year}"
    taken = set(Edition.objects.filter(slug__startswith=wish).values_list("slug", flat=True))
    return next(slug for slug in [wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3))] if slug not in taken)


@transaction.atomic
def take_back(edition: Edition, *, by) -> None:
    """Make it a draft again, until the moment it goes. Raises ValidationError."""
    edition = _locked(edition)
    if edition.state != State.PLANNED:
        raise ValidationError(TOO_LATE)
    edition.state, edition.starts_at = State.DRAFT, None
    edition.save(update_fields=["state", "starts_at"])
    audit.record(by, "edition.taken_back", on=edition)


@transaction.atomic
def send_test(edition: Edition, *, by) -> Delivery:
    """Send it to the editor alone, to see how it comes in."""
    now = timezone.now()
    key = f"edition:{edition.pk}:test:{by.pk}:{now:%Y%m%d%H%M%S%f}"
    delivery = Delivery.objects.create(key=key, edition=edition, test_for=by.email, made_at=now, due_at=now)
    audit.record(by, "edition.tested", on=edition)
    return delivery


# --- while it goes ------------------------------------------------------------------------------------------------------


@transaction.atomic
def pause(edition: Edition, *, by) -> None:
    """Hold what was not handed over yet; at most one mail of each process is still under way. Raises ValidationError."""
    if not Edition.objects.filter(pk=edition.pk, state=State.SENDING).update(state=State.PAUSED):
        raise ValidationError(NOT_GOING)
    audit.record(by, "edition.paused", on=edition)


@transaction.atomic
def resume(edition: Edition, *, by) -> None:
    """Go on where it was held. Raises ValidationError."""
    if not Edition.objects.filter(pk=edition.pk, state=State.PAUSED).update(state=State.SENDING):
        raise ValidationError(NOT_PAUSED)
    audit.record(by, "edition.resumed", on=edition)


@transaction.atomic
def settle_uncertain(delivery: Delivery, *, arrived: bool, by) -> None:
    """An editor found out whether an uncertain mail arrived: it did, or it is sent again. Raises ValidationError."""
    uncertain = Delivery.objects.filter(pk=delivery.pk, state=LedgerState.UNCERTAIN)
    ends = {"state": LedgerState.ACCEPTED, "answer": "volgens de redactie aangekomen"}
    again = {"state": LedgerState.WAITING, "due_at": timezone.now(), "settled_at": None, "answer": ""}
    if not uncertain.update(**(ends if arrived else again)):
        raise ValidationError("Over deze mail is al besloten.")
    if not arrived:
        Edition.objects.filter(pk=delivery.edition_id, state=State.SENT).update(state=State.SENDING)
    audit.record(by, "edition.uncertain_settled", on=delivery, arrived=arrived)


# --- the sweep ----------------------------------------------------------------------------------------------------------


def sweep(*, seconds: float) -> Counter:
    """Start what is due, hand over for about `seconds`, and finish what has gone. Gives the states of what was handed over.

    Safe to run in several processes at once, and after a crash.
    """
    start_due(timezone.now())
    Delivery.objects.set_aside_uncertain(timezone.now())
    outcomes, run, until = Counter(), Run(), time.monotonic() + seconds
    try:
        while time.monotonic() < until and (found := run.batch(timezone.now())):
            outcomes += found
    finally:
        run.close()
    finish(timezone.now())
    return outcomes


def start_due(now: datetime) -> None:
    """Freeze who gets the editions whose moment has come; one that is no longer in order becomes a draft again."""
    for pk in Edition.objects.to_start(now).values_list("pk", flat=True):
        _start(pk, now)


@transaction.atomic
def _start(pk: int, now: datetime) -> None:
    edition = Edition.objects.select_for_update().to_start(now).filter(pk=pk).first()
    if edition is None:
        return
    if found := problems(edition, freshly=True):
        _hold(edition, [f"{problem.item}: {problem.text}" if problem.item else problem.text for problem in found])
        return
    number = _freeze(edition, now)
    edition.state, edition.frozen_at = State.SENDING, now
    edition.save(update_fields=["state", "frozen_at"])
    audit.record(None, "edition.started", on=edition, recipients=number)


def _hold(edition: Edition, reasons: list[str]) -> None:
    edition.state, edition.starts_at, edition.held_because = State.DRAFT, None, " ".join(reasons)[:500]
    edition.approved_at = edition.approved_by = None
    edition.save(update_fields=["state", "starts_at", "held_because", "approved_at", "approved_by"])
    audit.record(None, "edition.held", on=edition, reasons=len(reasons))


def _freeze(edition: Edition, now: datetime) -> int:
    """Write down who gets it. Gives how many."""
    receiving = Subscriber.objects.receiving().values_list("pk", flat=True)
    rows = [
        Delivery(key=f"edition:{edition.pk}:{pk}", edition=edition, subscriber_id=pk, made_at=now, due_at=now)
        for pk in receiving
    ]
    Delivery.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return len(rows)


def finish(now: datetime) -> None:
    """Editions of which no mail waits any more are sent."""
    for edition in Edition.objects.going():
        if not edition.deliveries.to_subscribers().open().exists():
            gone = Edition.objects.filter(pk=edition.pk, state=State.SENDING).update(state=State.SENT, sent_at=now)
            if gone:
                audit.record(None, "edition.sent", on=edition)


class Run:
    """One process that hands over: one connection to the mail server, and each edition's mail made once."""

    def __init__(self) -> None:
        self._line = Line()
        self._mailings: dict[tuple, mailing.Mailing] = {}

    def close(self) -> None:
        self._line.close()

    def batch(self, now: datetime) -> Counter:
        """Take and hand over some that are due, at the pace of all processes together. Gives the states they got."""
        claimed = Delivery.objects.claim(now, limit=BATCH, lease=LEASE)
        if not claimed:
            return Counter()
        rows = list(Delivery.objects.filter(claim=claimed[0].claim).select_related("subscriber", "edition"))
        _wait_for_turn(len(rows))
        links = tickets.issue_many(
            subscriptions.PREFERENCES,
            about=[row.subscriber for row in rows if row.subscriber],
            lifetime=subscriptions.PREFERENCES_LIFETIME,
        )
        return Counter(self._deliver(row, links.get(row.subscriber_id)) for row in rows)

    def _deliver(self, row: Delivery, token: str | None) -> str:
        """Hand over one row. Gives the state it ended in, or `fenced` when another claimer has it."""
        try:
            mail = self._compose(row, token)
        except Exception as error:  # an edition that cannot be written must not hold up another
            log.exception("delivery %s cannot be written", row.ref)
            Delivery.objects.postpone(row, timezone.now(), answer=f"cannot be written: {type(error).__name__}")
            return LedgerState.WAITING
        if not Delivery.objects.begin(row, timezone.now()):
            return _held_back(row)
        return self._hand_over(row, mail)

    def _compose(self, row: Delivery, token: str | None):
        own_page = subscriptions.address_of(token) if token else mailing.page_for_who_looks()
        words = self._mailing(row)
        details = {"to": row.address, "message_id": row.message_id, "own_page": own_page}
        return mailing.message(words, **details)

    def _mailing(self, row: Delivery) -> mailing.Mailing:
        """The words for everybody who reads as this reader does."""
        if row.subscriber:
            reads = {"audience": row.subscriber.audience, "skips": tuple(row.subscriber.skips)}
        else:
            reads = {"picture_at": mailing.address_in_a_test}
        key = (row.edition_id, *reads.values())
        if key not in self._mailings:
            self._mailings[key] = mailing.of(row.edition, **reads)
        return self._mailings[key]

    def _hand_over(self, row: Delivery, mail) -> str:
        try:
            self._line.send(mail)
        except OSError as error:
            return _not_accepted(row, error, said=self._line.said)
        Delivery.objects.settle(row, LedgerState.ACCEPTED, timezone.now())
        return LedgerState.ACCEPTED


def _wait_for_turn(number: int) -> None:
    """Wait until all sending processes together may hand over so many more, of whatever editions."""
    if settings.NEWSLETTER_PER_SECOND:
        time.sleep(_seconds_to_wait(number))


@transaction.atomic
def _seconds_to_wait(number: int) -> float:
    pace, _first = Pace.objects.select_for_update().get_or_create(pk=Pace.ONLY)
    now = timezone.now()
    begins = max(now, pace.full_until or now)
    pace.full_until = begins + timedelta(seconds=number / settings.NEWSLETTER_PER_SECOND)
    pace.save(update_fields=["full_until"])
    return (begins - now).total_seconds()


def _held_back(row: Delivery) -> str:
    """A row that could not begin: its reader stopped, its edition was paused, or another has it."""
    if row.subscriber_id and not Subscriber.objects.receiving().filter(pk=row.subscriber_id).exists():
        Delivery.objects.settle(row, LedgerState.SUPPRESSED, timezone.now(), answer="uitgeschreven voor verzending")
        return LedgerState.SUPPRESSED
    return LedgerState.WAITING if Delivery.objects.release(row) else "fenced"


def _not_accepted(row: Delivery, error: Exception, *, said: bool) -> str:
    """What becomes of a row that failed; one of which all was `said` and nothing answered may have arrived."""
    code = smtp_code(error)
    answer = f"{type(error).__name__} {code or ''}".strip()
    if said and not code:
        Delivery.objects.settle(row, LedgerState.UNCERTAIN, timezone.now(), answer=answer)
        return LedgerState.UNCERTAIN
    if code < 500:
        Delivery.objects.postpone(row, timezone.now(), answer=answer)
        return LedgerState.WAITING
    Delivery.objects.settle(row, LedgerState.REFUSED, timezone.now(), answer=answer)
    if isinstance(error, smtplib.SMTPRecipientsRefused) and row.subscriber_id:
        _suppress(row.address)
    return LedgerState.REFUSED


def collect_bounces(folder: Path) -> int:
    """Read what came back in `new` of a Maildir, and lay it in `cur`. Gives how many were mails of ours that failed."""
    ours = 0
    for found in sorted((folder / "new").glob("*")):
        if found.is_file():
            with found.open("rb") as mail:
                bounce = bounces.read(mail.read(bounces.LONGEST))
            ours += bounce is not None and came_back(bounce)
            (folder / "cur").mkdir(exist_ok=True)
            found.replace(folder / "cur" / f"{found.name}:2,S")
    return ours


@transaction.atomic
def came_back(bounce: bounces.Bounce) -> bool:
    """A mail that was handed over came back after all: refused, and its address held back. False when it is none of ours.

    Told twice it changes nothing more, also when its owner confirmed the address anew meanwhile.
    """
    row = Delivery.objects.to_subscribers().select_related("subscriber").filter(ref=bounce.ref).first()
    if row is None:
        return False
    if Delivery.objects.come_back(row, timezone.now(), answer=f"teruggekomen, {bounce.status}"):
        _suppress(row.address)
        audit.record(None, "edition.came_back", on=row, status=bounce.status)
    return True


def _suppress(address: str) -> None:
    """The server knows no such mailbox: nothing is sent to it any more."""
    found = {"reason": Suppression.Reason.REFUSED, "since": timezone.now()}
    Suppression.objects.get_or_create(email=address, defaults=found)


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)
