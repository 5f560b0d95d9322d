"""Sessions of a thematafel, and dates of a gathering: with a sign-up of their own and no fixed chairs.

Whoever wants to comes: with an account by one button, without one by a work address that is confirmed by a mailed link.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from leerlandschap.commons import audit, notices, tickets
from leerlandschap.network.models import Membership, Organisation, Person, User
from tables.events import event_of, name_of
from tables.flows import cycles
from tables.flows.locks import meeting_now
from tables.models import Attendance, Gathering, Meeting, Seat, SessionSignUp

CONFIRM_SCOPE = "session.confirm"
ATTEND_SCOPE = "session.attendance"
CONFIRM_WITHIN = timedelta(days=7)
# How long after a session the link still opens what somebody answered.
LINK_OUTLIVES = timedelta(days=30)

NOT_OPEN = "Voor deze sessie kun je je nu niet aanmelden. Kijk op de pagina van de thematafel welke sessies er komen."
FULL = "Alle plekken zijn bezet. Kijk later nog eens: als iemand zich afmeldt, komt er een plek vrij."
NOT_COMING = "Je bent niet (meer) aangemeld voor deze sessie."


@transaction.atomic
def join(session: Meeting, person: Person, *, by: User | None, organisation: Organisation | None = None) -> Attendance:
    """Sign somebody up for a session; signing up again changes nothing. Raises ValidationError when it takes nobody.

    For a track one signs up as a whole: for every date that is still to come.
    """
    session = _open_now(session)
    answer = {
        "state": Attendance.State.COMING,
        "organisation": organisation or _organisation_of(person),
        "answered_at": timezone.now(),
    }
    attendance = Attendance.objects.filter(meeting=session, person=person).first()
    if attendance is not None and attendance.state == Attendance.State.COMING:
        return attendance
    for one in _together(session):
        _require_room(one, person)
        found, _new = Attendance.objects.update_or_create(meeting=one, person=person, defaults=answer)
        attendance = found if one.pk == session.pk else attendance
    _show(session)
    audit.record(by, "session.joined", on=session, who=str(person))
    if not person.user_id:
        _tell(attendance)
    return attendance


@transaction.atomic
def withdraw(attendance: Attendance, *, by: User | None) -> Attendance:
    """Take one's name off a session. Raises ValidationError when it is not there, or the session is over."""
    session = _open_now(attendance.meeting)
    attendance = session.attendances.select_related("person").get(pk=attendance.pk)
    attendance.meeting = session
    if attendance.state != Attendance.State.COMING:
        raise ValidationError(NOT_COMING)
    dates, now = [one.pk for one in _together(session)], timezone.now()
    signed_up = Attendance.objects.coming().filter(meeting__in=dates, person=attendance.person)
    signed_up.update(state=Attendance.State.EXCUSED, answered_at=now)
    attendance.state, attendance.answered_at = Attendance.State.EXCUSED, now
    _show(session)
    audit.record(by, "session.left", on=session, who=str(attendance.person))
    return attendance


@transaction.atomic
def ask(session: Meeting, *, name: str, email: str, organisation_name: str) -> None:
    """Sign up from an address that nobody has confirmed yet; it counts for nothing until then. Raises ValidationError.

    What happens is the same to the eye whoever the address belongs to. At most one mail a day goes to an address for a
    session, and its link confirms what was typed before it was sent: until the next day nobody else can change that.
    """
    _require_open(session)
    key = f"session:{session.ref}:{email.lower()}:{timezone.localdate()}"
    if notices.was_written(key):
        return
    signup, _made = SessionSignUp.objects.update_or_create(
        session=session, email=email.lower(),
        defaults={"name": name, "organisation_name": organisation_name, "made_at": timezone.now()},
    )  # fmt: skip
    tickets.revoke(CONFIRM_SCOPE, about=signup)
    token = tickets.issue(CONFIRM_SCOPE, about=signup, lifetime=CONFIRM_WITHIN)
    facts = {"table": name_of(session), "date": _date(session)}
    path = reverse("session-confirm", args=[token])
    notices.write_to(signup.email, CONFIRM_SCOPE, key=key, path=path, **facts)


