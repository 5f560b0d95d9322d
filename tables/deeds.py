"""What somebody can do from a table's own page: the first is the button, the rest stands behind it."""

from dataclasses import dataclass

from django.urls import reverse

from leerlandschap.network.roles import Permission, may
from tables.models import Seat, Table


@dataclass(frozen=True)
class Deed:
    """A verb or a page, and where it leads."""

    label: str
    url: str


def offered(table: Table, user, own_seat: Seat | None) -> list[Deed]:
    """What `user` can do at `table`, what matters most in front; a visitor gets what everybody may."""
    if not user.is_authenticated:
        return _joining(table, own_seat)
    own = [Deed(f"Mijn stoel: {own_seat.get_state_display()}", own_seat.get_absolute_url())] if own_seat else []
    joining, colleague = _joining(table, own_seat), _colleague(table)
    rounds, preparing, keeping = _round(table, user, own_seat), _preparing(table, user), _keeping(table, user)
    reading = _reading(table, user, own_seat)
    if may(user, Permission.CYCLE_TURN, table):
        return [*preparing, *rounds, *own, *keeping, *joining, *colleague, *reading, *_ending(table, user)]
    return [*own, *joining, *preparing, *rounds, *colleague, *reading, *keeping, *_ending(table, user)]


def _joining(table: Table, own_seat: Seat | None) -> list[Deed]:
    """How one takes part: at a leertafel by a chair, at a thematafel per session."""
    if own_seat:
        return []
    if table.takes_signups():
        return [Deed("Schuif aan" if table.free else "Zet je op de wachtlijst", _page("signup", table))]
    meets = not table.has_fixed_chairs and table.state == Table.State.RUNNING
    return [Deed("Doe mee", "#sessies")] if meets else []


def _round(table: Table, user, own_seat: Seat | None) -> list[Deed]:
    """The running round, for who sits at the table or leads it; a thematafel's round is everybody's."""
    sits = own_seat is not None and own_seat.state == Seat.State.ACCEPTED
    runs = table.state in {Table.State.RUNNING, Table.State.PAUSED}
    reads = not table.has_fixed_chairs or sits or may(user, Permission.CYCLE_TURN, table)
    if not (runs and reads):
        return []
    return [Deed("Ga naar de ronde", _page("cycle", table)), Deed("Actielijst", _page("table-actions", table))]


def _preparing(table: Table, user) -> list[Deed]:
    """The way to the start of a table that is not there yet."""
    if table.state != Table.State.PREPARING:
        return []
    return _allowed(
        table,
        user,
        ("Richt in", "setup", Permission.TABLE_SETUP),
        ("Uitnodigingen", "table-invitations", Permission.TABLE_INVITE),
        ("Start de tafel", "table-start", Permission.TABLE_STATE),
    )


def _reading(table: Table, user, own_seat: Seat | None) -> list[Deed]:
    """The minutes of its meetings as one story, for who sits there or leads it."""
    sits = own_seat is not None and own_seat.state == Seat.State.ACCEPTED
    began = table.state != Table.State.PREPARING
    reads = began and (sits or may(user, Permission.MINUTES_TAKE, table))
    return [Deed("Verslagen", _page("minutes-story", table))] if reads else []


def _colleague(table: Table) -> list[Deed]:
    return [Deed("Vraag een collega mee", _page("signup-colleague", table))] if table.takes_signups() else []


def _keeping(table: Table, user) -> list[Deed]:
    """What who leads a table now and then looks after."""
    runs, not_over = table.state in {Table.State.RUNNING, Table.State.PAUSED}, table.state != Table.State.ENDED
    chairs = [("Stoelen", "seat-list", Permission.SEAT_LIST)] if table.has_fixed_chairs else []
    setup = [("Inrichting", "setup", Permission.TABLE_SETUP)] if runs else []
    write = [("Schrijf de hele tafel", "table-message-new", Permission.CYCLE_TURN)] if runs and chairs else []
    bring = [("Neem oude verslagen mee", "minutes-intake-new", Permission.MINUTES_TAKE)] if not_over else []
    return _allowed(
        table,
        user,
        *chairs,
        ("Planning", "planning", Permission.MEETING_PLAN),
        *setup,
        ("Noteer een inzicht", "insight-new", Permission.INSIGHT_KEEP),
        *write,
        *bring,
        ("Verbindingen", "link-list", Permission.TABLE_LINK),
        ("Wijzig deze pagina", "table-edit", Permission.TABLE_EDIT),
    )


def _ending(table: Table, user) -> list[Deed]:
    if table.state == Table.State.ENDED:
        return []
    return _allowed(table, user, ("Pauzeer of beëindig de tafel", "table-state", Permission.TABLE_STATE))


def _allowed(table: Table, user, *pages: tuple[str, str, Permission]) -> list[Deed]:
    return [Deed(label, _page(name, table)) for label, name, permission in pages if may(user, permission, table)]


def _page(name: str, table: Table) -> str:
    return reverse(name, args=[table.slug])
