"""What goes along from one round into the next: everything that is still open, and everybody's chair.

Nothing is lost and nothing is typed again. Call it in the transaction that holds the lock of the table's row.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from leerlandschap.commons import notices
from tables.flows import seat_letters
from tables.models import Action, Cycle, LandingPlace, ResearchQuestion, Seat, SignUp, Table, WorkingAgreement

KEPT_BY_A_CHAIR = (
    "person_id", "organisation_id", "organisation_name", "involvement", "perspective", "state", "rank", "offer_until",
    "brings", "hopes", "intention", "requested_at", "decided_at", "decided_by_id", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Foreseen:
    """What closing a round would carry into the next, counted: for the page that asks whether to do so."""

    questions: int
    actions: int
    agreements: int
    landing_places: int
    chairs: int
    waiting: int


def open_questions(table: Table) -> QuerySet:
    """The research questions of `table` that are still investigated."""
    return ResearchQuestion.objects.open().filter(table=table)


def open_actions(table: Table) -> QuerySet:
    """The actions of `table` that are not done."""
    return Action.objects.open().filter(table=table)


def open_agreements(table: Table) -> QuerySet:
    """The working agreements of `table` that hold."""
    return WorkingAgreement.objects.open().filter(table=table)


def foresee(cycle: Cycle) -> Foreseen:
    """What closing `cycle` would carry into the next round."""
    table = cycle.table
    seats = cycle.seats.current()
    return Foreseen(
        open_questions(table).count(),
        open_actions(table).count(),
        open_agreements(table).count(),
        cycle.landing_places.count(),
        seats.exclude(state=Seat.State.WAITING).count(),
        seats.waiting().count(),
    )


def fill(cycle: Cycle) -> None:
    """Give a round that begins every open question, action and working agreement of its table."""
    cycle.questions.add(*open_questions(cycle.table))
    cycle.actions.add(*open_actions(cycle.table))
    cycle.working_agreements.add(*open_agreements(cycle.table))


def carry(old: Cycle, *, into: Cycle) -> list[Seat]:
    """Fill `into` with what is open, with the landing places of `old`, and with everybody's chair. Gives the new chairs."""
    fill(into)
    LandingPlace.objects.bulk_create(
        LandingPlace(cycle=into, kind=place.kind, words=place.words, owner_id=place.owner_id)
        for place in old.landing_places.all()
    )
    return _continue_chairs(old, into)


def _continue_chairs(old: Cycle, into: Cycle) -> list[Seat]:
    """Who held, asked, was offered or waits for a chair does so in the new round, in the same order.

    All of them go along, so what the table's row counts (taken, waiting, the next rank) stays as it is.
    """
    before = list(old.seats.current().order_by("pk"))
    old.seats.current().update(state=Seat.State.ENDED)
    chairs = Seat.objects.bulk_create(
        Seat(cycle=into, continues=seat, **{name: getattr(seat, name) for name in KEPT_BY_A_CHAIR}) for seat in before
    )
    for seat in chairs:
        if seat.state == Seat.State.REQUESTED:
            notices.follow(seat_letters.key_of_request(seat.continues), to=seat_letters.key_of_request(seat))
    _hand_over_still(old, chairs)
    return chairs


def _hand_over_still(old: Cycle, chairs: list[Seat]) -> None:
    """Whoever was asked to take a chair over takes over the one that continues it."""
    now = {seat.continues_id: seat for seat in chairs}
    asked = list(SignUp.objects.filter(takes_over__cycle=old))
    for signup in asked:
        signup.takes_over = now.get(signup.takes_over_id)
    SignUp.objects.bulk_update([signup for signup in asked if signup.takes_over], ["takes_over"])
