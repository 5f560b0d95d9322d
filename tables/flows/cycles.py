"""Turning a round: going on to the next phase, looking back, closing, and opening the next round.

What must be there before a round goes on is `tables/gates.py`. Everything here happens under the lock of the table's row, so
that of two who press at once one turns the round and the other is told.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit, notices
from leerlandschap.network.models import User
from tables import gates
from tables.flows import carry_over, seat_letters
from tables.models import Cycle, Phase, PhaseChange, Reflection, Seat, Table

NOT_RUNNING = "Deze ronde loopt nu niet. Ververs de pagina om te zien hoe de tafel ervoor staat."
ELSEWHERE = "Deze ronde is intussen in de fase {phase}. Ververs de pagina."
MISSING = "Nog niet alles is er. {missing} Regel dat eerst, of schrijf waarom de ronde toch verdergaat."
NO_WAY_BACK = "Dit is de eerste fase: verder terug kan niet."
WHY_BACK = "Schrijf in één zin waarom de ronde een fase teruggaat; dat staat straks bij de fase."
NOT_YET = "Een reflectie schrijf je in de fase reflecteren. Breng de ronde eerst zover."


@transaction.atomic
def advance(cycle: Cycle, *, to: str, by: User, reason: str = "") -> Cycle:
    """Bring the round into its next phase. What is missing is overruled only with a `reason`. Raises ValidationError."""
    cycle = locked(cycle)
    if to == gates.CLOSED or gates.NEXT[cycle.phase] != to:
        raise ValidationError(ELSEWHERE.format(phase=cycle.get_phase_display()))
    lacking = _pass(cycle, to, by=by, reason=reason)
    _into(cycle, to)
    audit.record(by, "cycle.advanced", on=cycle.table, round=cycle.number, to=to, missing=[one.code for one in lacking])
    tell_members(cycle, "cycle.advanced", key=f"{to}:{timezone.localdate()}")
    return cycle


@transaction.atomic
def step_back(cycle: Cycle, *, by: User, reason: str) -> Cycle:
    """Bring the round back into the phase before, as when it went on too soon. Raises ValidationError without a reason."""
    cycle = locked(cycle)
    before = next((phase for phase, following in gates.NEXT.items() if following == cycle.phase), None)
    if before is None:
        raise ValidationError(NO_WAY_BACK)
    if not reason.strip():
        raise ValidationError({"reason": WHY_BACK})
    note(cycle, before, by=by, reason=reason)
    _into(cycle, before)
    audit.record(by, "cycle.stepped_back", on=cycle.table, round=cycle.number, to=before)
    return cycle


@transaction.atomic
def reflect(cycle: Cycle, *, learned: str, behaviour: str, agreements: str, by: User) -> Reflection:
    """Keep what the table looks back on, finished or not; the gate of the close asks for all three. Raises ValidationError."""
    cycle = locked(cycle)
    if cycle.phase != Phase.REFLECT:
        raise ValidationError(NOT_YET)
    texts = {"learned": learned.strip(), "behaviour": behaviour.strip(), "agreements": agreements.strip()}
    made = {"made_at": timezone.now(), "made_by": by}
    reflection, _new = Reflection.objects.update_or_create(cycle=cycle, defaults=texts | made)
    show(cycle.table)
    audit.record(by, "cycle.reflected", on=cycle.table, round=cycle.number, complete=reflection.is_complete())
    return reflection


@transaction.atomic
def close(cycle: Cycle, *, by: User, reason: str = "") -> Cycle:
    """Close the round and open the next one, filled with all that is open and with everybody's chair. Gives the new round.

    Whoever sat at the table is asked whether they found what they hoped for. Raises ValidationError when something is
    missing and no `reason` is given.
    """
    cycle = locked(cycle)
    if gates.NEXT[cycle.phase] != gates.CLOSED:
        raise ValidationError(ELSEWHERE.format(phase=cycle.get_phase_display()))
    lacking = _pass(cycle, gates.CLOSED, by=by, reason=reason)
    sat = list(cycle.seats.accepted().select_related("person"))
    end_round(cycle)
    following = open_round(cycle.table, number=cycle.number + 1)
    chairs = carry_over.carry(cycle, into=following)
    audit.record(by, "cycle.closed", on=cycle.table, round=cycle.number, missing=[one.code for one in lacking])
    audit.record(by, "cycle.opened", on=cycle.table, round=following.number, chairs=len(chairs))
    ask_whether_it_was_found(sat, cycle.table)
    return following


# --- what the flows of a table's life share with these: all under the lock of the table's row -------------------------


def open_round(table: Table, *, number: int = 1) -> Cycle:
    """Open a round in its first phase, with every open question, action and agreement of the table."""
    today = timezone.localdate()
    cycle = Cycle.objects.create(table=table, number=number, started_on=today, phase_since=today)
    carry_over.fill(cycle)
    show(table)
    return cycle


def end_round(cycle: Cycle) -> None:
    """End the round today."""
    cycle.ended_on = timezone.localdate()
    cycle.save(update_fields=["ended_on"])


def note(cycle: Cycle, to: str, *, by: User, reason: str, missing: tuple | list = ()) -> None:
    """Note that the round went on, back, or to its end, and what was overruled with which reason."""
    PhaseChange.objects.create(
        cycle=cycle, from_phase=cycle.phase, to_phase=to, at=timezone.now(), by=by,
        missing=list(missing), overruled_because=reason.strip(),
    )  # fmt: skip


def show(table: Table, **changes) -> None:
    """Write `changes` on the table's row, and let its pages show something new."""
    for name, value in changes.items():
        setattr(table, name, value)
    Table.objects.filter(pk=table.pk).update(**changes, version=F("version") + 1)


