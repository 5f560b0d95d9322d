"""Gatherings that belong to no table: the list, one with its dates, and organising one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, Subquery, Value
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import guard
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables.flows import gatherings as flows
from tables.forms.gatherings import DateForm, GatheringForm, WhatForm
from tables.forms.meetings import hours_of
from tables.forms.signups import PressForm
from tables.models import Attendance, Gathering, Meeting, Table

MOST = 50
SHOWN_OF_THE_PAST = 25


@login_not_required
@require_safe
def gathering_list(request) -> HttpResponse:
    """What is organised, soonest first; narrowed by kind in the address."""
    kind = request.GET.get("soort", "")
    found = Gathering.objects.visible_to(request.user).select_related("organiser")
    found = found.filter(kind=kind) if kind in Gathering.Kind else found
    coming = Meeting.objects.filter(gathering=OuterRef("pk"), ends_at__gt=timezone.now()).exclude(state="cancelled")
    found = found.annotate(next_at=Subquery(coming.order_by("starts_at").values("starts_at")[:1]))
    context = {
        "coming": found.exclude(next_at=None).order_by("next_at", "pk")[:MOST],
        "past": found.filter(next_at=None)[:SHOWN_OF_THE_PAST],
        "kinds": Gathering.Kind.choices,
        "kind": kind,
        "makes": _makes(request.user),
    }
    return render(request, "tables/gatherings/list.html", context)


@login_not_required
@require_safe
def gathering(request, ref) -> HttpResponse:
    """What it is about, its dates, and coming to one."""
    user, now = request.user, timezone.now()
    found = _gathering(request, ref)
    edits = may(user, Permission.GATHERING_EDIT, found)
    dates = [_told(date, found, now, edits) for date in _dates(found, user)]
    first = next((date for date in dates if date.takes), None)
    context = {
        "gathering": found,
        "edits": edits,
        "dates": [date for date in dates if date.ends_at > now],
        "past": [date for date in dates if date.ends_at <= now],
        "first": first,
        "own": any(date.own for date in dates if date.ends_at > now),
        "press": PressForm(auto_id=False),
    }
    return render(request, "tables/gatherings/detail.html", context)


@require_http_methods(["GET", "POST"])
@handled_once
def gathering_add(request) -> HttpResponse:
    """Make one, as a draft."""
    require(request.user, Permission.GATHERING_EDIT, _led(request.user))
    initial = {"organiser": getattr(request.user, "person", None)}
    form = GatheringForm(request.POST or None, by=request.user, initial=initial)
    if form.is_valid():
        try:
            made = Gathering(whole=form.cleaned_data["whole"])
            form.written_on(made)
            flows.make(made, form.sessions(), refreshments=form.cleaned_data["refreshments"], by=request.user)
            guard.note_kept(form, on=made, by=request.user)
            messages.success(request, "Het staat klaar als concept. Kijk het na en zet het open.")
            return redirect(made)
        except ValidationError as error:
            add_refusal(form, error)
    return render(request, "tables/gatherings/add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@handled_once
def gathering_edit(request, ref) -> HttpResponse:
    """Change what it is about, and for whom."""
    found = _gathering_to_edit(request, ref)
    form = WhatForm(request.POST or None, by=request.user, gathering=found)
    if form.is_valid():
        try:
            changed = form.written_on(found)
            if changed:
                flows.revise(found, changed=changed, by=request.user)
                guard.note_kept(form, on=found, by=request.user)
            messages.success(request, "Bewaard.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return _form(request, _gathering(request, ref), form, "Wijzig de leervorm", "Bewaar")


@require_POST
@handled_once
def gathering_open(request, ref) -> HttpResponse:
    """Let people see it and sign up."""
    found = _gathering_to_edit(request, ref)
    try:
        flows.open_up(found, by=request.user)
        messages.success(request, "Mensen zien het nu en kunnen zich aanmelden.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


@require_http_methods(["GET", "POST"])
@handled_once
def gathering_date_add(request, ref) -> HttpResponse:
    """Put a date with it."""
    found = _gathering_to_edit(request, ref)
    form = DateForm(request.POST or None)
    if form.is_valid():
        try:
            flows.add_date(found, form.session(), by=request.user)
            messages.success(request, "De datum staat erbij.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    return _form(request, found, form, "Zet er een datum bij", "Zet erbij")


@require_http_methods(["GET", "POST"])
@handled_once
def gathering_date(request, ref) -> HttpResponse:
    """Give a date another time, place or link."""
    date = _date_to_edit(request, ref)
    form = DateForm(request.POST or None, initial=hours_of(date))
    if form.is_valid():
        try:
            flows.move_date(date, form.session(), by=request.user)
            messages.success(request, "De datum is gewijzigd. Wie zich aanmeldde, krijgt een mail.")
            return redirect(date.gathering)
        except ValidationError as error:
            add_refusal(form, error)
    return _form(request, date.gathering, form, "Wijzig deze datum", "Bewaar", told=_count(date))


@require_http_methods(["GET", "POST"])
@handled_once
def gathering_date_cancel(request, ref) -> HttpResponse:
    """Say what calling a date off does, and do it."""
    date = _date_to_edit(request, ref)
    form = PressForm(request.POST) if request.method == "POST" else PressForm()
    if form.is_valid():
        try:
            flows.cancel_date(date, by=request.user)
            messages.success(request, "Deze datum gaat niet door.")
            return redirect(date.gathering)
        except ValidationError as error:
            add_refusal(form, error)
    return _form(
        request, date.gathering, form, "Laat deze datum niet doorgaan", "Ja, annuleer", told=_count(date), date=date
    )


def _gathering(request, ref) -> Gathering:
    return get_object_or_404(Gathering.objects.visible_to(request.user).select_related("organiser"), ref=ref)


def _gathering_to_edit(request, ref) -> Gathering:
    """The gathering, for who organises it. Raises Http404 and PermissionDenied."""
    found = _gathering(request, ref)
    require(request.user, Permission.GATHERING_EDIT, found)
    return found


def _date_to_edit(request, ref) -> Meeting:
    """The date, for who organises its gathering. Raises Http404 and PermissionDenied."""
    dates = Meeting.objects.visible_to(request.user).filter(gathering__isnull=False).select_related("gathering")
    date = get_object_or_404(dates, ref=ref)
    require(request.user, Permission.GATHERING_EDIT, date.gathering)
    return date


def _led(user) -> Table | None:
    """A table that `user` leads: who takes the chair somewhere may organise something beside it."""
    return Table.objects.led_by(user).first() if user.is_authenticated else None


def _makes(user) -> bool:
    return may(user, Permission.GATHERING_EDIT, _led(user))


def _count(date: Meeting) -> int:
    return date.attendances.coming().count()


def _dates(found: Gathering, user):
    """The dates with how many come, whether `user` does, and who do."""
    coming = Attendance.objects.coming().select_related("person", "organisation").order_by("person__name")
    # Not by the key of nobody: who has no account comes as well, and a visitor is none of them.
    own = (
        Exists(coming.filter(meeting=OuterRef("pk"), person__user=user.pk))
        if user.is_authenticated
        else Value(value=False)
    )
    dates = found.dates.order_by("starts_at").prefetch_related(Prefetch("attendances", coming, to_attr="coming"))
    return dates.annotate(count=Count("attendances", filter=Q(attendances__state=Attendance.State.COMING)), own=own)


def _told(date: Meeting, found: Gathering, now, edits: bool) -> Meeting:
    """The date with what the page says of it: whether one can come, how many places are left, and the link."""
    date.gathering = found
    date.left = None if found.places is None else max(0, found.places - date.count)
    date.takes = date.takes_signups(now) and (date.left is None or date.left > 0)
    date.withdraws = date.takes_signups(now) and date.own
    date.link = date.online_url if (date.own or edits) and date.ends_at > now else ""
    date.changes = edits and date.starts_at > now and date.state in {Meeting.State.CONCEPT, Meeting.State.PLANNED}
    return date


def _form(request, found: Gathering, form, heading: str, button: str, *, told: int = 0, date=None) -> HttpResponse:
    context = {"gathering": found, "form": form, "heading": heading, "button": button, "told": told, "date": date}
    return render(request, "tables/gatherings/form.html", context)
