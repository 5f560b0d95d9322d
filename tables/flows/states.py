"""The life of a table: it starts, pauses, goes on and ends, each with who did it and why."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import User
from tables.flows import chairs, cycles, invitations, links, meetings, seat_letters, topics
from tables.models import Cycle, Seat, SetupStep, StateChange, Table

MOVED_ON = "{table} is intussen {state}. Ververs de pagina."
STEPS_MISSING = "Nog niet klaar: {steps}. Maak het inrichten af, of schrijf waarom de tafel toch start."
WHY_PAUSE = "Schrijf in één zin waarom de tafel pauzeert; de leden lezen dit."
WHY_END = "Schrijf in één zin waarom de tafel stopt; de leden lezen dit."
STOPPED = "De thematafel is gestopt."
RESULT = "Schrijf wat de tafel heeft opgeleverd. Was er geen resultaat? Schrijf dan waarom niet."


@transaction.atomic
def start(table: Table, *, by: User, reason: str = "") -> Cycle:
    """Start a table that was being set up: its first round begins, and whoever accepted an invitation has a chair.

    `reason` says why it starts although a step of the setting up is not done. Raises ValidationError without one.
    """
    table = _locked(table, Table.State.PREPARING)
    steps = steps_missing(table)
    if steps and not reason.strip():
        raise ValidationError({"reason": STEPS_MISSING.format(steps=", ".join(steps))})
    starts_on = min(table.starts_on or timezone.localdate(), timezone.localdate())
    _note(table, Table.State.RUNNING, by=by, reason=reason)
    cycles.show(table, state=Table.State.RUNNING, open_for_signup=True, starts_on=starts_on)
    cycle = cycles.open_round(table)
    invitations.seat_accepted(table, by=by)
    chairs.keep(table)
    audit.record(by, "table.started", on=table, missing=steps)
    return cycle


def steps_missing(table: Table) -> list[str]:
    """The steps of setting up `table` that are not done, by name."""
    done = set(table.steps.exclude(done_at=None).values_list("kind", flat=True))
    return [kind.label for kind in SetupStep.Kind if kind not in done]


@transaction.atomic
def pause(table: Table, *, reason: str, by: User) -> Table:
    """Let the table rest: nobody can join and its round stands still. Raises ValidationError without a reason."""
    table = _locked(table, Table.State.RUNNING)
    if not reason.strip():
        raise ValidationError({"reason": WHY_PAUSE})
    return _change(table, Table.State.PAUSED, "table.paused", by=by, reason=reason)


@transaction.atomic
def resume(table: Table, *, by: User, reason: str = "") -> Table:
    """Let a table that rested go on where it was. Raises ValidationError when it does not rest."""
    table = _locked(table, Table.State.PAUSED)
    return _change(table, Table.State.RUNNING, "table.resumed", by=by, reason=reason)


@transaction.atomic
def end(table: Table, *, reason: str, result: str, by: User) -> Table:
    """End the table: its round closes where it is, its chairs end, its dates to come and open topics go.

    Actions that are open stay open, and are shown as left. Raises ValidationError without a reason and a result.
    """
    table = _locked(table, Table.State.PREPARING, Table.State.RUNNING, Table.State.PAUSED)
    _require_reason_and_result(reason, result)
    for meeting in table.meetings.upcoming(timezone.now()):
        meetings.cancel(meeting, by=by)
    cycle = table.cycles.running().first()
    if cycle is not None:
        cycle.table = table
        _stop(cycle, by=by, reason=reason)
    topics.drop_all(table, reason=STOPPED, by=by)
    # Its place on the map comes free; the others stay where they are.
    cycles.show(table, open_for_signup=False, taken=0, waiting=0, kept=0, slot=None)
    links.neighbours_changed(table)
    return _change(table, Table.State.ENDED, "table.ended", by=by, reason=reason, result=result, tell=False)


def _stop(cycle: Cycle, *, by: User, reason: str) -> None:
    """Close a round where it is, and tell everybody whose chair ends with it."""
    current = list(cycle.seats.current().select_related("person", "cycle__table"))
    sat = [seat for seat in current if seat.state == Seat.State.ACCEPTED]
    cycles.note(cycle, "", by=by, reason=reason)
    cycles.end_round(cycle)
    cycle.seats.current().update(state=Seat.State.ENDED)
    for seat in current:
        notices.no_longer_waits(seat_letters.key_of_request(seat))
    cycles.ask_whether_it_was_found(sat, cycle.table)
    others = [seat for seat in current if seat not in sat]
    notices.tell_all([_ended(seat) for seat in others])


def _ended(seat: Seat) -> notices.Telling:
    table = seat.table
    path = table.path_in_mail
    return notices.to(seat.person, "table.ended", key=f"seat:{seat.ref}:ended", table=table.name_in_mail, path=path)


def _require_reason_and_result(reason: str, result: str) -> None:
    asked = {"reason": (reason, WHY_END), "result": (result, RESULT)}
    if wrong := {name: sentence for name, (text, sentence) in asked.items() if not text.strip()}:
        raise ValidationError(wrong)


def _change(table: Table, state: str, code: str, *, by: User, reason: str, result: str = "", tell=True) -> Table:
    change = _note(table, state, by=by, reason=reason, result=result)
    cycles.show(table, state=state)
    audit.record(by, code, on=table, result=bool(result))
    cycle = table.cycles.running().first()
    if tell and cycle is not None:
        cycle.table = table
        cycles.tell_members(cycle, code, key=f"state:{change.pk}")
    return table


def _note(table: Table, state: str, *, by: User, reason: str, result: str = "") -> StateChange:
    return StateChange.objects.create(
        table=table, from_state=table.state, to_state=state, at=timezone.now(), by=by,
        reason=reason.strip(), result=result.strip(),
    )  # fmt: skip


def _locked(table: Table, *states: str) -> Table:
    """The table as it is now, held until the transaction ends. Raises ValidationError when it is in none of `states`."""
    table = Table.objects.select_for_update().get(pk=table.pk)
    if table.state not in states:
        raise ValidationError(MOVED_ON.format(table=table, state=table.get_state_display()))
    return table
