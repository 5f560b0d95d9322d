"""Taking a chair: asking, confirming an address, the waiting list, accepting, declining, giving back.

The rule of the waiting list: a chair that comes free goes to whoever waits longest. Chairs and ranks are given under the
lock of the table's row, so that of any number of requests for the last chair one gets it, and the others a rank each.
Only a *lid* takes a chair; an agendalid and a meelezer need none.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import addresses, audit, notices, scope, tickets
from leerlandschap.commons.questions import Question
from leerlandschap.commons.writes import Change, Insert
from leerlandschap.network.models import Membership, Organisation, Person, User
from tables.models import Cycle, Involvement, Seat, SignUp, Table

CONFIRM_SCOPE = "signup.confirm"
SEAT_SCOPE = "seat"
CONFIRM_WITHIN = timedelta(days=7)
# As long as somebody without an account may want to look at or give back a chair.
SEAT_LINK_LIFETIME = timedelta(days=400)

CLOSED = "Bij {table} kun je nu niet aanschuiven. Kijk op de pagina van de tafel wanneer dat weer kan."
SEATED = "Je hebt al een plek bij deze tafel gevraagd. Je vindt hem in Mijn leerlandschap."
DECIDED = "Over deze aanvraag is al beslist. Ververs de pagina om te zien hoe het ervoor staat."
FULL = "Alle stoelen van {table} zijn bezet."

SEATS = Insert(Seat)
RUNNING = Question(
    lambda table: Cycle.objects.select_for_update().select_related("table").filter(table=table, ended_on=None), -1
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


@transaction.atomic
def ask(
    table: Table, *, name: str, email: str, organisation_name: str, involvement: str, brings: str, hopes: str
) -> None:
    """Ask for a chair from an address that nobody has confirmed yet. It holds nothing until it is confirmed.

    What happens is the same to the eye whoever the address belongs to; the mail tells the difference. At most one mail a
    day goes to an address for a table. Raises ValidationError when the table takes no requests.
    """
    _require_open(table)
    seat = Seat.objects.at(table).current().filter(person__email__iexact=email).first()
    if seat is not None:
        _remind_of(seat)
        return
    signup, _made = SignUp.objects.update_or_create(
        table=table,
        email=email.lower(),
        defaults={
            "name": name,
            "organisation_name": organisation_name,
            "involvement": involvement,
            "brings": brings,
            "hopes": hopes,
            "made_at": timezone.now(),
        },
    )
    _send_confirmation(signup)


@transaction.atomic
def confirm(signup: SignUp) -> Seat:
    """The address was confirmed: the request takes a chair or a rank. Raises ValidationError when the table closed."""
    person, _made = Person.objects.get_or_create(email=signup.email, defaults={"name": signup.name})
    organisation = _organisation_of(person) or _organisation_typed(signup)
    seat = take_chair(
        signup.table,
        person,
        organisation=organisation,
        organisation_name=signup.organisation_name,
        involvement=signup.involvement,
        brings=signup.brings,
        hopes=signup.hopes,
        by=None,
    )
    tickets.revoke(CONFIRM_SCOPE, about=signup)
    signup.delete()
    return seat


@scope.deed()
def take_chair(
    table: Table,
    person: Person,
    *,
    organisation: Organisation | None,
    involvement: str,
    by: User | None,
    organisation_name: str = "",
    brings: str = "",
    hopes: str = "",
) -> Seat:
    """Take a free chair at `table` (asked for), or a rank on its waiting list. Raises ValidationError."""
    cycle = _locked(table)
    table = cycle.table
    _require_open(table)
    waits = involvement == Involvement.MEMBER and not table.free
    seat = _new_seat(
        cycle,
        person,
        organisation,
        involvement,
        state=Seat.State.WAITING if waits else Seat.State.REQUESTED,
        rank=table.next_rank if waits else None,
        organisation_name=organisation_name or str(organisation or ""),
        brings=brings,
        hopes=hopes,
    )
    _count(table, after=seat)
    audit.record(by, f"seat.{seat.state}", on=table, who=str(person))
    notices.tell_all(_receipt(seat, table))
    return seat


@transaction.atomic
def seat_directly(
    table: Table, person: Person, *, organisation: Organisation | None, involvement: str, by: User
) -> Seat:
    """Give `person` a confirmed chair without a request, as when a list is brought in. Raises ValidationError."""
    cycle = _locked(table)
    table = cycle.table
    if involvement == Involvement.MEMBER and not table.free:
        raise ValidationError(FULL.format(table=table))
    decided = {"decided_at": timezone.now(), "decided_by": by, "organisation_name": str(organisation or "")}
    seat = _new_seat(cycle, person, organisation, involvement, state=Seat.State.ACCEPTED, **decided)
    _count(table, after=seat)
    audit.record(by, "seat.given", on=table, who=str(person))
    return seat


@transaction.atomic
def accept(seat: Seat, *, by: User, organisation: Organisation | None = None) -> Seat:
    """Confirm a chair that was asked for; `organisation` ties what was typed to a known one. Raises ValidationError."""
    seat = _locked_seat(seat, Seat.State.REQUESTED)
    if organisation is not None:
        seat.organisation, seat.perspective = organisation, organisation.kind
    _move(seat, Seat.State.ACCEPTED, decided_by=by)
    audit.record(by, "seat.accepted", on=seat.table, who=str(seat.person))
    _tell(seat, "seat.accepted")
    return seat


@transaction.atomic
def decline(seat: Seat, *, reason: str, by: User) -> Seat:
    """Decline a request, or somebody who waits, with a reason that the person reads; frees the chair.

    Raises ValidationError when it was decided meanwhile, or without a reason.
    """
    seat = _locked_seat(seat, Seat.State.REQUESTED, Seat.State.WAITING)
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf in één zin waarom; de aanvrager leest dit."})
    _move(seat, Seat.State.DECLINED, decided_by=by, reason=reason.strip())
    audit.record(by, "seat.declined", on=seat.table, who=str(seat.person))
    _tell(seat, "seat.declined")
    _promote(seat.cycle)
    return seat


@transaction.atomic
def withdraw(seat: Seat, *, by: User | None) -> Seat:
    """Give a chair or a place on the waiting list back; the chair goes to who waits longest. Raises ValidationError."""
    seat = _locked_seat(seat, *Seat.CURRENT)
    _move(seat, Seat.State.WITHDRAWN)
    audit.record(by, "seat.withdrawn", on=seat.table, who=str(seat.person))
    _tell(seat, "seat.withdrawn", path=seat.table.get_absolute_url())
    _promote(seat.cycle)
    return seat


@transaction.atomic
def leave(seat: Seat, *, successor: Person | None, by: User | None) -> Seat | None:
    """End the chair of somebody who left the organisation it was held for.

    A confirmed chair goes to `successor`, who is told; without one, or when they sit there already, it comes free. Gives
    the successor's chair. Raises ValidationError when the chair ended meanwhile.
    """
    seat = _locked_seat(seat, *Seat.CURRENT)
    was_accepted = seat.state == Seat.State.ACCEPTED
    _move(seat, Seat.State.ENDED)
    audit.record(by, "seat.left", on=seat.table, who=str(seat.person), successor=str(successor or ""))
    seated = successor is not None and seat.cycle.seats.current().filter(person=successor).exists()
    heir = _take_over(seat, successor, by=by) if was_accepted and successor is not None and not seated else None
    _promote(seat.cycle)
    return heir


@transaction.atomic
def set_chairs(table: Table, chairs: int, *, by: User) -> Table:
    """Change how many chairs a table has; new ones go to who waits longest. Raises ValidationError below what is taken."""
    cycle = _locked(table)
    table = cycle.table
    if chairs < table.taken:
        raise ValidationError({"chairs": f"Er zijn al {table.taken} stoelen bezet: kies {table.taken} of meer."})
    audit.record(by, "table.chairs", on=table, before=table.chairs, after=chairs)
    table.chairs = chairs
    Table.objects.filter(pk=table.pk).update(chairs=chairs, version=F("version") + 1)
    _promote(cycle)
    return table


def seat_of(ticket) -> Seat:
    """The chair that a mailed link is about. Raises Seat.DoesNotExist."""
    return Seat.objects.select_related("cycle__table__theme", "person").get(pk=tickets.subject_pk(ticket))


def _locked(table: Table) -> Cycle:
    """The table's running cycle, with the table as it is now, both held until the transaction ends.

    Raises ValidationError when no cycle runs.
    """
    if not (running := RUNNING.ask(table.pk)):
        raise ValidationError(CLOSED.format(table=table))
    return running[0]


def _locked_seat(seat: Seat, *states: str) -> Seat:
    """The chair as it is now, under its table's lock. Raises ValidationError when it is in none of `states` any more."""
    table = Table.objects.select_for_update().get(pk=seat.cycle.table_id)
    seat = Seat.objects.select_related("person", "organisation", "cycle").get(pk=seat.pk)
    seat.cycle.table = table
    if seat.state not in states:
        raise ValidationError(DECIDED)
    return seat


