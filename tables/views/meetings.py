"""Planning the dates of a table, for who leads it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.templatetags.ui import day, moment
from leerlandschap.commons.workdays import Calendar
from leerlandschap.network.forms.website import PressForm
from leerlandschap.network.roles import Permission, require
from tables import rhythm, year_ahead
from tables.flows import meeting_letters, meetings
from tables.forms.meetings import WEEKDAYS, MeetingForm, MoveForm, PlanForm, hours_of, times_of, wished
from tables.models import Meeting, Table
from tables.year_ahead import YearAhead


@require_http_methods(["GET", "POST"])
@handled_once
def planning(request, slug: str) -> HttpResponse:
    """The dates of a table, proposals for the coming year, and why dates were passed over."""
    table = _table(request, slug)
    year = year_ahead.of(table, on=timezone.localdate(), **wished(table, request.GET))
    form = PlanForm(request.POST or None, year=year)
    if form.is_valid():
        try:
            planned = meetings.plan_all(table, form.sessions(), by=request.user)
            messages.success(request, f"{_counted(len(planned))} gepland. Wie aan tafel zit, krijgt één mail.")
            return redirect("planning", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"table": table, "form": form, "year": year, **_agenda(table, year)}
    return render(request, "tables/meetings/planning.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def meeting_add(request, slug: str) -> HttpResponse:
    """Put one date in by hand, in the rhythm or ad hoc."""
    table = _table(request, slug)
    form = MeetingForm(request.POST or None, initial=_usual_hours(table))
    if form.is_valid():
        try:
            meeting = meetings.plan(table, form.session(), ad_hoc=form.cleaned_data["ad_hoc"], by=request.user)
            messages.success(
                request, f"De bijeenkomst van {day(meeting.starts_at)} staat erbij.{_closed_then(meeting)}"
            )
            return redirect("planning", slug=table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/meetings/add.html", {"table": table, "form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def meeting_cancel(request, ref) -> HttpResponse:
    """Say what calling a meeting off does, and do it."""
    meeting = _meeting(request, ref)
    form = PressForm(request.POST) if request.method == "POST" else PressForm()
    if form.is_valid():
        try:
            meetings.cancel(meeting, by=request.user)
            messages.success(request, f"De bijeenkomst van {day(meeting.starts_at)} gaat niet door.")
            return redirect("planning", slug=meeting.table.slug)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"meeting": meeting, "table": meeting.table, "form": form, "told": _count_told(meeting)}
    return render(request, "tables/meetings/cancel.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def meeting_move(request, ref) -> HttpResponse:
    """Give a meeting another time, place or link."""
    meeting = _meeting(request, ref)
    form = MoveForm(request.POST or None, initial=hours_of(meeting))
    if form.is_valid():
        try:
            meeting = meetings.reschedule(meeting, form.session(), by=request.user)
            messages.success(request, f"De bijeenkomst is nu op {moment(meeting.starts_at)}.{_closed_then(meeting)}")
            return redirect(meeting)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"meeting": meeting, "table": meeting.table, "form": form, "told": _count_told(meeting)}
    return render(request, "tables/meetings/move.html", context)


@require_POST
@handled_once
def meeting_held(request, ref) -> HttpResponse:
    """Say that a meeting took place."""
    meeting = _meeting(request, ref)
    try:
        meetings.mark_held(meeting, by=request.user)
        messages.success(request, f"De bijeenkomst van {day(meeting.starts_at)} is gehouden.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("planning", slug=meeting.table.slug)


def _table(request, slug: str) -> Table:
    """The table, for who may plan its meetings. Raises Http404 and PermissionDenied."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    require(request.user, Permission.MEETING_PLAN, table)
    return table


def _meeting(request, ref) -> Meeting:
    """The meeting, for who may plan those of its table. Raises Http404 and PermissionDenied."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user).of_tables().select_related("table"), ref=ref)
    require(request.user, Permission.MEETING_PLAN, meeting.table)
    return meeting


def _count_told(meeting: Meeting) -> int:
    """How many are mailed when this meeting changes; of one that began nobody is."""
    return len(meeting_letters.told_of(meeting.table)) if meeting.starts_at > timezone.now() else 0


def _agenda(table: Table, year: YearAhead) -> dict:
    """What stands in the agenda and how that fits the rhythm, with what can be chosen for the proposals."""
    now = timezone.now()
    coming = [meeting for meeting in year.meetings if meeting.is_planned() and meeting.ends_at >= now]
    calendar = Calendar.over(timezone.localdate(), max(map(_day, coming), default=timezone.localdate()))
    return {
        "coming": [(meeting, calendar.closed_because(_day(meeting))) for meeting in coming],
        "unsettled": [meeting for meeting in year.meetings if meeting.is_planned() and meeting.ends_at < now],
        "held": [meeting for meeting in reversed(year.meetings) if meeting.state == Meeting.State.HELD],
        "verdict": rhythm.of(table),
        "passed": [(proposal, proposal.passed) for proposal in year.proposals if proposal.passed],
        "weekdays": [(value, label, at == year.wish.weekday) for at, (value, label) in enumerate(WEEKDAYS.items())],
        "times": times_of(table),
        "press": PressForm(auto_id=False),
    }


def _usual_hours(table: Table) -> dict:
    habit = year_ahead.habit_of(table, list(table.meetings.standing().regular()))
    return {"begins": habit.begins, "ends": habit.ends, "place": habit.place}


def _counted(count: int) -> str:
    return "Eén bijeenkomst is" if count == 1 else f"{count} bijeenkomsten zijn"


def _closed_then(meeting: Meeting) -> str:
    """A warning when the day is closed; it may be meant."""
    reason = Calendar.over(_day(meeting), _day(meeting)).closed_because(_day(meeting))
    return f" Let op, die dag is gesloten: {reason}." if reason else ""


def _day(meeting: Meeting):
    return timezone.localdate(meeting.starts_at)
