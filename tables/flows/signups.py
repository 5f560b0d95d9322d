"""Asking for a chair: with an account, from an address that is confirmed by a mailed link, or for a colleague.

Only a *lid* takes a chair; an agendalid and a meelezer need none. Who gets a chair is decided in flows/chairs.py.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import addresses, audit, notices, scope, tickets
from leerlandschap.network.models import Membership, Organisation, Person, User
from tables.flows import chairs, seat_letters, seats
from tables.flows.colleagues import require_colleague
from tables.models import Cycle, Seat, SignUp, Table

CONFIRM_SCOPE = "signup.confirm"
CONFIRM_WITHIN = timedelta(days=7)

FULL = "Alle stoelen van {table} zijn bezet."
KEPT = "De stoelen van {table} die nog vrij zijn, worden vrijgehouden voor anderen."


@transaction.atomic
def ask(
    table: Table, *, name: str, email: str, organisation_name: str, involvement: str, brings: str, hopes: str
) -> None:
    """Ask for a chair from an address that nobody has confirmed yet. It holds nothing until it is confirmed.

    What happens is the same to the eye whoever the address belongs to; the mail tells the difference. At most one mail a
    day goes to an address for a table, and its link confirms what was typed before it was sent: until the next day
    nobody else can change that. Raises ValidationError when the table takes no requests.
    """
    chairs.require_open(table)
    seat = Seat.objects.at(table).current().filter(person__email__iexact=email).first()
    if seat is not None:
        remind_of(seat)
        return
    email = email.lower()
    if notices.was_written(_key_of_mail(table, email)) or _is_asked_along(table, email):
        return
    wish = {"organisation_name": organisation_name, "involvement": involvement, "brings": brings, "hopes": hopes}
    _send_confirmation(_new_signup(table, name, email, **wish))


@transaction.atomic
def ask_colleague(
    table: Table, person: Person, organisation: Organisation, *, name: str, email: str, involvement: str, by: User
) -> SignUp:
    """Ask a colleague along, on behalf of `organisation`; they confirm it themselves. Raises ValidationError."""
    chairs.require_open(table)
    email = require_colleague(email, organisation, of=person)
    if Seat.objects.at(table).current().filter(person__email__iexact=email).exists():
        raise ValidationError({"email": f"{name} heeft al een plek bij deze tafel gevraagd."})
    wish = {"organisation_name": organisation.name, "involvement": involvement, "asked_by": person}
    signup = _new_signup(table, name, email, **wish)
    audit.record(by, "signup.colleague", on=table, who=name)
    _write_to_colleague(signup, "signup.colleague")
    return signup


@transaction.atomic
def offer_own_chair(seat: Seat, *, name: str, email: str, by: User | None) -> SignUp:
    """Hand a confirmed chair to a colleague of the same organisation; it stays one's own until they accept.

    An earlier colleague who was asked is asked no longer. Raises ValidationError.
    """
    seat = chairs.locked_seat(seat, Seat.State.ACCEPTED)
    email = require_colleague(email, seat.organisation, of=seat.person)
    keep_own_chair(seat)
    wish = {"organisation_name": seat.organisation.name, "involvement": seat.involvement}
    signup = _new_signup(seat.table, name, email, asked_by=seat.person, takes_over=seat, **wish)
    audit.record(by, "seat.handed", on=seat.table, who=str(seat.person), to=name)
    _write_to_colleague(signup, "seat.handed")
    return signup


@transaction.atomic
def keep_own_chair(seat: Seat) -> None:
    """Hand the chair over after all to nobody: links to colleagues who did not answer yet are closed."""
    for signup in SignUp.objects.filter(takes_over=seat):
        _drop(signup)


@transaction.atomic
def confirm(signup: SignUp) -> Seat:
    """The address was confirmed: the request takes a chair or a rank, or takes over a chair. Raises ValidationError."""
    person, _made = Person.objects.get_or_create(email=signup.email, defaults={"name": signup.name})
    if signup.takes_over is not None:
        seat = seats.hand_over(signup.takes_over, to=person, by=person.user)
    else:
        seat = take_chair(
            signup.table,
            person,
            organisation=_organisation_for(signup, person),
            organisation_name=signup.organisation_name,
            involvement=signup.involvement,
            brings=signup.brings,
            hopes=signup.hopes,
            by=None,
        )
    tickets.lead_on(CONFIRM_SCOPE, about=signup, to=seat)
    signup.delete()
    return seat


@scope.deed()
def take_chair(table: Table, person: Person, **wish) -> Seat:
    """Take a free chair at `table`, or a rank on its waiting list: see `take_chair_in`. Raises ValidationError."""
    return take_chair_in(chairs.locked(table), person, **wish)


@scope.deed()
def take_chair_in(
    cycle: Cycle,
    person: Person,
    *,
    organisation: Organisation | None,
    involvement: str,
    by: User | None,
    organisation_name: str = "",
    brings: str = "",
    hopes: str = "",
) -> Seat:
    """Take a free chair (asked for) in a cycle that is held, or a rank on its waiting list. Raises ValidationError."""
    table = cycle.table
    chairs.require_open(table)
    seat = chairs.new_seat(
        cycle,
        person,
        organisation,
        involvement,
        **chairs.next_state(cycle, organisation, involvement, seated=Seat.State.REQUESTED),
        organisation_name=organisation_name or str(organisation or ""),
        brings=brings,
        hopes=hopes,
    )
    if table.kept:
        chairs.settle(cycle)
    audit.record(by, f"seat.{seat.state}", on=table, who=str(person))
    notices.tell_all(seat_letters.receipt(seat, table))
    return seat


@transaction.atomic
def seat_directly(
    table: Table, person: Person, *, organisation: Organisation | None, involvement: str, by: User
) -> Seat:
    """Give `person` a confirmed chair without a request, as when a list is brought in. Raises ValidationError."""
    cycle = chairs.locked(table)
    table = cycle.table
    given = chairs.next_state(cycle, organisation, involvement, seated=Seat.State.ACCEPTED)
    if given["state"] == Seat.State.WAITING:
        raise ValidationError((KEPT if table.free else FULL).format(table=table))
    decided = {"decided_at": timezone.now(), "decided_by": by, "organisation_name": str(organisation or "")}
    seat = chairs.new_seat(cycle, person, organisation, involvement, **given, **decided)
    if table.kept:
        chairs.settle(cycle)
    audit.record(by, "seat.given", on=table, who=str(person))
    return seat


@transaction.atomic
def remind_of(seat: Seat) -> None:
    """Tell who asks again that there is a chair already, and the way to it; at most once a day."""
    key = f"seat:{seat.ref}:already:{timezone.localdate()}"
    if not notices.was_written(key):
        person = seat.person
        path = seat_letters.path_to(seat)
        notices.write_to(
            person.email, "signup.already", key=key, path=path, name=person.name, table=seat.table.name_in_mail
        )


def _new_signup(table: Table, name: str, email: str, **fields) -> SignUp:
    """A request that waits for its link; one from before, of the same address, is asked no longer."""
    for earlier in SignUp.objects.filter(table=table, email=email):
        _drop(earlier)
    return SignUp.objects.create(table=table, name=name, email=email, made_at=timezone.now(), **fields)


def _drop(signup: SignUp) -> None:
    tickets.revoke(CONFIRM_SCOPE, about=signup)
    signup.delete()


def _is_asked_along(table: Table, email: str) -> bool:
    """Whether a colleague asked this address: who typed it in on the public page may not undo that."""
    return SignUp.objects.filter(table=table, email=email).exclude(asked_by=None).exists()


def _organisation_for(signup: SignUp, person: Person) -> Organisation | None:
    """For whom the person takes the chair: what their colleague said, where they work, or what they typed."""
    if signup.asked_by is not None:
        return Organisation.objects.named(signup.organisation_name).first()
    return _organisation_of(person) or _organisation_typed(signup)


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
    """Mail the link that confirms the address.

    Without the name: a stranger may have typed it, and this must not be a way to write to anybody.
    """
    key = _key_of_mail(signup.table, signup.email)
    notices.write_to(signup.email, CONFIRM_SCOPE, key=key, path=_link_for(signup), **_facts(signup))


def _write_to_colleague(signup: SignUp, code: str) -> None:
    key = f"signup:{signup.ref}:{code}"
    notices.write_to(signup.email, code, key=key, path=_link_for(signup), name=signup.name, **_facts(signup))


def _link_for(signup: SignUp) -> str:
    return reverse("signup-confirm", args=[tickets.issue(CONFIRM_SCOPE, about=signup, lifetime=CONFIRM_WITHIN)])


def _facts(signup: SignUp) -> dict:
    return {"table": signup.table.name_in_mail, "until": date_format(timezone.localdate() + CONFIRM_WITHIN, "j F Y")}


def _key_of_mail(table: Table, email: str) -> str:
    """At most one mail a day to an address for a table."""
    return f"signup:{table.pk}:{email}:{timezone.localdate()}"
