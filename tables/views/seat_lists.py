"""The chairs of others, for who decides: a table's list, one chair of it, the export, and all sign-ups of the region."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import audit, keyset, spreadsheets
from leerlandschap.commons.forms import PortalForm, add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.models import Organisation, OrganisationKind, User
from leerlandschap.network.roles import Permission, may, require
from tables.flows import chairs, seats
from tables.forms.seats import InvolvementForm, MoveForm, RemoveForm, TieForm
from tables.forms.signups import AcceptForm, DeclineForm, PressForm
from tables.models import Attendance, Involvement, Meeting, Seat, SignUp, Table

ON_A_PAGE = 50
# What a table's list falls apart in, and the word in the address that leafs through it.
LEAVES = {
    Seat.State.REQUESTED: "aanvragen",
    Seat.State.OFFERED: "aanbod",
    Seat.State.ACCEPTED: "leden",
    Seat.State.WAITING: "wachtlijst",
}
EXPORT_HEADER = ["Naam", "E-mailadres", "Organisatie", "Perspectief", "Vorm", "Staat", "Plek", "Gevraagd op"]


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
            decide(_said(form))
            messages.success(request, told)
            return redirect("seat-list", slug=found.table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _seat_list(request, found.table, refused={"ref": found.ref, "form": form}, status=409)


# --- one chair --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Deed:
    """Something that who decides can do with somebody's chair, and how it is told afterwards."""

    form: Callable[..., PortalForm]
    do: Callable[[Seat, User, dict], object]
    told: str
    permission: Permission = Permission.SEAT_DECIDE


def _tie(data, seat: Seat, by: User, **more) -> PortalForm:
    return TieForm(data, **more)


def _another_form(data, seat: Seat, by: User, **more) -> PortalForm:
    form = InvolvementForm(data, now=seat.involvement, **more)
    form.speak_of("deze persoon")
    return form


def _move(data, seat: Seat, by: User, **more) -> PortalForm:
    return MoveForm(data, away_from=seat.table, user=by, **more)


def _remove(data, seat: Seat, by: User, **more) -> PortalForm:
    return RemoveForm(data, **more)


DEEDS = {
    "koppelen": Deed(_tie, lambda seat, by, said: seats.tie(seat, by=by, **said), "De organisatie is vastgelegd."),
    "vorm": Deed(
        _another_form,
        lambda seat, by, said: seats.take_part_as(seat, by=by, **said),
        "{name} doet nu anders mee en krijgt een mail.",
    ),
    "verplaatsen": Deed(
        _move,
        lambda seat, by, said: seats.move_to(seat, by=by, **said),
        "{name} is verplaatst en krijgt een mail.",
        Permission.SEAT_MOVE,
    ),
    "beeindigen": Deed(
        _remove,
        lambda seat, by, said: seats.remove(seat, by=by, **said),
        "{name} zit niet meer aan deze tafel en leest je reden in het portaal.",
        Permission.SEAT_MOVE,
    ),
}


