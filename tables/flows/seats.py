"""What becomes of a chair: the answer of the table, taking or leaving an offer, another form, handing over, giving back.

Every verb works under the lock of the table's row, and whatever frees a chair ends in `chairs.settle`.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import Organisation, Person, User
from tables.flows import chairs, seat_letters
from tables.models import Involvement, Seat, Table

REASON = {"reason": "Schrijf in één zin waarom; de aanvrager leest dit."}
LAPSED = "Dit aanbod gold tot en met {until}. De stoel gaat naar wie na je wacht. Je kunt opnieuw een stoel vragen."
SAME_FORM = "Je doet al zo mee. Kies een andere vorm."
SAME_TABLE = "Deze persoon zit al bij {table}. Kies een andere tafel."
SEATED_THERE = "{person} heeft al een plek bij {table}."
SITS_ALREADY = "Je hebt zelf al een stoel bij deze tafel. Deze stoel kun je er niet bij nemen."


# --- the answer of the table --------------------------------------------------------------------------------------------


@transaction.atomic
def accept(seat: Seat, *, by: User, organisation: Organisation | None = None) -> Seat:
    """Confirm a chair that was asked for; `organisation` ties what was typed to a known one. Raises ValidationError."""
    seat = chairs.locked_seat(seat, Seat.State.REQUESTED)
    chairs.move(seat, Seat.State.ACCEPTED, decided_by=by, **_tie(organisation))
    audit.record(by, "seat.accepted", on=seat.table, who=str(seat.person))
    seat_letters.tell(seat, "seat.accepted")
    if organisation is not None:
        chairs.settle(seat.cycle)
    return seat


@transaction.atomic
def tie(seat: Seat, *, organisation: Organisation, by: User) -> Seat:
    """Say which known organisation was typed: only then can somebody who waits get a chair that is kept for it.

    Raises ValidationError when the chair ended meanwhile.
    """
    seat = chairs.locked_seat(seat, *Seat.CURRENT)
    chairs.move(seat, seat.state, **_tie(organisation))
    audit.record(by, "seat.tied", on=seat.table, who=str(seat.person), organisation=str(organisation))
    chairs.settle(seat.cycle)
    return seat


@transaction.atomic
def decline(seat: Seat, *, reason: str, by: User) -> Seat:
    """Decline a request, or somebody who waits, with a reason that the person reads; frees the chair.

    Raises ValidationError when it was decided meanwhile, or without a reason.
    """
    seat = chairs.locked_seat(seat, Seat.State.REQUESTED, Seat.State.WAITING)
    chairs.move(seat, Seat.State.DECLINED, decided_by=by, reason=_reason(reason))
    audit.record(by, "seat.declined", on=seat.table, who=str(seat.person))
    seat_letters.tell(seat, "seat.declined")
    chairs.settle(seat.cycle)
    return seat


@transaction.atomic
def remove(seat: Seat, *, reason: str, by: User) -> Seat:
    """Take somebody off a chair that was confirmed, or offered, with a reason that they read. Raises ValidationError."""
    seat = chairs.locked_seat(seat, Seat.State.ACCEPTED, Seat.State.OFFERED)
    chairs.move(seat, Seat.State.ENDED, decided_by=by, reason=_reason(reason), by=by)
    audit.record(by, "seat.removed", on=seat.table, who=str(seat.person))
    seat_letters.tell(seat, "seat.removed")
    chairs.settle(seat.cycle)
    return seat


@transaction.atomic
def move_to(seat: Seat, table: Table, *, by: User) -> Seat:
    """Move somebody to another table, where that table's rule applies: a chair asked for, or a place on its list.

    The person is told, and so is who decides there. Gives the new chair. Raises ValidationError.
    """
    if table.pk == seat.cycle.table_id:
        raise ValidationError({"table": SAME_TABLE.format(table=table)})
    # Locks are taken in one order by everybody, so that two who move people between tables never wait for each other.
    both = sorted([table, seat.table], key=lambda one: one.pk)
    cycle = next(cycle for cycle in [chairs.locked(one) for one in both] if cycle.table == table)
    seat = chairs.locked_seat(seat, *Seat.CURRENT)
    chairs.require_open(cycle.table)
    if cycle.seats.current().filter(person=seat.person).exists():
        raise ValidationError({"table": SEATED_THERE.format(person=seat.person, table=table)})
    chairs.move(seat, Seat.State.ENDED, by=by)
    there = chairs.new_seat(
        cycle,
        seat.person,
        seat.organisation,
        seat.involvement,
        **chairs.next_state(cycle, seat.organisation, seat.involvement, seated=Seat.State.REQUESTED),
        **_kept_along(seat),
    )
    audit.record(by, "seat.moved", on=seat.table, who=str(seat.person), to=str(table))
    seat_letters.tell(there, "seat.moved")
    if there.state == Seat.State.REQUESTED:
        notices.tell_all(seat_letters.ask_to_decide(there))
    chairs.settle(seat.cycle)
    chairs.settle(cycle)
    return there


# --- an offer -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_offer(seat: Seat, *, by: User | None) -> Seat:
    """Take the chair that came free: it is asked for then, and the table decides. Raises ValidationError."""
    seat = chairs.locked_seat(seat, Seat.State.OFFERED)
    if seat.offer_until < timezone.localdate():
        raise ValidationError(LAPSED.format(until=date_format(seat.offer_until, "j F Y")))
    chairs.move(seat, Seat.State.REQUESTED)
    audit.record(by, "seat.offer_taken", on=seat.table, who=str(seat.person))
    notices.tell_all([seat_letters.telling(seat, "seat.requested"), *seat_letters.ask_to_decide(seat)])
    return seat


@transaction.atomic
def leave_offer(seat: Seat, *, by: User | None) -> Seat:
    """Decline the chair that came free; it is offered to the next. Raises ValidationError when there is no offer."""
    return _give_back(chairs.locked_seat(seat, Seat.State.OFFERED), "seat.offer_left", by=by)


# --- what people do with their own chair --------------------------------------------------------------------------------


@transaction.atomic
def withdraw(seat: Seat, *, by: User | None) -> Seat:
    """Give a chair or a place on the waiting list back; the chair goes to who waits longest. Raises ValidationError."""
    return _give_back(chairs.locked_seat(seat, *Seat.CURRENT), "seat.withdrawn", by=by)


@transaction.atomic
def take_part_as(seat: Seat, involvement: str, *, by: User | None) -> Seat:
    """Take part in another form: a lid takes a chair, or waits for one; from lid to another form frees the chair.

    Who was confirmed before stays so. Raises ValidationError.
    """
    seat = chairs.locked_seat(seat, *Seat.CURRENT)
    if involvement == seat.involvement:
        raise ValidationError({"involvement": SAME_FORM})
    seated = Seat.State.ACCEPTED if seat.decided_at else Seat.State.REQUESTED
    chairs.move(
        seat,
        involvement=involvement,
        **chairs.next_state(seat.cycle, seat.organisation, involvement, seated=seated),
    )
    audit.record(by, "seat.form", on=seat.table, who=str(seat.person), form=Involvement(involvement).short)
    _tell_of_form(seat)
    chairs.settle(seat.cycle)
    return seat


@transaction.atomic
def hand_over(seat: Seat, *, to: Person, by: User | None) -> Seat:
    """A colleague takes over a confirmed chair as it stands. Gives theirs.

    Waited the colleague for a chair of their own, they wait no longer. Raises ValidationError when they have one already.
    """
    seat = chairs.locked_seat(seat, Seat.State.ACCEPTED)
    own = seat.cycle.seats.current().select_related("person").filter(person=to).first()
    if own is not None and own.takes_chair():
        raise ValidationError(SITS_ALREADY)
    if own is not None:
        own.cycle = seat.cycle
        chairs.move(own, Seat.State.ENDED)
    seat_letters.tell(seat, "seat.handed_over")
    return leave(seat, successor=to, by=by)


@transaction.atomic
def leave(seat: Seat, *, successor: Person | None, by: User | None) -> Seat | None:
    """End the chair of somebody who leaves it, or left the organisation it was held for.

    A confirmed chair goes to `successor`, who is told; without one, or when they sit there already, it comes free. Gives
    the successor's chair. Raises ValidationError when the chair ended meanwhile.
    """
    seat = chairs.locked_seat(seat, *Seat.CURRENT)
    was_accepted = seat.state == Seat.State.ACCEPTED
    chairs.move(seat, Seat.State.ENDED, heir=successor, by=by)
    audit.record(by, "seat.left", on=seat.table, who=str(seat.person), successor=str(successor or ""))
    seated = successor is not None and seat.cycle.seats.current().filter(person=successor).exists()
    heir = _take_over(seat, successor, by=by) if was_accepted and successor is not None and not seated else None
    chairs.settle(seat.cycle)
    return heir


def _take_over(seat: Seat, person: Person, *, by: User | None) -> Seat:
    """The same chair, for somebody else of the same organisation."""
    decided = {"decided_at": timezone.now(), "decided_by": by, "organisation_name": seat.organisation_name}
    heir = chairs.new_seat(
        seat.cycle, person, seat.organisation, seat.involvement, state=Seat.State.ACCEPTED, **decided
    )
    seat_letters.tell(heir, "seat.accepted")
    return heir


def _give_back(seat: Seat, code: str, *, by: User | None) -> Seat:
    chairs.move(seat, Seat.State.WITHDRAWN, by=by)
    audit.record(by, code, on=seat.table, who=str(seat.person))
    seat_letters.tell(seat, "seat.withdrawn", path=seat.table.path_in_mail)
    chairs.settle(seat.cycle)
    return seat


def _tell_of_form(seat: Seat) -> None:
    """The receipt of another form; who decides is asked where there is something to decide."""
    again = f"{timezone.now():%Y%m%d%H%M%S%f}"
    if seat.waits():
        seat_letters.tell(seat, "seat.waiting", again=again, place=seat.table.waiting)
        return
    seat_letters.tell(seat, "seat.form", again=again)
    if seat.state == Seat.State.REQUESTED:
        notices.tell_all(seat_letters.ask_to_decide(seat))


def _tie(organisation: Organisation | None) -> dict:
    return {"organisation": organisation, "perspective": organisation.kind} if organisation is not None else {}


def _kept_along(seat: Seat) -> dict:
    return {name: getattr(seat, name) for name in ("organisation_name", "brings", "hopes", "intention")}


def _reason(text: str) -> str:
    """Raises ValidationError when nothing was written."""
    if not text.strip():
        raise ValidationError(REASON)
    return text.strip()
