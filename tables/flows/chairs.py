"""The chairs of a table: its lock, what it counts, and the one place that decides who gets a chair that is free.

Chairs and ranks are given under the lock of the table's row, so that of any number of requests for the last chair one gets
it, and the others a rank each. Whatever frees a chair (giving back, an answer, more chairs, an offer that lapses, chairs
that are no longer kept, somebody who leaves) ends in `settle`, and the rule itself stands in tables/seating.py.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import audit, notices
from leerlandschap.commons.questions import Question
from leerlandschap.commons.writes import Change, Insert
from leerlandschap.network.models import Organisation, Person, User
from leerlandschap.network.questions import QuestionOf
from tables.flows import action_heirs, attendances, landing_heirs, seat_letters
from tables.models import ChairGroup, Cycle, Involvement, Seat, Table
from tables.seating import Asker, Seating

CLOSED = "Bij {table} kun je nu niet aanschuiven. Kijk op de pagina van de tafel wanneer dat weer kan."
SEATED = "Je hebt al een plek bij deze tafel gevraagd. Je vindt hem in Mijn leerlandschap."
DECIDED = "Over deze aanvraag is al beslist. Ververs de pagina om te zien hoe het ervoor staat."

SEATS = Insert(Seat)
RUNNING = Question(lambda table: _held().filter(table=table), -1)
RUNNING_SEEN = QuestionOf(
    lambda user, slug: _held().filter(table__in=Table.objects.visible_to(user).filter(slug=slug).values("pk")), "-"
)
COUNT = Change(
    lambda table, taken, waiting, ranks: (
        Table.objects.filter(pk=table),
        {
            "taken": F("taken") + taken,
            "waiting": F("waiting") + waiting,
            "next_rank": F("next_rank") + ranks,
            "version": F("version") + 1,
        },
    ),
    -1,
    -2,
    -3,
    -4,
)


# --- the lock ---------------------------------------------------------------------------------------------------------


def locked(table: Table) -> Cycle:
    """The table's running cycle, with the table as it is now, both held until the transaction ends.

    Raises ValidationError when no cycle runs.
    """
    if not (running := RUNNING.ask(table.pk)):
        raise ValidationError(CLOSED.format(table=table))
    return running[0]


def locked_for(user: User, slug: str) -> Cycle | None:
    """As `locked`, of the table that is called `slug`; None when no cycle runs there, or `user` may not see it."""
    return next(iter(RUNNING_SEEN.ask(user, slug)), None)


def _held() -> QuerySet[Cycle]:
    """Cycles that run, with their tables, to be held until the transaction ends."""
    return Cycle.objects.select_for_update(of=("self", "table")).select_related("table").filter(ended_on=None)


def locked_seat(seat: Seat, *states: str) -> Seat:
    """The chair as it is now, under its table's lock. Raises ValidationError when it is in none of `states` any more."""
    table = Table.objects.select_for_update().get(pk=seat.cycle.table_id)
    seat = Seat.objects.select_related("person", "organisation", "cycle").get(pk=seat.pk)
    seat.cycle.table = table
    if seat.state not in states:
        raise ValidationError(DECIDED)
    return seat


def require_open(table: Table) -> None:
    """Raises ValidationError when nobody can ask for a chair at `table` now."""
    if not table.takes_signups():
        raise ValidationError(CLOSED.format(table=table))


# --- the rule ---------------------------------------------------------------------------------------------------------


def has_room_for(cycle: Cycle, organisation: Organisation | None) -> bool:
    """Whether somebody who acts for `organisation` can have a chair now, with the cycle `locked`.

    Where chairs are kept, who waits comes first: a date may have passed since they were counted.
    """
    if not cycle.table.kept:
        return cycle.table.free > 0
    asker = Asker(organisation.kind if organisation else "", organisation.pk if organisation else None)
    return settle(cycle).has_room_for(asker)


def settle(cycle: Cycle) -> Seating:
    """Offer every free chair to whom the rule gives it, and count how many stay kept; with the cycle `locked`.

    The one place that decides who gets a free chair. Call it after whatever may have freed one, and after somebody took
    one that may have been kept. Gives the table as it is then.
    """
    seating = _seating(cycle)
    for seat in seating.offers(_who_waits(cycle)):
        seat.cycle = cycle
        _offer(seat)
    if seating.kept != cycle.table.kept:
        cycle.table.kept = seating.kept
        Table.objects.filter(pk=cycle.table.pk).update(kept=seating.kept, version=F("version") + 1)
    return seating


def kept_empty(table: Table) -> list[tuple[ChairGroup, int]]:
    """For whom chairs of `table` are kept that nobody sits on yet, each with how many; to be read, without a lock.

    Nothing is asked of the database where none are kept.
    """
    cycle = table.running_cycle() if table.kept else None
    if cycle is None:
        return []
    cycle.table = table
    return _seating(cycle).empty


def _seating(cycle: Cycle) -> Seating:
    """The table from above, as it is under the lock."""
    kept = ChairGroup.objects.kept(timezone.localdate()).filter(table=cycle.table).select_related("organisation")
    table, groups = cycle.table, list(kept)
    sitting = cycle.seats.taking_a_chair().order_by("requested_at", "pk") if groups else ()
    return Seating(table.chairs, groups, table.taken, sitting)


def _who_waits(cycle: Cycle) -> list[Seat]:
    if not cycle.table.waiting or not cycle.table.free:
        return []
    return list(cycle.seats.waiting().select_related("person"))


