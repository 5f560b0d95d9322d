"""The agenda of a meeting, and one by one the items that stand on it or were brought in for it."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import thread
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import openness
from tables.agenda import has_own_standing, timetable
from tables.flows import agenda as flows
from tables.forms.agenda import DeclineForm, ItemForm, MoveForm, RefreshmentsForm, TakeUpForm
from tables.forms.signups import PressForm
from tables.models import AgendaItem, Meeting, Openness, Paper
from tables.views.papers import may_add, may_remove

State = AgendaItem.State
MOST_WAITING = 10


@login_not_required
@require_safe
def agenda(request, ref) -> HttpResponse:
    """The agenda in order with its times; who leads the table also orders it and takes up what waits."""
    meeting = _meeting(request.user, ref)
    table = meeting.table
    leads = may(request.user, Permission.AGENDA_EDIT, table)
    seen = openness.seen_by(request.user, table)
    papers = Paper.objects.visible_to(request.user).select_related("file")
    items = _items(request.user).filter(meeting=meeting).on_agenda()
    items = items.prefetch_related(Prefetch("papers", papers, to_attr="shown_papers"))
    context = {
        "meeting": meeting,
        "table": table,
        "leads": leads,
        "edits": leads and meeting.is_planned(),
        "takes_part": Openness.TABLE in seen,
        "papers": papers.filter(meeting=meeting),
        "timetable": timetable(meeting, list(items)),
        "press": PressForm(auto_id=False),
        **(_waiting(meeting) if leads and meeting.is_planned() else {}),
    }
    return render(request, "tables/agenda/agenda.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def item_add(request, ref) -> HttpResponse:
    """Put an item on the agenda."""
    meeting = _meeting_to_edit(request, ref)
    form = ItemForm(request.POST or None, table=meeting.table, by=request.user)
    if form.is_valid():
        try:
            item = flows.add(meeting, by=request.user, **form.given())
            messages.success(request, "Het punt staat op de agenda.")
            return _to_agenda(meeting, item)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/agenda/add.html", {"meeting": meeting, "table": meeting.table, "form": form})


@require_POST
@handled_once
def agenda_begin(request, ref) -> HttpResponse:
    """Put the table's standard agenda on an empty one."""
    meeting = _meeting_to_edit(request, ref)
    told = "De vaste agenda staat erop. Zet er nu bij waar jullie het over gaan hebben."
    return _press(request, lambda: flows.begin_with_standing(meeting, by=request.user), told, _to_agenda(meeting))


@require_POST
@handled_once
def agenda_share(request, ref) -> HttpResponse:
    """Let the table read the agenda."""
    meeting = _meeting_to_edit(request, ref)
    told = "De agenda is gedeeld. Wie aan tafel zit, leest dit in de dagelijkse mail."
    return _press(request, lambda: flows.share(meeting, by=request.user), told, _to_agenda(meeting))


@require_http_methods(["GET", "POST"])
@handled_once
def refreshments(request, ref) -> HttpResponse:
    """Say who sees to coffee and tea."""
    meeting = _meeting_to_edit(request, ref)
    form = RefreshmentsForm(request.POST or None, initial={"who": meeting.refreshments})
    if form.is_valid():
        try:
            flows.arrange_refreshments(meeting, who=form.cleaned_data["who"], by=request.user)
            messages.success(request, "Bewaard.")
            return _to_agenda(meeting)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"meeting": meeting, "table": meeting.table, "form": form}
    return render(request, "tables/agenda/refreshments.html", context)


# --- one item -----------------------------------------------------------------------------------------------------------


@login_not_required
@require_safe
def item(request, ref) -> HttpResponse:
    """One item: what it is about and how it goes; who leads the table says what becomes of it."""
    return _page(request, _item(request.user, ref))


