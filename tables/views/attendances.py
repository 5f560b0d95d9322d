"""The page of a meeting, and saying whether one comes: signed in, or by the link of a mail."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlandschap.commons import tickets
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.roles import Permission, may
from tables.flows import actions, attendances, meeting_letters
from tables.forms.attendances import AnswerForm
from tables.models import Action, Attendance, Meeting, Minutes, Openness, Seat

OTHER_DATES = 6
MOST_ACTIONS = 20
NOT_OPEN = "Deze actie staat niet meer op jouw naam, of is al klaar."
NO_SEAT = "Alleen wie aan deze tafel zit, zegt of die komt. Schuif eerst aan."
NO_LONGER = "Je hebt geen plek meer bij dit overleg, dus je hoeft niets te laten weten."
THANKS = {
    Attendance.State.COMING: "Fijn, we rekenen op je.",
    Attendance.State.EXCUSED: "Je hebt je afgemeld. Bedankt dat je het laat weten.",
}


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def meeting(request, ref) -> HttpResponse:
    """When and where a table comes together; for who sits there how many come, the link, and one's own answer."""
    seen = Meeting.objects.visible_to(request.user).select_related("table__theme", "gathering")
    found = get_object_or_404(seen, ref=ref)
    if found.gathering_id:
        return redirect(found)
    seat = _own_seat(request.user, found)
    if request.method == "POST":
        if seat is None:
            raise PermissionDenied(NO_SEAT)
        if _answered(request, found, seat):
            return redirect(found)
    can_plan = may(request.user, Permission.MEETING_PLAN, found.table)
    context = {
        **_facts(found, seat),
        "can_plan": can_plan,
        "takes_part": can_plan or _takes_part(request.user, found, seat),
        "takes_minutes": may(request.user, Permission.MINUTES_TAKE, found.table),
        "is_the_day": timezone.localdate() >= timezone.localdate(found.starts_at),
        "report": Minutes.objects.visible_to(request.user).filter(meeting=found).first(),
    }
    return render(request, "tables/meetings/detail.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def meeting_by_link(request, ref, token: str) -> HttpResponse:
    """The page behind a mailed link: looking changes nothing, a button answers; for who has no account as well."""
    try:
        seat = meeting_letters.seat_of(tickets.look(meeting_letters.ANSWER_SCOPE, token))
    except (TicketRefused, Seat.DoesNotExist) as error:
        sentence = str(error) if isinstance(error, TicketRefused) else tickets.REVOKED
        return render(request, "tables/signups/link_refused.html", {"sentence": sentence}, status=410)
    if seat.state != Seat.State.ACCEPTED and seat.table.openness != Openness.PUBLIC:
        return render(request, "tables/signups/link_refused.html", {"sentence": NO_LONGER}, status=410)
    found = Meeting.objects.select_related("table__theme").filter(ref=ref, table=seat.cycle.table_id).first()
    if found is None:
        raise Http404
    if request.method == "POST" and _answered(request, found, seat):
        return redirect(request.path)
    context = {**_facts(found, seat), "token": token, "takes_part": seat.state == Seat.State.ACCEPTED}
    return render(request, "tables/meetings/answer.html", context)


def _answered(request, found: Meeting, seat: Seat) -> bool:
    """Write the answer that was sent, or tick an action off; false, with a message, when it is neither or comes too late."""
    if "klaar" in request.POST:
        return _ticked_off(request, seat)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["state"][0])
        return False
    try:
        attendances.answer(found, seat, form.cleaned_data["state"], by=_account_of(request, seat))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return False
    messages.success(request, THANKS[form.cleaned_data["state"]])
    return True


def _ticked_off(request, seat: Seat) -> bool:
    """Say that one of the person's own actions is done; false, with a message, when it is not theirs or was done before."""
    done = [one for one in _own_actions(seat) if str(one.ref) == request.POST["klaar"]]
    for one in done:
        try:
            actions.tick_off(one, by=_account_of(request, seat))
            messages.success(request, f"Actie {one.number} is klaar.")
            return True
        except ValidationError as error:
            messages.error(request, error.messages[0])
    if not done:
        messages.error(request, NOT_OPEN)
    return False


def _account_of(request, seat: Seat):
    """The account that answers; None by a link, which shows who it is for and not who holds it."""
    return request.user if request.user.is_authenticated and seat.person.user_id == request.user.pk else None


def _own_actions(seat: Seat | None) -> list[Action]:
    """What the person of a chair has open at its table; not what was said at a besloten item, which a link does not show."""
    if seat is None or seat.state != Seat.State.ACCEPTED:
        return []
    mine = Action.objects.open().standing().filter(owner_id=seat.person_id, table_id=seat.cycle.table_id)
    shared = mine.exclude(openness=Openness.CLOSED).exclude(item__openness=Openness.CLOSED)
    return list(shared.select_related("table").order_by("due_rank", "pk")[:MOST_ACTIONS])


def _own_seat(user, found: Meeting) -> Seat | None:
    if not user.is_authenticated:
        return None
    return (
        Seat.objects.at(found.table)
        .accepted()
        .filter(person__user=user)
        .select_related("cycle__table", "person")
        .first()
    )


def _takes_part(user, found: Meeting, seat: Seat | None) -> bool:
    """Whether somebody may see the video link and how many come: at the table, leading it, or coming without a chair."""
    if seat is not None or found.table.roles_of(user):
        return True
    return user.is_authenticated and found.attendances.coming().filter(person__user=user).exists()


def _facts(found: Meeting, seat: Seat | None) -> dict:
    """What the page says of a meeting to the person of `seat`, and whether it still asks something."""
    now = timezone.now()
    asks = seat is not None and seat.state == Seat.State.ACCEPTED and found.is_planned() and found.starts_at > now
    answers = {one.person_id: one for one in found.attendances.select_related("deputy")}
    return {
        "meeting": found,
        "table": found.table,
        "seat": seat,
        "answer": answers.get(seat.person_id) if seat else None,
        "coming": sum(one.state in {Attendance.State.COMING, Attendance.State.DEPUTY} for one in answers.values()),
        "form": AnswerForm(auto_id=False) if asks else None,
        "is_over": found.ends_at <= now,
        "own_actions": _own_actions(seat) if asks else [],
        "others": _others(found, now) if found.table else [],
    }


def _others(found: Meeting, now: datetime) -> list[Meeting]:
    return list(found.table.meetings.upcoming(now).exclude(pk=found.pk)[:OTHER_DATES])
