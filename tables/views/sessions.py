"""A session of a thematafel: what it is about, and coming to it, with an account or by a confirmed work address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leerlandschap.commons import tickets
from leerlandschap.commons.forms import add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.roles import Permission, may
from tables.flows import sessions
from tables.forms.sessions import VisitorSessionForm
from tables.forms.signups import PressForm
from tables.models import Attendance, Meeting, Openness, SessionSignUp

NOBODY = "Dit account hoort bij niemand. Meld je aan met het account op je eigen naam."


@login_not_required
@require_safe
def session(request, ref) -> HttpResponse:
    """What a session is about, how many come, and one's own answer; the date of a gathering stands on its page."""
    found = _session(request, ref)
    return redirect(found) if found.gathering_id else _show(request, found)


@require_POST
@handled_once
def session_join(request, ref) -> HttpResponse:
    """Come to a session."""
    found = _session(request, ref)
    if not hasattr(request.user, "person"):
        raise PermissionDenied(NOBODY)
    try:
        sessions.join(found, request.user.person, by=request.user)
        messages.success(request, "Je doet mee. Tot dan!")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("session", ref=ref)


@require_POST
@handled_once
def session_withdraw(request, ref) -> HttpResponse:
    """Take one's own name off a session."""
    found = _session(request, ref)
    attendance = get_object_or_404(found.attendances.select_related("person"), person__user=request.user)
    attendance.meeting = found
    _withdraw(request, attendance, by=request.user)
    return redirect("session", ref=ref)


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("signup")
@handled_once
def session_signup(request, ref) -> HttpResponse:
    """Coming without an account: who is signed in needs no form."""
    found = _session(request, ref)
    if request.user.is_authenticated:
        return redirect("session", ref=ref)
    form = VisitorSessionForm(request.POST or None)
    if form.is_valid():
        try:
            wish = {name: form.cleaned_data[name] for name in ("name", "email", "organisation_name")}
            sessions.ask(found, **wish)
            return redirect("session-asked", ref=ref)
        except ValidationError as error:
            add_refusal(form, error)
    context = {"session": found, "form": form, "takes_signups": found.takes_signups(timezone.now())}
    return render(request, "tables/sessions/signup.html", context)


@login_not_required
@require_safe
def session_asked(request, ref) -> HttpResponse:
    """The receipt for a visitor: the same for every address."""
    return render(request, "tables/sessions/asked.html", {"session": _session(request, ref)})


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def session_confirm(request, token: str) -> HttpResponse:
    """The page behind the mailed link: looking changes nothing, the button signs up."""
    try:
        ticket = tickets.look(sessions.CONFIRM_SCOPE, token)
        signup = SessionSignUp.objects.select_related("session__table__theme", "session__gathering").get(
            pk=tickets.subject_pk(ticket)
        )
    except (TicketRefused, SessionSignUp.DoesNotExist) as error:
        return _refused(request, error, tickets.USED)
    held_by = signup.session.table or signup.session.gathering
    if held_by.openness != Openness.PUBLIC:  # narrowed since: a visitor could not ask any more
        return _refused(request, TicketRefused(tickets.REVOKED), "")
    form = PressForm(request.POST or None)
    if form.is_valid():
        try:
            with transaction.atomic():  # a refusal leaves the link as it was
                tickets.redeem(sessions.CONFIRM_SCOPE, token)
                path = sessions.path_to(sessions.confirm(signup))
            return redirect(path)
        except (ValidationError, TicketRefused) as error:
            add_refusal(form, ValidationError(getattr(error, "messages", [str(error)])))
    return render(request, "tables/sessions/confirm.html", {"signup": signup, "session": signup.session, "form": form})


@login_not_required
@require_http_methods(["GET", "POST"])
@handled_once
def session_by_link(request, token: str) -> HttpResponse:
    """What somebody without an account answered; a POST takes their name off."""
    try:
        attendance = sessions.attendance_of(tickets.look(sessions.ATTEND_SCOPE, token))
    except (TicketRefused, Attendance.DoesNotExist) as error:
        return _refused(request, error, tickets.UNKNOWN)
    if request.method == "POST":
        _withdraw(request, attendance, by=None)
        return redirect(request.path)
    context = {
        "attendance": attendance,
        "session": attendance.meeting,
        "form": PressForm(),
        "takes_signups": attendance.meeting.takes_signups(timezone.now()),
    }
    return render(request, "tables/sessions/attendance.html", context)


def _withdraw(request, attendance: Attendance, *, by) -> None:
    try:
        sessions.withdraw(attendance, by=by)
        messages.success(request, "Je naam is van de lijst gehaald.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))


def _session(request, ref) -> Meeting:
    """A session of a thematafel, or a date of a gathering, that this person may see. Raises Http404."""
    seen = Meeting.objects.sessions().visible_to(request.user).exclude(state=Meeting.State.CONCEPT)
    return get_object_or_404(seen.select_related("table__theme", "gathering"), ref=ref)


def _show(request, found: Meeting) -> HttpResponse:
    coming = found.attendances.coming().select_related("person", "organisation").order_by("person__name")
    user = request.user
    own = coming.filter(person__user=user).first() if user.is_authenticated else None
    context = {
        "session": found,
        "table": found.table,
        "topics": found.topics.told_to(user),
        "count": coming.count(),
        "coming": coming if may(user, Permission.TOPIC_BUNDLE, found.table) else None,
        "own": own,
        "takes_signups": found.takes_signups(timezone.now()),
        "form": PressForm() if user.is_authenticated else None,
    }
    return render(request, "tables/sessions/detail.html", context)


def _refused(request, error: Exception, otherwise: str) -> HttpResponse:
    sentence = str(error) if isinstance(error, TicketRefused) else otherwise
    return render(request, "tables/signups/link_refused.html", {"sentence": sentence}, status=410)