def _new_seat(cycle: Cycle, person: Person, organisation: Organisation | None, involvement: str, **fields) -> Seat:
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
    return seat


def _take_over(seat: Seat, person: Person, *, by: User | None) -> Seat:
    """The same chair, for somebody else of the same organisation."""
    decided = {"decided_at": timezone.now(), "decided_by": by, "organisation_name": seat.organisation_name}
    heir = _new_seat(seat.cycle, person, seat.organisation, seat.involvement, state=Seat.State.ACCEPTED, **decided)
    _count(seat.table, after=heir)
    _tell(heir, "seat.accepted")
    return heir


def _move(seat: Seat, state: str, *, decided_by: User | None = None, reason: str = "") -> None:
    """Bring the chair into `state`, and count what that means for its table."""
    before = (seat.takes_chair(), seat.waits())
    seat.state = state
    if decided_by is not None:
        seat.decided_at, seat.decided_by, seat.reason = timezone.now(), decided_by, reason
    seat.save(update_fields=["state", "decided_at", "decided_by", "reason", "organisation", "perspective"])
    _count(seat.table, after=seat, before=before)
    if state != Seat.State.REQUESTED:
        notices.no_longer_waits(f"seat:{seat.ref}:asked")


def _count(table: Table, *, after: Seat, before: tuple[bool, bool] = (False, False)) -> None:
    """Count chairs, who waits, ranks and the change, in one update; so kept pages show it on the next request."""
    taken = int(after.takes_chair()) - int(before[0])
    waiting = int(after.waits()) - int(before[1])
    table.taken, table.waiting = table.taken + taken, table.waiting + waiting
    COUNT.make(table.pk, taken, waiting, max(0, waiting))