@transaction.atomic
def confirm(signup: SessionSignUp) -> Attendance:
    """The address was confirmed: the person is signed up. Raises ValidationError when the session takes nobody any more."""
    person, _made = Person.objects.get_or_create(email=signup.email, defaults={"name": signup.name})
    attendance = join(signup.session, person, by=None)
    tickets.revoke(CONFIRM_SCOPE, about=signup)
    signup.delete()
    return attendance


def cancelled(session: Meeting, *, by: User | None) -> None:
    """Tell who signed up that the session is off; who holds a chair hears it as its holder."""
    _tell_all(session, "session.cancelled", by=by)


def moved(session: Meeting, *, by: User | None) -> None:
    """Tell who signed up that the session has another time or place, and that they sign up again for another time."""
    _tell_all(session, "session.moved", by=by)


def attendance_of(ticket) -> Attendance:
    """What somebody answered, which a mailed link is about. Raises Attendance.DoesNotExist."""
    found = Attendance.objects.select_related("meeting__table__theme", "meeting__gathering", "person")
    return found.get(pk=tickets.subject_pk(ticket))


def path_to(attendance: Attendance) -> str:
    """Where the person sees it: on the session's page, or by a link when they have no account."""
    session = attendance.meeting
    if attendance.person.user_id:
        return reverse("session", args=[session.ref])
    lifetime = max(session.ends_at - timezone.now(), timedelta(0)) + LINK_OUTLIVES
    token = tickets.issue(ATTEND_SCOPE, about=attendance, lifetime=lifetime, many=True)
    return reverse("session-by-link", args=[token])


def _open_now(session: Meeting) -> Meeting:
    """The session as it is now, held until the answer is written. Raises ValidationError when it takes nobody."""
    session = meeting_now(session)
    _require_open(session)
    return session


def _require_open(session: Meeting) -> None:
    if not session.takes_signups(timezone.now()):
        raise ValidationError(NOT_OPEN)


def _together(session: Meeting) -> list[Meeting]:
    """The dates that one signs up for at once: of a track all that are still to come, else this one."""
    if not session.gathering_id:
        return [session]
    gathering = session.gathering
    dates = list(gathering.dates.upcoming(timezone.now())) if gathering.whole else [session]
    for date in dates:
        date.gathering = gathering
    return dates


def _require_room(session: Meeting, person: Person) -> None:
    """Raises ValidationError when every place of a gathering is taken by others."""
    places = session.gathering.places if session.gathering_id else None
    if places is not None and session.attendances.coming().exclude(person=person).count() >= places:
        raise ValidationError(FULL)


def _show(session: Meeting) -> None:
    """Let the pages that count who comes show something new."""
    if session.table is not None:
        cycles.show(session.table)
    else:
        Gathering.objects.filter(pk=session.gathering_id).update(version=F("version") + 1)


def _organisation_of(person: Person) -> Organisation | None:
    running = Membership.objects.running(timezone.localdate()).filter(person=person).select_related("organisation")[:2]
    return running[0].organisation if len(running) == 1 else None


def _tell(attendance: Attendance) -> None:
    """A receipt for who has no account: the link by which they can take their name off again."""
    session = attendance.meeting
    telling = notices.to(
        attendance.person, "session.joined", table=name_of(session), date=_date(session), place=session.place or "…",
        key=f"session:{session.ref}:{attendance.person_id}:{attendance.answered_at:%Y%m%d%H%M%S}",
        path=reverse("session", args=[session.ref]), letter_path=path_to(attendance), events=[event_of(session)],
    )  # fmt: skip
    notices.tell_all([telling])


def _tell_all(session: Meeting, code: str, *, by: User | None) -> None:
    if session.table is not None and session.table.has_fixed_chairs:
        return
    seated = Seat.objects.at(session.table).accepted().values("person") if session.table else []
    path, again = reverse("session", args=[session.ref]), f"{timezone.now():%Y%m%d%H%M%S%f}"
    facts, event = {"table": name_of(session), "date": _date(session)}, event_of(session)
    people = Person.objects.filter(attendances__in=session.attendances.coming()).exclude(pk__in=seated)
    notices.tell_all(
        [
            notices.to(
                person, code, key=f"{code}:{session.ref}:{person.pk}:{again}", path=path, events=[event], **facts
            )
            for person in people
            if person.user_id is None or person.user_id != getattr(by, "pk", None)
        ]
    )


def _date(session: Meeting) -> str:
    return date_format(timezone.localtime(session.starts_at), "j F Y")
