"""Chairs: one's own, by sign-in or by link, and a table's, for who decides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import audit, spreadsheets, tickets
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.models import Organisation
from leerlandschap.network.roles import Permission, may, require
from tables.flows import seat_letters, seats
from tables.forms.signups import AcceptForm, DeclineForm, PressForm
from tables.models import Seat, Table

EXPORT_HEADER = ["Naam", "E-mailadres", "Organisatie", "Perspectief", "Vorm", "Staat", "Plek", "Gevraagd op"]


@require_safe
def seat(request, ref) -> HttpResponse:
    """How one's own chair stands: the receipt, and the way to give it back."""
    found = get_object_or_404(_seats(request.user).filter(person__user=request.user), ref=ref)
    return render(request, "tables/seats/detail.html", {"seat": found, "form": PressForm()})


@require_POST
@handled_once
def seat_withdraw(request, ref) -> HttpResponse:
    """Give one's own chair back."""
    found = get_object_or_404(_seats(request.user).filter(person__user=request.user), ref=ref)
    return _withdrawn(request, found, by=request.user)


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def seat_by_link(request, token: str) -> HttpResponse:
    """The chair of somebody without an account; a POST gives it back."""
    try:
        found = seat_letters.seat_of(tickets.look(seat_letters.SEAT_SCOPE, token))
    except (TicketRefused, Seat.DoesNotExist) as error:
        sentence = str(error) if isinstance(error, TicketRefused) else tickets.UNKNOWN
        return render(request, "tables/signups/link_refused.html", {"sentence": sentence}, status=410)
    if request.method == "POST":
        return _withdrawn(request, found, by=None)
    return render(request, "tables/seats/detail.html", {"seat": found, "form": PressForm(), "by_link": True})


def _withdrawn(request, found: Seat, *, by) -> HttpResponse:
    form = PressForm(request.POST)
    try:
        seats.withdraw(found, by=by)
        return redirect(request.path if by is None else found)
    except ValidationError as error:
        form.is_valid()
        add_refusal(form, error)
    context = {"seat": found, "form": form, "by_link": by is None}
    return render(request, "tables/seats/detail.html", context, status=409)


@require_safe
def seat_list(request, slug: str) -> HttpResponse:
    """Who asked, who sits by perspective, and who waits."""
    return _seat_list(request, _table_with_list(request, slug))


@require_POST
@handled_once
def seat_accept(request, ref) -> HttpResponse:
    """Confirm a chair that was asked for."""
    found = _seat_to_decide(request, ref)
    form = AcceptForm(request.POST, organisations=Organisation.objects.active())
    told = f"De stoel van {found.person.name} is bevestigd. De mail is onderweg."
    return _decided(request, found, form, lambda cleaned: seats.accept(found, by=request.user, **cleaned), told)


@require_POST
@handled_once
def seat_decline(request, ref) -> HttpResponse:
    """Decline a request, with a reason."""
    found = _seat_to_decide(request, ref)
    form = DeclineForm(request.POST)
    told = f"{found.person.name} krijgt een mail en leest je reden in het portaal."
    return _decided(request, found, form, lambda cleaned: seats.decline(found, by=request.user, **cleaned), told)


def _decided(request, found: Seat, form, decide, told: str) -> HttpResponse:
    """Carry out a decision and say so; when it is refused, the list says why, with what was typed."""
    if form.is_valid():
        try:
            decide({name: value for name, value in form.cleaned_data.items() if name != "once"})
            messages.success(request, told)
            return redirect("seat-list", slug=found.table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _seat_list(request, found.table, refused={"ref": found.ref, "form": form}, status=409)


@require_POST
def seat_export(request, slug: str, kind: str) -> HttpResponse:
    """The chairs of a table as a spreadsheet; leaves a trail."""
    table = _table_with_list(request, slug)
    require(request.user, Permission.SEAT_EXPORT, table)
    rows = [_export_row(one) for one in Seat.objects.at(table).current().for_list()]
    audit.record(request.user, "seats.exported", on=table, rows=len(rows), kind=kind)
    name = f"stoelen-{table.slug}-{timezone.localdate()}.{kind}"
    if kind == "xlsx":
        return spreadsheets.download(spreadsheets.write_xlsx("Stoelen", EXPORT_HEADER, rows), name)
    return spreadsheets.download(spreadsheets.write_csv(EXPORT_HEADER, rows).encode("utf-8-sig"), name)


def _seats(user):
    return Seat.objects.visible_to(user).select_related("cycle__table__theme", "person", "organisation")


def _table_with_list(request, slug: str) -> Table:
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.SEAT_LIST, table)
    return table


def _seat_to_decide(request, ref) -> Seat:
    found = get_object_or_404(_seats(request.user), ref=ref)
    require(request.user, Permission.SEAT_DECIDE, found)
    return found


def _seat_list(request, table: Table, *, refused=None, status: int = 200) -> HttpResponse:
    seats = list(Seat.objects.at(table).current().for_list())
    context = {
        "table": table,
        "requested": [one for one in seats if one.state == Seat.State.REQUESTED],
        "accepted": [one for one in seats if one.state == Seat.State.ACCEPTED],
        "waiting": [one for one in seats if one.waits()],
        "organisations": Organisation.objects.active(),
        "can_decide": may(request.user, Permission.SEAT_DECIDE, table),
        "can_export": may(request.user, Permission.SEAT_EXPORT, table),
        "refused": refused,
        "once": PressForm().initial["once"],
    }
    return render(request, "tables/seats/list.html", context, status=status)


def _export_row(one: Seat) -> list:
    return [
        one.person.name,
        one.person.email,
        one.organisation_shown,
        one.get_perspective_display(),
        one.involvement_short,
        one.get_state_display(),
        one.rank or "",
        f"{timezone.localtime(one.requested_at):%d-%m-%Y %H.%M}",
    ]