def tell_members(cycle: Cycle, code: str, *, key: str) -> None:
    """Tell everybody at the table who can read about the round, in the one mail a day."""
    path, facts = cycle.get_absolute_url(), {"table": cycle.table.name_in_mail}
    people = cycle.seats.accepted().filter(person__user__isnull=False).values_list("person_id", flat=True)
    notices.tell_all(
        [
            notices.Telling(person, code, f"cycle:{cycle.pk}:{key}:{person}", path, facts, bundled=True)
            for person in people
        ]
    )


def ask_whether_it_was_found(sat: list[Seat], table: Table) -> None:
    """Ask each who sat there, by mail and on their own page, whether the round brought what they hoped for."""
    notices.tell_all(
        [
            notices.to(
                seat.person, "cycle.closed", key=f"seat:{seat.ref}:met", table=table.name_in_mail,
                path=seat.get_absolute_url(), letter_path=seat_letters.path_to(seat),
            )
            for seat in sat
        ]
    )  # fmt: skip


def locked(cycle: Cycle) -> Cycle:
    """The round as it is now, under its table's lock. Raises ValidationError when it does not run."""
    table = Table.objects.select_for_update().get(pk=cycle.table_id)
    cycle = Cycle.objects.get(pk=cycle.pk)
    cycle.table = table
    if cycle.ended_on or table.state != Table.State.RUNNING:
        raise ValidationError(NOT_RUNNING)
    return cycle


def _pass(cycle: Cycle, to: str, *, by: User, reason: str) -> list[gates.Condition]:
    """Go through the gate. Gives what was missing; raises ValidationError when that is something and there is no reason."""
    lacking = gates.missing(cycle)
    if lacking and not reason.strip():
        raise ValidationError({"reason": MISSING.format(missing=gates.in_words(lacking))})
    note(cycle, to, by=by, missing=[one.sentence for one in lacking], reason=reason if lacking else "")
    return lacking


def _into(cycle: Cycle, phase: str) -> None:
    cycle.phase, cycle.phase_since = phase, timezone.localdate()
    cycle.save(update_fields=["phase", "phase_since"])
    show(cycle.table)