def _offer(seat: Seat) -> None:
    """A free chair is held for who waited, until they answer or the last day has passed."""
    until = timezone.localdate() + timedelta(days=settings.CHAIR_OFFER_DAYS)
    move(seat, Seat.State.OFFERED, offer_until=until)
    audit.record(None, "seat.offered", on=seat.table, who=str(seat.person), until=str(until))
    seat_letters.tell(seat, "seat.offered", until=date_format(until, "j F Y"))


# --- by the calendar, and the number of chairs --------------------------------------------------------------------------


def sweep() -> int:
    """Do what the calendar asks: offers that lapsed go on to the next, kept chairs whose day passed open to all.

    Gives at how many tables something was looked into. Each table is swept under its own lock and looked at afresh there:
    twice at once does it once, and after a night without a worker it is made good.
    """
    today = timezone.localdate()
    lapsed = Seat.objects.lapsed(today).filter(cycle__ended_on=None).values("cycle__table")
    keeping = Q(kept__gt=0) | Q(chair_groups__kept_until__gte=today)
    overdue = Q(pk__in=lapsed) | keeping | Q(waiting__gt=0, taken__lt=F("chairs"))
    tables = Table.objects.filter(overdue, cycles__ended_on=None).order_by("pk").distinct()
    return sum(1 for table in tables if _sweep(table))


@transaction.atomic
def _sweep(table: Table) -> bool:
    try:
        cycle = locked(table)
    except ValidationError:  # the round was closed meanwhile
        return False
    for seat in cycle.seats.lapsed(timezone.localdate()).select_related("person"):
        seat.cycle = cycle
        move(seat, Seat.State.LAPSED)
        audit.record(None, "seat.lapsed", on=cycle.table, who=str(seat.person))
        seat_letters.tell(seat, "seat.lapsed")
    settle(cycle)
    return True


@transaction.atomic
def set_chairs(table: Table, chairs: int, *, by: User) -> Table:
    """Change how many chairs a table has; new ones go to who waits longest. Raises ValidationError below what is taken."""
    cycle = locked(table)
    table = cycle.table
    if chairs < table.taken:
        raise ValidationError({"chairs": f"Er zijn al {table.taken} stoelen bezet: kies {table.taken} of meer."})
    audit.record(by, "table.chairs", on=table, before=table.chairs, after=chairs)
    table.chairs = chairs
    Table.objects.filter(pk=table.pk).update(chairs=chairs, version=F("version") + 1)
    settle(cycle)
    return table


@transaction.atomic
def keep(table: Table) -> None:
    """The seating plan of `table` changed: count anew what is kept, and offer what no longer is.

    At a table without a running round there is nothing to give yet.
    """
    if Cycle.objects.running().filter(table=table).exists():
        settle(locked(table))


# --- rows and counts ----------------------------------------------------------------------------------------------------


def new_seat(cycle: Cycle, person: Person, organisation: Organisation | None, involvement: str, **fields) -> Seat:
    """A chair row; the database refuses a second one for the same person. Raises ValidationError."""
    seat = Seat(
        cycle=cycle,
        person=person,
        organisation=organisation,
        perspective=organisation.kind if organisation else "",
        involvement=involvement,
        requested_at=timezone.now(),
        **fields,
    )
    if not SEATS.add_new(seat, told_apart_by="ref"):
        raise ValidationError(SEATED)
    _count(cycle.table, after=seat)
    return seat


def move(
    seat: Seat,
    state: str,
    *,
    decided_by: User | None = None,
    reason: str = "",
    heir: Person | None = None,
    by: User | None = None,
    **fields,
) -> None:
    """Bring the chair into `state`, with what else changes of it, and count what that means for its table.

    When somebody who sat there no longer does, `heir` (or who comes next) gets the actions they have open at the table.
    """
    before, held = (seat.takes_chair(), seat.waits()), seat.state == Seat.State.ACCEPTED
    if decided_by is not None:
        fields |= {"decided_at": timezone.now(), "decided_by": decided_by, "reason": reason}
    fields["state"] = state
    for name, value in fields.items():
        setattr(seat, name, value)
    seat.save(update_fields=list(fields))
    _count(seat.table, after=seat, before=before)
    if held and not seat.is_current():
        attendances.lapse(seat)
        action_heirs.chair_ended(seat, to=heir, by=by)
        landing_heirs.chair_ended(seat, to=heir, by=by)
    if state != Seat.State.REQUESTED:
        notices.no_longer_waits(seat_letters.key_of_request(seat))


def next_state(cycle: Cycle, organisation: Organisation | None, involvement: str, *, seated: str) -> dict:
    """State and rank for somebody who wants to take part: `seated` where there is room, or else a place on the list."""
    if involvement != Involvement.MEMBER or has_room_for(cycle, organisation):
        return {"state": seated, "rank": None}
    return {"state": Seat.State.WAITING, "rank": cycle.table.next_rank}


def _count(table: Table, *, after: Seat, before: tuple[bool, bool] = (False, False)) -> None:
    """Count chairs, who waits, ranks and the change, in one update; so kept pages show it on the next request."""
    taken = int(after.takes_chair()) - int(before[0])
    waiting = int(after.waits()) - int(before[1])
    ranks = max(0, waiting)
    table.taken, table.waiting, table.next_rank = table.taken + taken, table.waiting + waiting, table.next_rank + ranks
    COUNT.make_along(table.pk, taken, waiting, ranks)
