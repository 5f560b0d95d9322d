"""What people are told about a chair, and the link by which who has no account sees theirs."""

from datetime import timedelta

from django.urls import reverse

from leerlandschap.commons import notices, tickets
from tables.models import Seat, Table

SEAT_SCOPE = "seat"
# As long as somebody without an account may want to look at or give back a chair.
SEAT_LINK_LIFETIME = timedelta(days=400)


def seat_of(ticket) -> Seat:
    """The chair that a mailed link is about, as it stands in the newest round. Raises Seat.DoesNotExist."""
    found = Seat.objects.select_related("cycle__table__theme", "person")
    return found.get(pk=tickets.subject_pk(ticket)).newest()


def path_to(seat: Seat) -> str:
    """Where the person sees the chair: on their own page, or by a link when they have no account."""
    if seat.person.user_id:
        return seat.get_absolute_url()
    token = tickets.issue(SEAT_SCOPE, about=seat, lifetime=SEAT_LINK_LIFETIME, many=True)
    return reverse("seat-by-link", args=[token])


def tell(seat: Seat, code: str, *, path: str = "", again: str = "", **facts) -> None:
    """Tell the person of this chair; `again` tells apart what can happen to one chair more than once."""
    notices.tell_all([telling(seat, code, path=path, again=again, **facts)])


def telling(seat: Seat, code: str, *, path: str = "", again: str = "", **facts) -> notices.Telling:
    """What the person of this chair is told, once."""
    key = f"seat:{seat.ref}:{code}{again and ':'}{again}"
    # Who has an account finds the letter's way and the notice's the same.
    own_way = "" if path or seat.person.user_id else path_to(seat)
    where = {"path": path or seat.get_absolute_url(), "letter_path": own_way}
    return notices.to(seat.person, code, key=key, table=seat.table.name_in_mail, **where, **facts)


def receipt(seat: Seat, table: Table) -> list[notices.Telling]:
    """What the person, and who decides, are told of a new request."""
    if seat.waits():
        return [telling(seat, "seat.waiting", place=table.waiting)]
    return [telling(seat, "seat.requested"), *ask_to_decide(seat)]


def ask_to_decide(seat: Seat) -> list[notices.Telling]:
    """Tell who decides at this table that a request waits, in the one mail a day."""
    table = seat.table
    decider = table.chair_id or table.clm_contact_id
    if decider is None:
        return []
    path = reverse("seat-list", args=[table.slug])
    return [
        notices.Telling(decider, "seat.asked", key_of_request(seat), path, {"table": table.name_in_mail}, bundled=True)
    ]


def key_of_request(seat: Seat) -> str:
    """The key of the reminder to decide about this chair."""
    return f"seat:{seat.ref}:asked"
