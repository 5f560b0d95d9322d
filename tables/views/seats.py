"""One's own chair, by sign-in or by link: how it stands, and everything one can do with it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlandschap.commons import tickets
from leerlandschap.commons.forms import PortalForm, add_refusal
from leerlandschap.commons.limits import limited
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.models import Person, User
from tables.flows import attendances, hopes, seat_letters, seats, signups
from tables.forms.hopes import FoundForm
from tables.forms.seats import ColleagueForm, InvolvementForm
from tables.forms.signups import PressForm
from tables.models import Attendance, Meeting, Seat, SignUp

# So many meetings ahead somebody can say whether they come.
MEETINGS_AHEAD = 6


@dataclass(frozen=True)
class Deed:
    """Something somebody can do with their own chair: the form it asks, and the flow that does it.

    `form` gets what was sent, the chair, who does it (None: by link) and further arguments; `do` gets the chair, who does
    it, the meeting that it is about, if any, and what the form says.
    """

    form: Callable[..., PortalForm]
    do: Callable[[Seat, User | None, Meeting | None, dict], object]


def _press(data, seat: Seat, by: User | None, **more) -> PortalForm:
    return PressForm(data, **more)


def _another_form(data, seat: Seat, by: User | None, **more) -> PortalForm:
    return InvolvementForm(data, now=seat.involvement, **more)


def _a_colleague(data, seat: Seat, by: User | None, **more) -> PortalForm:
    """Who has an account chooses from a list; who comes by a link types, for a link shows nobody's name but one's own."""
    found = None
    if by is not None and seat.organisation is not None:
        found = Person.objects.at(seat.organisation, timezone.localdate()).exclude(pk=seat.person_id)
    return ColleagueForm(data, colleagues=found, **more)


def _found(data, seat: Seat, by: User | None, **more) -> PortalForm:
    """Whether the round that ended brought what was hoped. Raises Http404 for who sat in none."""
    if (about := seat.looked_back_on()) is None:
        raise Http404
    return FoundForm(data, instance=about, **more)


COMES, EXCUSED = Attendance.State.COMING, Attendance.State.EXCUSED
DEEDS = {
    "terug": Deed(_press, lambda seat, by, meeting, said: seats.withdraw(seat, by=by)),
    "neem": Deed(_press, lambda seat, by, meeting, said: seats.take_offer(seat, by=by)),
    "laat": Deed(_press, lambda seat, by, meeting, said: seats.leave_offer(seat, by=by)),
    "vorm": Deed(_another_form, lambda seat, by, meeting, said: seats.take_part_as(seat, by=by, **said)),
    "overdragen": Deed(_a_colleague, lambda seat, by, meeting, said: signups.offer_own_chair(seat, by=by, **said)),
    "gevonden": Deed(_found, lambda seat, by, meeting, said: hopes.say(seat.looked_back_on(), by=by, **said)),
    "houden": Deed(_press, lambda seat, by, meeting, said: signups.keep_own_chair(seat)),
}
MEETING_DEEDS = {
    "kom": Deed(_press, lambda seat, by, meeting, said: attendances.answer(meeting, seat, COMES, by=by)),
    "afwezig": Deed(_press, lambda seat, by, meeting, said: attendances.answer(meeting, seat, EXCUSED, by=by)),
    "vervanger": Deed(
        _a_colleague, lambda seat, by, meeting, said: attendances.send_deputy(meeting, seat, by=by, **said)
    ),
}


@require_http_methods(["GET", "POST"])
@handled_once
def seat(request, ref) -> HttpResponse:
    """How one's own chair stands; a POST does one of the DEEDS with it."""
    mine = Seat.objects.visible_to(request.user).filter(person__user=request.user)
    found = get_object_or_404(mine.select_related("cycle__table__theme", "person", "organisation"), ref=ref)
    return _own_seat(request, found, by=request.user)


@login_not_required
@require_http_methods(["GET", "POST"])
@limited("seat")
@handled_once
def seat_by_link(request, token: str) -> HttpResponse:
    """The chair of somebody without an account; a POST does one of the DEEDS with it."""
    try:
        found = seat_letters.seat_of(tickets.look(seat_letters.SEAT_SCOPE, token))
    except (TicketRefused, Seat.DoesNotExist) as error:
        sentence = str(error) if isinstance(error, TicketRefused) else tickets.UNKNOWN
        return render(request, "tables/signups/link_refused.html", {"sentence": sentence}, status=410)
    return _own_seat(request, found, by=None)


def _own_seat(request, found: Seat, *, by: User | None) -> HttpResponse:
    if request.method != "POST":
        return _page(request, found, by=by)
    name, about = request.POST.get("deed", ""), request.POST.get("meeting", "")
    deed = (MEETING_DEEDS if about else DEEDS).get(name)
    if deed is None:
        raise Http404
    meeting = _meeting(found, about) if about else None
    form = deed.form(request.POST, found, by, auto_id=_auto_id(name, meeting))
    if form.is_valid():
        try:
            said = {field: value for field, value in form.cleaned_data.items() if field != "once"}
            deed.do(found, by, meeting, said)
            return redirect(request.path)
        except ValidationError as error:
            add_refusal(form, error)
    return _page(request, found, by=by, refused=(name, meeting, form), status=409)


def _meeting(found: Seat, ref: str) -> Meeting:
    try:
        return Meeting.objects.select_related("table").get(table=found.table, ref=ref)
    except (Meeting.DoesNotExist, ValidationError):
        raise Http404 from None


def _page(request, found: Seat, *, by: User | None, refused=("", None, None), status: int = 200) -> HttpResponse:
    name, about, form = refused
    looked_back = found.looked_back_on()
    asking = ("vorm", "overdragen", *(["gevonden"] if looked_back else []))
    unbound = {key: DEEDS[key].form(None, found, by, auto_id=_auto_id(key)) for key in asking}
    context = {
        "seat": found,
        "by_link": by is None,
        "refused": name,
        # A form that asks something says itself what is wrong; a button can't.
        "refused_press": form if isinstance(form, PressForm) else None,
        # For the buttons, which share one key: what they do tells them apart.
        "once": PressForm().initial["once"],
        "offer_days": settings.CHAIR_OFFER_DAYS,
        "forms": unbound if about or not name else {**unbound, name: form},
        "meetings": _meetings(found, by, about, form) if found.state == Seat.State.ACCEPTED else [],
        "looked_back": looked_back,
        "newest": found.newest(),
        "heir": SignUp.objects.filter(takes_over=found).first(),
    }
    return render(request, "tables/seats/detail.html", context, status=status)


def _meetings(found: Seat, by: User | None, about: Meeting | None, refused) -> list[dict]:
    """The meetings to come, each with what was answered and the form for a deputy."""
    coming = Meeting.objects.upcoming(timezone.now()).filter(table=found.table)[:MEETINGS_AHEAD]
    given = Attendance.objects.filter(person=found.person, meeting__in=list(coming)).select_related("deputy")
    answers = {answer.meeting_id: answer for answer in given}
    return [
        {
            "meeting": meeting,
            "answer": answers.get(meeting.pk),
            "refused": meeting == about,
            "form": refused
            if meeting == about
            else _a_colleague(None, found, by, auto_id=_auto_id("vervanger", meeting)),
        }
        for meeting in coming
    ]


def _auto_id(deed: str, meeting: Meeting | None = None) -> str:
    """Several forms share a page: each has ids of its own."""
    return f"{deed}-{meeting.ref}-%s" if meeting else f"{deed}-%s"