def _promote(cycle: Cycle) -> None:
    """Give every free chair to whoever waits longest. The one place that decides who gets a free chair."""
    while cycle.table.free and (seat := cycle.seats.waiting().select_related("person").first()):
        seat.cycle = cycle
        _move(seat, Seat.State.REQUESTED)
        audit.record(None, "seat.promoted", on=cycle.table, who=str(seat.person))
        notices.tell_all([_telling(seat, "seat.offered"), *_ask_to_decide(seat)])


def _require_open(table: Table) -> None:
    if not table.takes_signups():
        raise ValidationError(CLOSED.format(table=table))


def _organisation_of(person: Person) -> Organisation | None:
    """Where the person works, when that is one place."""
    running = Membership.objects.running(timezone.localdate()).filter(person=person).select_related("organisation")[:2]
    return running[0].organisation if len(running) == 1 else None


def _organisation_typed(signup: SignUp) -> Organisation | None:
    """The organisation that was typed, when the address is one of its own; else who accepts ties it."""
    found = Organisation.objects.named(signup.organisation_name).first()
    is_theirs = found is not None and found.mail_domain.lower() == addresses.domain_of(signup.email)
    return found if is_theirs else None


def _send_confirmation(signup: SignUp) -> None:
    """Mail the link that confirms the address, at most one a day for a table.

    Without the name: a stranger may have typed it, and this must not be a way to write to anybody.
    """
    key = f"signup:{signup.table_id}:{signup.email}:{timezone.localdate()}"
    if notices.was_written(key):
        return
    token = tickets.issue(CONFIRM_SCOPE, about=signup, lifetime=CONFIRM_WITHIN)
    facts = {"table": signup.table.name, "until": date_format(timezone.localdate() + CONFIRM_WITHIN, "j F Y")}
    notices.write_to(signup.email, CONFIRM_SCOPE, key=key, path=reverse("signup-confirm", args=[token]), **facts)


def _remind_of(seat: Seat) -> None:
    """Tell who asks again that there is a chair already, at most once a day."""
    key = f"seat:{seat.ref}:already:{timezone.localdate()}"
    if not notices.was_written(key):
        person = seat.person
        notices.write_to(
            person.email, "signup.already", key=key, path=path_to(seat), name=person.name, table=seat.table.name
        )


def _receipt(seat: Seat, table: Table) -> list[notices.Telling]:
    """What the person, and who decides, are told of a new request."""
    if seat.waits():
        return [_telling(seat, "seat.waiting", place=table.waiting)]
    return [_telling(seat, "seat.requested"), *_ask_to_decide(seat)]


def _tell(seat: Seat, code: str, *, path: str = "") -> None:
    notices.tell_all([_telling(seat, code, path=path)])


def _telling(seat: Seat, code: str, *, path: str = "", **facts) -> notices.Telling:
    key = f"seat:{seat.ref}:{code}"
    where = {"path": path or seat.get_absolute_url(), "letter_path": path or path_to(seat)}
    return notices.to(seat.person, code, key=key, table=seat.table.name, **where, **facts)


def path_to(seat: Seat) -> str:
    """Where the person sees the chair: on their own page, or by a link when they have no account."""
    if seat.person.user_id:
        return seat.get_absolute_url()
    token = tickets.issue(SEAT_SCOPE, about=seat, lifetime=SEAT_LINK_LIFETIME, many=True)
    return reverse("seat-by-link", args=[token])


def _ask_to_decide(seat: Seat) -> list[notices.Telling]:
    """Tell who decides at this table that a request waits, in the one mail a day."""
    table = seat.table
    decider = table.chair_id or table.clm_contact_id
    if decider is None:
        return []
    path = reverse("seat-list", args=[table.slug])
    key = f"seat:{seat.ref}:asked"
    return [notices.Telling(decider, "seat.asked", key, path, {"table": table.name}, bundled=True)]