@require_http_methods(["GET", "POST"])
@handled_once
def item_edit(request, ref) -> HttpResponse:
    """Change an item."""
    found = _item_to_edit(request, ref)
    form = ItemForm(request.POST or None, table=found.table, by=request.user, item=found)
    if form.is_valid():
        try:
            changes = form.changes(found)
            if changes:
                flows.edit(found, by=request.user, **changes)
            messages.success(request, "Het punt is bijgewerkt.")
            return redirect("agenda-item", ref=ref)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/agenda/edit.html", {"item": found, "table": found.table, "form": form})


@require_POST
@handled_once
def item_move(request, ref) -> HttpResponse:
    """Move an item up or down."""
    found = _item_to_edit(request, ref)
    form = MoveForm(request.POST)
    if found.meeting is None or not form.is_valid():
        return redirect(found)
    up = form.cleaned_data["direction"] == "omhoog"
    return _press(request, lambda: flows.move(found, up=up, by=request.user), "", _to_agenda(found.meeting, found))


@require_POST
@handled_once
def item_take_off(request, ref) -> HttpResponse:
    """Take an item off for good."""
    found = _item_to_edit(request, ref)
    meeting, slug = found.meeting, found.table.slug
    form = PressForm(request.POST)
    to = _to_agenda(meeting) if meeting else redirect("backlog", slug=slug)
    return _deed(request, found, form, lambda cleaned: flows.take_off(found, by=request.user), "Het punt is weg.", to)


@require_POST
@handled_once
def item_keep(request, ref) -> HttpResponse:
    """Keep an item for later, on the table's backlog."""
    found = _item_to_edit(request, ref)
    told, form = "Het punt staat op de voorraad.", PressForm(request.POST)
    to = redirect("backlog", slug=found.table.slug)
    return _deed(request, found, form, lambda cleaned: flows.keep_for_later(found, by=request.user), told, to)


@require_POST
@handled_once
def item_take_up(request, ref) -> HttpResponse:
    """Put what was proposed, or waits, on the agenda of a meeting."""
    found = _item_to_edit(request, ref)
    form = TakeUpForm(request.POST, meetings=_to_come(found), auto_id="op-%s")
    if form.is_valid():
        meeting = form.cleaned_data["meeting"]
        take_up = lambda cleaned: flows.take_up(found, meeting=meeting, by=request.user)  # noqa: E731
        return _deed(request, found, form, take_up, "Het punt staat op de agenda.", _to_agenda(meeting, found))
    return _page(request, _item(request.user, ref), refused=form, status=409)


@require_POST
@handled_once
def item_decline(request, ref) -> HttpResponse:
    """Say that an item is not taken up, with a reason."""
    found = _item_to_edit(request, ref)
    form = DeclineForm(request.POST, auto_id="niet-%s")
    told, to = (
        "Het punt is niet opgepakt. Wie het voorstelde leest je reden.",
        redirect("backlog", slug=found.table.slug),
    )
    decline = lambda cleaned: flows.decline(found, reason=cleaned["reason"], by=request.user)  # noqa: E731
    return _deed(request, found, form, decline, told, to)


@require_POST
@handled_once
def item_withdraw(request, ref) -> HttpResponse:
    """Take one's own proposal back."""
    found = _item(request.user, ref)
    told, to = "Je voorstel is ingetrokken.", redirect("backlog", slug=found.table.slug)
    return _deed(
        request, found, PressForm(request.POST), lambda cleaned: flows.withdraw(found, by=request.user), told, to
    )


# --- inside -------------------------------------------------------------------------------------------------------------


def _meeting(user, ref) -> Meeting:
    found = Meeting.objects.visible_to(user).of_tables().select_related("table__theme")
    return get_object_or_404(found, ref=ref)


def _meeting_to_edit(request, ref) -> Meeting:
    """The meeting, for who makes its agenda. Raises Http404 and PermissionDenied."""
    meeting = _meeting(request.user, ref)
    require(request.user, Permission.AGENDA_EDIT, meeting.table)
    return meeting


def _items(user):
    return AgendaItem.objects.visible_to(user).select_related("table__theme", "meeting", "owner", "method")


