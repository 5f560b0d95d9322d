"""Minutes: reading them, sending them round, commenting, adopting, correcting in the open, and all of a table as one story."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import documents, guard, keyset
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.once import handled_once
from leerlandschap.network.roles import Permission, may, require
from tables import minutes_document, openness, reading
from tables.flows import minutes as flows
from tables.forms.minutes import AnswerForm, CorrectForm, RemarkForm, RoundForm, WithdrawForm
from tables.forms.signups import PressForm
from tables.models import Meeting, Minutes, MinutesVersion, Openness, Paper, Remark, Table

IN_A_STORY = 5
FOR_WHO_SITS_THERE = "Reageren doe je als je aan deze tafel zit of erbij was."


@login_not_required
@require_safe
def minutes(request, ref) -> HttpResponse:
    """The minutes of a meeting as they are now."""
    return _show(request, _minutes(request, ref))


@login_not_required
@require_safe
def minutes_version(request, ref, number: int) -> HttpResponse:
    """An earlier version, as it was."""
    found = _minutes(request, ref)
    version = get_object_or_404(found.versions.select_related("made_by__person"), number=number)
    _refuse_withdrawn(request, found)
    levels = openness.seen_by(request.user, found.meeting.table)
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "table": found.meeting.table,
        "version": version,
        "parts": reading.parts_of([version], levels).get(version.pk, []),
        "there": reading.who_was_there(version, levels),
    }
    return render(request, "tables/minutes/version.html", context)


@login_not_required
@require_safe
def minutes_file(request, ref, kind: str) -> HttpResponse:
    """The minutes as a file to keep or print, with what its reader may read."""
    found = _minutes(request, ref)
    _refuse_withdrawn(request, found)
    version = flows.current(found)
    levels = openness.seen_by(request.user, found.meeting.table)
    document = minutes_document.of(found, version, levels)
    response = HttpResponse(documents.rendered(document, kind), content_type=documents.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{minutes_document.file_name(found)}.{kind}"'
    return response


@require_http_methods(["GET", "POST"])
@handled_once
def minutes_send(request, ref) -> HttpResponse:
    """Open the time for comments, or let it last until another day."""
    found = _minutes_to_take(request, ref)
    form = RoundForm(request.POST or None)
    if form.is_valid():
        try:
            first = found.state == Minutes.State.CONCEPT
            flows.send_round(found, until=form.cleaned_data["until"], by=request.user)
            messages.success(request, "Het verslag is rondgestuurd." if first else "De reactietermijn is aangepast.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"minutes": found, "meeting": found.meeting, "table": found.meeting.table, "form": form}
    return render(request, "tables/minutes/send.html", context)


@require_POST
@handled_once
def remark_add(request, ref) -> HttpResponse:
    """Say something about one item, within the time for comments."""
    found = _minutes(request, ref)
    if not _takes_part(request.user, found):
        raise PermissionDenied(FOR_WHO_SITS_THERE)
    form = RemarkForm(request.POST, auto_id="opmerking-%s")
    parts = _parts(request.user, found, flows.current(found))
    if form.is_valid():
        try:
            part = next((one for one in parts if one.entry.position == form.cleaned_data["place"]), None)
            flows.remark(found, part and part.entry, request.user.person, text=form.cleaned_data["text"])
            guard.note_kept(form, on=found.meeting.table, by=request.user)
            messages.success(request, "Je opmerking staat erbij. Je hoort wat ermee gebeurt.")
            return redirect(f"{found.get_absolute_url()}#opmerkingen")
        except ValidationError as error:
            add_refusal(form, error)
    return _show(request, found, remark=form)


@require_POST
@handled_once
def remark_answer(request, ref) -> HttpResponse:
    """Say what was done with a remark."""
    remarks = Remark.objects.filter(minutes__in=Minutes.objects.visible_to(request.user).values("pk"))
    found = get_object_or_404(remarks.select_related("minutes__meeting__table", "person"), ref=ref)
    require(request.user, Permission.MINUTES_TAKE, found.minutes.meeting.table)
    form = AnswerForm(request.POST, auto_id=f"antwoord-{found.pk}-%s")
    if form.is_valid():
        try:
            flows.answer(found, answer=form.cleaned_data["answer"], by=request.user)
            guard.note_kept(form, on=found.minutes.meeting.table, by=request.user)
            messages.success(request, "Je antwoord staat erbij.")
            return redirect(f"{found.minutes.get_absolute_url()}#opmerkingen")
        except ValidationError as error:
            add_refusal(form, error)
    return _show(request, found.minutes, answer=form, answering=found)


@require_http_methods(["GET", "POST"])
@handled_once
def minutes_correct(request, ref) -> HttpResponse:
    """Mend what the minutes say; it becomes a new version with a reason."""
    found = _minutes_to_take(request, ref)
    version = flows.current(found)
    parts = reading.parts_of([version], list(Openness)).get(version.pk, [])
    form = CorrectForm(request.POST or None, parts=parts, initial={"seen": version.number})
    if form.is_valid():
        try:
            typed = form.cleaned_data
            made = flows.correct(found, form.corrections(), why=typed["why"], seen=typed["seen"], by=request.user)
            guard.note_kept(form, on=found.meeting.table, by=request.user)
            messages.success(request, f"Versie {made.number} is gemaakt.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"minutes": found, "meeting": found.meeting, "table": found.meeting.table, "form": form}
    context |= {"remarks": found.remarks.filter(answered_at=None).select_related("entry", "person")}
    return render(request, "tables/minutes/correct.html", context, status=409 if form.is_bound else 200)


@require_POST
@handled_once
def minutes_adopt(request, ref) -> HttpResponse:
    """Adopt the minutes: the chair when the time for comments is over, or who minutes a later meeting, there."""
    found = _minutes(request, ref)
    at = _meeting_going_on(found)
    require(request.user, Permission.MINUTES_TAKE if at else Permission.MINUTES_ADOPT, found.meeting.table)
    try:
        flows.adopt(found, at=at, by=request.user)
        messages.success(request, "Het verslag is vastgesteld.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(found)


@require_http_methods(["GET", "POST"])
@handled_once
def minutes_withdraw(request, ref) -> HttpResponse:
    """Take the minutes back, with a reason."""
    found = _minutes(request, ref)
    require(request.user, Permission.MINUTES_ADOPT, found.meeting.table)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            flows.withdraw(found, reason=form.cleaned_data["reason"], by=request.user)
            guard.note_kept(form, on=found.meeting.table, by=request.user)
            messages.success(request, "Het verslag is ingetrokken.")
            return redirect(found)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"minutes": found, "meeting": found.meeting, "table": found.meeting.table, "form": form}
    return render(request, "tables/minutes/withdraw.html", context)


@login_not_required
@require_safe
def minutes_story(request, slug: str) -> HttpResponse:
    """All minutes of a table, newest first, as one running story."""
    table = get_object_or_404(Table.objects.visible_to(request.user).select_related("theme"), slug=slug)
    rows = Minutes.objects.visible_to(request.user).filter(meeting__table=table).exclude(state=Minutes.State.WITHDRAWN)
    rows = rows.annotate(held_at=Subquery(Meeting.objects.filter(pk=OuterRef("meeting")).values("starts_at")[:1]))
    page = keyset.page_of(rows.select_related("meeting"), request.GET, newest="held_at", size=IN_A_STORY)
    versions = _newest_versions(page.rows)
    levels = openness.seen_by(request.user, table)
    parts = reading.parts_of(versions.values(), levels)
    chapters = [(one, parts.get(versions[one.pk].pk, [])) for one in page.rows]
    brings = table.state != Table.State.ENDED and may(request.user, Permission.MINUTES_TAKE, table)
    context = {"table": table, "page": page, "chapters": chapters, "brings": brings}
    return render(request, "tables/minutes/story.html", context)


# --- shared ---------------------------------------------------------------------------------------------------------------


def _show(request, found: Minutes, **refused) -> HttpResponse:
    """The page of minutes; with a form that was refused as it was sent."""
    table, version, now = found.meeting.table, flows.current(found), timezone.now()
    levels = openness.seen_by(request.user, table)
    takes, adopts = (may(request.user, one, table) for one in (Permission.MINUTES_TAKE, Permission.MINUTES_ADOPT))
    legible = found.state != Minutes.State.WITHDRAWN or takes
    parts = _parts(request.user, found, version) if legible else []
    part_of_it = _takes_part(request.user, found)
    remarks = found.remarks.select_related("entry", "person") if part_of_it else []
    comments = part_of_it and found.takes_comments(timezone.localdate(now))
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "table": table,
        "version": version,
        "parts": parts,
        "there": reading.who_was_there(version, levels) if legible else [],
        "general": reading.add_remarks(parts, remarks),
        "legible": legible,
        "takes": takes,
        "adopts": adopts,
        "going_on": _meeting_going_on(found) if takes else None,
        "term_over": not found.takes_comments(timezone.localdate(now)),
        "versions": found.versions.select_related("made_by__person").order_by("-number"),
        "beside": _beside(request.user, found),
        "papers": _documents(request.user, found) if legible else [],
        "remark": (refused.get("remark") or RemarkForm(auto_id="opmerking-%s")) if comments else None,
        "answer": refused.get("answer"),
        "answering": refused.get("answering"),
        "press": PressForm(auto_id=False),
        "refused": refused.get("remark") or refused.get("answer"),
    }
    return render(request, "tables/minutes/detail.html", context, status=409 if refused else 200)


def _parts(user, found: Minutes, version: MinutesVersion) -> list[reading.Part]:
    levels = openness.seen_by(user, found.meeting.table)
    return reading.parts_of([version], levels).get(version.pk, [])


def _minutes(request, ref) -> Minutes:
    """The minutes that this person may read. Raises Http404."""
    found = Minutes.objects.visible_to(request.user).select_related("meeting__table__theme", "adopted_by__person")
    return get_object_or_404(found, ref=ref)


def _minutes_to_take(request, ref) -> Minutes:
    """The minutes, for who may make them. Raises Http404 and PermissionDenied."""
    found = _minutes(request, ref)
    require(request.user, Permission.MINUTES_TAKE, found.meeting.table)
    return found


def _refuse_withdrawn(request, found: Minutes) -> None:
    """What was withdrawn is read by who leads the table alone. Raises Http404."""
    takes = may(request.user, Permission.MINUTES_TAKE, found.meeting.table)
    if found.state == Minutes.State.WITHDRAWN and not takes:
        raise Http404


def _takes_part(user, found: Minutes) -> bool:
    """Whether somebody may say something about it: at the table, leading it, or at the session of a thematafel."""
    if not user.is_authenticated:
        return False
    table = found.meeting.table
    if may(user, Permission.MINUTES_TAKE, table) or Table.objects.with_chair_of(user).filter(pk=table.pk).exists():
        return True
    return not table.has_fixed_chairs and found.meeting.attendances.filter(person__user=user).exists()


def _meeting_going_on(found: Minutes) -> Meeting | None:
    """A later meeting of the table that is going on now: there the minutes can be adopted at once."""
    later = Meeting.objects.filter(table=found.meeting.table_id, starts_at__gt=found.meeting.starts_at)
    return later.filter(state=Meeting.State.RUNNING).first()


def _beside(user, found: Minutes) -> dict[str, Minutes | None]:
    """The minutes before and after these."""
    rows = Minutes.objects.visible_to(user).filter(meeting__table=found.meeting.table_id).select_related("meeting")
    at = found.meeting.starts_at
    return {
        "previous": rows.filter(meeting__starts_at__lt=at).order_by("-meeting__starts_at").first(),
        "next": rows.filter(meeting__starts_at__gt=at).order_by("meeting__starts_at").first(),
    }


def _documents(user, found: Minutes):
    """The document of an old report, for who may have it."""
    if found.taken_over_at is None:
        return []
    return Paper.objects.visible_to(user).filter(meeting=found.meeting_id).select_related("file")


def _newest_versions(rows: list[Minutes]) -> dict[int, MinutesVersion]:
    """Of each of these minutes the newest version."""
    found = MinutesVersion.objects.filter(minutes__in=rows).order_by("minutes", "number")
    return {version.minutes_id: version for version in found}