@require_http_methods(["GET", "POST"])
@handled_once
def seat_manage(request, ref) -> HttpResponse:
    """One chair, for who decides: tie it, change its form, move the person, or end it. A POST does one of the DEEDS."""
    found = _seat_to_decide(request, ref)
    if request.method != "POST":
        return _manage_page(request, found)
    name = request.POST.get("deed", "")
    if name not in DEEDS:
        raise Http404
    deed = DEEDS[name]
    require(request.user, deed.permission, found)
    form = deed.form(request.POST, found, request.user, auto_id=f"{name}-%s")
    if form.is_valid():
        try:
            deed.do(found, request.user, _said(form))
            messages.success(request, deed.told.format(name=found.person.name))
            return redirect("seat-list", slug=found.table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return _manage_page(request, found, {name: form}, status=409)


def _manage_page(request, found: Seat, refused: dict | None = None, *, status: int = 200) -> HttpResponse:
    forms = {
        name: deed.form(None, found, request.user, auto_id=f"{name}-%s")
        for name, deed in DEEDS.items()
        if may(request.user, deed.permission, found)
    }
    context = {"seat": found, "table": found.table, "forms": {**forms, **(refused or {})}, "refused": refused}
    return render(request, "tables/seats/manage.html", context, status=status)


# --- a table's list, as a page and as a file ----------------------------------------------------------------------------


@require_POST
def seat_export(request, slug: str, kind: str) -> HttpResponse:
    """The chairs of a table as a spreadsheet; leaves a trail."""
    table = _table_with_list(request, slug)
    require(request.user, Permission.SEAT_EXPORT, table)
    rows = [_export_row(one) for one in Seat.objects.at(table).current().for_list()]
    audit.record(request.user, "seats.exported", on=table, rows=len(rows), kind=kind)
    name = f"stoelen-{table.slug}-{timezone.localdate()}.{kind}"
    return spreadsheets.download(spreadsheets.write(kind, "Stoelen", EXPORT_HEADER, rows), name)


def _table_with_list(request, slug: str) -> Table:
    table = get_object_or_404(Table.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.SEAT_LIST, table)
    return table


def _seat_to_decide(request, ref) -> Seat:
    seen = Seat.objects.visible_to(request.user).select_related("cycle__table__theme", "person", "organisation")
    found = get_object_or_404(seen, ref=ref)
    require(request.user, Permission.SEAT_DECIDE, found)
    return found


def _seat_list(request, table: Table, *, refused=None, status: int = 200) -> HttpResponse:
    opened = refused["ref"] if refused else None
    context = {
        "table": table,
        **{str(state): _leaf(request.GET, table, state, opened) for state in LEAVES},
        "kept": chairs.kept_empty(table),
        "offer_days": settings.CHAIR_OFFER_DAYS,
        "unconfirmed": SignUp.objects.filter(table=table).count(),
        "meeting": _next_meeting(table),
        "organisations": Organisation.objects.active(),
        "can_decide": may(request.user, Permission.SEAT_DECIDE, table),
        "can_export": may(request.user, Permission.SEAT_EXPORT, table),
        "refused": refused,
        "once": PressForm().initial["once"],
    }
    return render(request, "tables/seats/list.html", context, status=status)


def _leaf(address, table: Table, state: str, opened) -> dict:
    """The page that `address` asks for of the chairs in this state, or the one on which `opened` stands."""
    rows, name = Seat.objects.at(table).filter(state=state).for_list(), LEAVES[state]
    pages = Paginator(rows, ON_A_PAGE)
    refs = list(rows.values_list("ref", flat=True)) if opened else []
    number = refs.index(opened) // ON_A_PAGE + 1 if opened in refs else address.get(name)
    page = pages.get_page(number)
    return {"page": page, "links": _around(page, address, name), "count": pages.count}


def _around(page: Page, address, name: str) -> dict:
    """The addresses of the pages around this one; where the other lists stand is kept."""

    def to(number: int) -> str:
        asked = address.copy()
        asked[name] = str(number)
        return f"?{asked.urlencode()}#{name}"

    last = page.paginator.num_pages
    return {
        "previous": to(page.number - 1) if page.has_previous() else "",
        "next": to(page.number + 1) if page.has_next() else "",
        "last": to(last) if page.number < last else "",
    }


def _next_meeting(table: Table) -> dict | None:
    """The meeting that comes next, with who answered what."""
    meeting = Meeting.objects.upcoming(timezone.now()).filter(table=table).first()
    if meeting is None:
        return None
    answers = meeting.attendances.select_related("person", "deputy", "organisation").order_by("state", "person__name")
    by_state = {state: [one for one in answers if one.state == state] for state in Attendance.State.values}
    return {"meeting": meeting, **by_state}


# --- all sign-ups of the region -----------------------------------------------------------------------------------------


@require_safe
def signup_list(request) -> HttpResponse:
    """Every request, place and chair over all tables, newest first, filtered by what the address says."""
    require(request.user, Permission.SEAT_LIST)
    names = ("tafel", "staat", "vorm", "perspectief")
    chosen = {name: request.GET.get(name, "") for name in names}
    rows = Seat.objects.filter(cycle__ended_on=None).chosen(**chosen)
    page = keyset.page_of(
        rows.select_related("person", "organisation", "cycle__table"), request.GET, newest="requested_at"
    )
    context = {
        "page": page,
        "chosen": chosen,
        "tables": Table.objects.filter(cycles__ended_on=None).order_by("name").distinct(),
        "states": Seat.State.choices,
        "forms": [(value, Involvement(value).short) for value in Involvement.values],
        "perspectives": OrganisationKind.choices,
        "unconfirmed": SignUp.objects.count(),
    }
    return render(request, "tables/seats/all.html", context)


def _said(form: PortalForm) -> dict:
    return {name: value for name, value in form.cleaned_data.items() if name != "once"}


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