def _item(user, ref) -> AgendaItem:
    found = _items(user).select_related("proposed_by")
    return get_object_or_404(found, ref=ref)


def _item_to_edit(request, ref) -> AgendaItem:
    """The item, for who makes the table's agendas. Raises Http404 and PermissionDenied."""
    found = _item(request.user, ref)
    require(request.user, Permission.AGENDA_EDIT, found.table)
    return found


def _to_come(item: AgendaItem):
    return item.table.meetings.upcoming(timezone.now())


def _waiting(meeting: Meeting) -> dict:
    """What could go on this agenda: brought in for it or for whichever, and kept for later."""
    items = AgendaItem.objects.filter(table=meeting.table).select_related("proposed_by")
    proposed = items.proposed().filter(meeting=meeting) | items.proposed().filter(meeting=None)
    return {
        "proposed": proposed.order_by("made_at")[:MOST_WAITING],
        "backlog": items.backlog().order_by("made_at")[:MOST_WAITING],
        "own_standing": has_own_standing(meeting.table),
    }


def _to_agenda(meeting: Meeting, item: AgendaItem | None = None) -> HttpResponse:
    """Back to the agenda, where the item stands."""
    return redirect(reverse("meeting-agenda", args=[meeting.ref]) + (f"#punt-{item.ref}" if item else ""))


def _press(request, deed: Callable, told: str, to: HttpResponse) -> HttpResponse:
    """Do what a button on the agenda says; a refusal is told on the page one came from."""
    try:
        deed()
        if told:
            messages.success(request, told)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return to


def _deed(request, found: AgendaItem, form, deed: Callable, told: str, to: HttpResponse) -> HttpResponse:
    """Do what a form on the item's page asks; a refusal is told there, with what was typed."""
    if form.is_valid():
        try:
            deed(form.cleaned_data)
            messages.success(request, told)
            return to
        except ValidationError as error:
            add_refusal(form, error)
    return _page(request, _item(request.user, found.ref), refused=form, status=409)


def _page(request, found: AgendaItem, *, refused=None, status: int = 200) -> HttpResponse:
    user, table = request.user, found.table
    edits = may(user, Permission.AGENDA_EDIT, table) and not (found.is_settled() and found.state != State.PROPOSED)
    own = user.is_authenticated and found.proposed_by is not None and found.proposed_by.user_id == user.pk
    context = {
        "item": found,
        "table": table,
        "meeting": found.meeting,
        "edits": edits and found.state in {State.PROPOSED, State.PLANNED},
        "own": own,
        "names": Openness.TABLE in openness.seen_by(user, table),
        "openness": openness.in_words(found.openness),
        "press": PressForm(auto_id=False),
        "refused": refused,
        "papers": _papers(user, found),
        "came_from": thread.came_from(found, user),
        "may_add_paper": may_add(user, found),
    }
    return render(request, "tables/agenda/item.html", context | _choices(found, refused, edits), status=status)


def _papers(user, found: AgendaItem) -> list[Paper]:
    """What hangs on the item, each with whether `user` may take it away."""
    papers = list(Paper.objects.visible_to(user).filter(item=found).select_related("file", "added_by"))
    for paper in papers:
        paper.table = found.table
        paper.may_remove = user.is_authenticated and may_remove(user, paper)
    return papers


def _choices(found: AgendaItem, refused, edits: bool) -> dict:
    """The forms by which who leads the table says what becomes of the item."""
    if not edits:
        return {}
    coming = _to_come(found).exclude(pk=found.meeting_id if found.state == State.PLANNED else None)
    initial = {"meeting": found.meeting_id} if found.state == State.PROPOSED else {}
    return {
        "take_up": refused if isinstance(refused, TakeUpForm)
        else TakeUpForm(meetings=coming, initial=initial, auto_id="op-%s"),
        "has_coming": coming.exists(),
        "decline": refused if isinstance(refused, DeclineForm) else DeclineForm(auto_id="niet-%s"),
    }  # fmt: skip
