"""When somebody is reminded of what: one rule a kind, each in one place.

A rule gives what waits now: for whom, about what, since when, and under which key. A key that a rule gives is told once; a
reminder whose key the rule no longer gives has been done, moved or handed over meanwhile, and is not sent. So what makes a
reminder and what takes it back is one and the same question.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.templatetags.ui import day, moment
from leerlandschap.network.models import Person
from tables import events
from tables.models import Absence, Action, Attendance, Calibration, Meeting, Minutes, Remark, Reminder, Seat, WrapUp

# What fell due while nothing ran is made good for this long.
LOOK_BACK = timedelta(days=21)
PREPARE, ANSWER = timedelta(days=3), timedelta(days=7)
MINUTES_WITHIN, ASK_FOR_MINUTES = timedelta(days=1), timedelta(days=42)
LAST_DAYS_TO_COMMENT, ACTION_AHEAD, CALIBRATE_AHEAD = timedelta(days=2), timedelta(days=2), timedelta(days=14)
LOOK_BACK_AT_MEETING = timedelta(days=7)
ENDED = [Meeting.State.PLANNED, Meeting.State.RUNNING, Meeting.State.HELD]
# Whose answer says that they were not there.
AWAY = [Attendance.State.EXCUSED, Attendance.State.DEPUTY]
NOT_THERE = [Attendance.Presence.EXCUSED, Attendance.Presence.ABSENT, Attendance.Presence.DEPUTY]


@dataclass(frozen=True)
class Wait:
    """Something that waits for somebody, since a moment; `key` names it for good."""

    person_id: int
    about: UUID
    due_at: datetime
    key: str
    path: str
    facts: dict


# (now, about) -> what waits; with `about` only of the things with these refs.
Rule = Callable[[datetime, Collection[UUID] | None], Iterable[Wait]]


def of_code(code: str, now: datetime, about: Collection[UUID] | None = None) -> list[Wait]:
    """What waits by the rule of `code`, for those it is about and for who stands in for them."""
    return _with_stand_ins(list(RULES[code](now, about)), timezone.localdate(now))


def still(notices: list) -> set[str]:
    """The keys of those of several reminders of one code that still need doing (`notices.Kind.still`)."""
    told = Reminder.objects.filter(key__in=[notice.key for notice in notices])
    about = set(told.values_list("about", flat=True))
    return {wait.key for wait in of_code(notices[0].code, timezone.now(), about)} if about else set()


# --- meetings -----------------------------------------------------------------------------------------------------------


def to_prepare(now: datetime, about) -> Iterable[Wait]:
    """A meeting comes: for who sits there and did not say no."""
    meetings = _meetings(about).planned().filter(starts_at__gt=now, starts_at__lte=now + PREPARE)
    actions = Counter(Action.objects.open().filter(table__meetings__in=meetings).values_list("owner_id", "table_id"))
    for meeting, person, answer in _seated(meetings):
        if answer is None or answer.state not in AWAY:
            count = actions[person, meeting.table_id]
            yield _of_meeting("meeting.coming", meeting, person, meeting.starts_at - PREPARE, count=count)


def to_answer(now: datetime, about) -> Iterable[Wait]:
    """An invitation that nobody answered: for who sits there."""
    meetings = _meetings(about).planned().filter(starts_at__gt=now, starts_at__lte=now + ANSWER)
    for meeting, person, answer in _seated(meetings):
        if answer is None or not answer.state:
            yield _of_meeting("meeting.unanswered", meeting, person, meeting.starts_at - ANSWER)


def to_minute(now: datetime, about) -> Iterable[Wait]:
    """A meeting is over and has no minutes: for who leads its table."""
    meetings = _meetings(about).filter(state__in=ENDED, report=None, table__kind="leertafel")
    meetings = meetings.filter(ends_at__lte=now - MINUTES_WITHIN, starts_at__gte=now - ASK_FOR_MINUTES)
    for meeting in meetings:
        for person in _leads(meeting.table):
            yield _of_meeting("minutes.due", meeting, person, meeting.ends_at + MINUTES_WITHIN)


def to_comment(now: datetime, about) -> Iterable[Wait]:
    """The time to comment on minutes ends: for who sits there and said nothing yet."""
    today = timezone.localdate(now)
    found = Minutes.objects.under_comment(today).filter(comments_until__lte=today + LAST_DAYS_TO_COMMENT)
    found = found.filter(meeting__table__isnull=False)
    if about is not None:
        found = found.filter(meeting__ref__in=about)
    until = {minutes.meeting_id: minutes for minutes in found}
    said = set(Remark.objects.filter(minutes__in=until.values()).values_list("minutes__meeting_id", "person_id"))
    for meeting, person, _answer in _seated(_meetings(None).filter(pk__in=until)):
        if (meeting.pk, person) not in said:
            last = until[meeting.pk].comments_until
            due = _at(last - LAST_DAYS_TO_COMMENT)
            yield _of_meeting("minutes.comment", meeting, person, due, of=str(last), until=day(last))


def to_look_back_as_lead(now: datetime, about) -> Iterable[Wait]:
    """Right after a meeting: how it went, and what is still missing."""
    meetings = _just_ended(now, about)
    answered = _looked_back(meetings)
    for meeting in meetings:
        for person in _leads(meeting.table):
            if (meeting.pk, person) not in answered:
                yield _of_meeting("wrapup.lead", meeting, person, meeting.ends_at, path=_look_back_path(meeting))


def to_look_back(now: datetime, about) -> Iterable[Wait]:
    """Right after a meeting: what it gave, for who sits there and did not stay away."""
    meetings = _just_ended(now, about)
    answered = _looked_back(meetings)
    for meeting, person, answer in _seated(meetings):
        away = answer is not None and (answer.state in AWAY or answer.presence in NOT_THERE)
        if not away and person not in _leads(meeting.table) and (meeting.pk, person) not in answered:
            yield _of_meeting("wrapup.member", meeting, person, meeting.ends_at, path=_look_back_path(meeting))


def _meetings(about):
    found = Meeting.objects.filter(table__isnull=False).exclude(table__state="ended")
    found = found.select_related(
        "table__chair", "table__facilitator", "table__clm_contact", "table__theme__clm_contact"
    )
    return found if about is None else found.filter(ref__in=about)


def _just_ended(now: datetime, about):
    begun = {"starts_at__gte": now - LOOK_BACK_AT_MEETING - timedelta(days=1)}
    found = _meetings(about).filter(state__in=ENDED, ends_at__lte=now, ends_at__gte=now - LOOK_BACK_AT_MEETING, **begun)
    # Who was at a meeting from before the portal is not asked about it by the portal.
    return found.exclude(report__taken_over_at__isnull=False)


def _looked_back(meetings) -> set[tuple[int, int]]:
    return set(WrapUp.objects.filter(meeting__in=meetings).values_list("meeting_id", "person_id"))


def _seated(meetings) -> Iterable[tuple[Meeting, int, Attendance | None]]:
    """Each of these meetings with each person who holds a chair at its table and has an account, and what they answered."""
    meetings = list(meetings)
    people: dict[int, list[int]] = defaultdict(list)
    seats = Seat.objects.accepted().filter(cycle__ended_on=None, cycle__table__in={one.table_id for one in meetings})
    for person, table in seats.filter(person__user__is_active=True).values_list("person_id", "cycle__table_id"):
        people[table].append(person)
    answers = {(one.meeting_id, one.person_id): one for one in Attendance.objects.filter(meeting__in=meetings)}
    for meeting in meetings:
        for person in people[meeting.table_id]:
            yield meeting, person, answers.get((meeting.pk, person))


def _leads(table) -> list[int]:
    """Voorzitter and begeleider with an account, or else whom one asks."""
    named = [table.chair, table.facilitator]
    leads = {person.pk for person in named if person is not None and person.user_id}
    contact = table.contact()
    return sorted(leads) or ([contact.pk] if contact is not None and contact.user_id else [])


def _look_back_path(meeting: Meeting) -> str:
    return reverse("wrap-up", args=[meeting.ref])


def _of_meeting(code: str, meeting: Meeting, person: int, due_at: datetime, *, path="", of="", **facts) -> Wait:
    key = f"{code}:{meeting.ref}:{of or meeting.starts_at.strftime('%Y%m%d%H%M')}:{person}"
    said = {"table": events.called(meeting.table), "date": moment(meeting.starts_at), **facts}
    return Wait(person, meeting.ref, due_at, key, path or meeting.get_absolute_url(), said)


# --- actions, calibrations, the week ------------------------------------------------------------------------------------


def to_do(now: datetime, about) -> Iterable[Wait]:
    """An action is due in two days."""
    today = timezone.localdate(now)
    for action in _owned(about).filter(due_rank__gte=today, due_rank__lte=today + ACTION_AHEAD):
        yield _of_action("action.due", action, _at(action.due_on - ACTION_AHEAD))


def overdue(now: datetime, about) -> Iterable[Wait]:
    """The day of an action has passed."""
    today, since = timezone.localdate(now), timezone.localdate(now - LOOK_BACK) - timedelta(days=1)
    found = _owned(about).filter(due_rank__lt=today)
    for action in found if about is not None else found.filter(due_rank__gte=since):
        yield _of_action("action.late", action, _at(action.due_on + timedelta(days=1)))


def to_calibrate(now: datetime, about) -> Iterable[Wait]:
    """A table must have calibrated within a fortnight: for who was asked."""
    found = Calibration.objects.open().filter(due_on__lte=timezone.localdate(now) + CALIBRATE_AHEAD)
    found = found.filter(Q(table__state="running") | Q(table__state="paused"))
    if about is not None:
        found = found.filter(ref__in=about)
    for one in found.select_related("table__chair", "table__clm_contact", "table__theme__clm_contact"):
        asked = {
            person.pk for person in (one.table.chair, one.table.contact()) if person is not None and person.user_id
        }
        for person in sorted(asked):
            facts = {"table": one.table.name_in_mail, "until": day(one.due_on)}
            key, due = f"calibration.soon:{one.ref}:{person}", _at(one.due_on - CALIBRATE_AHEAD)
            yield Wait(person, one.ref, due, key, one.get_absolute_url(), facts)


def of_the_week(now: datetime, about) -> Iterable[Wait]:
    """Once a week, for whom anything waits: how much."""
    monday = timezone.localdate(now) - timedelta(days=timezone.localtime(now).weekday())
    people = Person.objects.filter(user__is_active=True)
    if about is not None:
        people = people.filter(ref__in=about)
    waiting = _waiting(now, _at(monday) + timedelta(hours=8))
    for person in people.filter(pk__in=waiting):
        key = f"week:{monday.isoformat()}:{person.pk}"
        yield Wait(person.pk, person.ref, _at(monday), key, reverse("my-landscape"), {"count": waiting[person.pk]})


def _waiting(now: datetime, begins: datetime) -> Counter:
    """How much waits for each person since the week began: what they promised, and invitations for the next two weeks."""
    open_ones = Action.objects.open().standing().filter(owner__user__is_active=True, made_at__lt=begins)
    found = Counter(open_ones.values_list("owner_id", flat=True))
    coming = _meetings(None).planned().filter(starts_at__gt=now, starts_at__lte=now + timedelta(days=14))
    found.update(person for _meeting, person, answer in _seated(coming) if answer is None or not answer.state)
    return found


def _owned(about):
    found = Action.objects.open().standing().filter(owner__user__is_active=True).select_related("table")
    return found if about is None else found.filter(ref__in=about)


def _of_action(code: str, action: Action, due_at: datetime) -> Wait:
    """The owner stands in the key, and the day: whoever gets it, or another day, is reminded anew."""
    key = f"{code}:{action.ref}:{action.due_on}:{action.owner_id}"
    facts = {"table": action.table.name_in_mail, "until": day(action.due_on)}
    return Wait(action.owner_id, action.ref, due_at, key, action.get_absolute_url(), facts)


def _at(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


# --- who stands in ------------------------------------------------------------------------------------------------------


def _with_stand_ins(waits: list[Wait], today: date) -> list[Wait]:
    """The same, and each once more for who stands in for somebody who is away."""
    absent = Absence.objects.on(today).filter(person__in={wait.person_id for wait in waits})
    stand_ins = dict(absent.values_list("person_id", "stand_in_id"))
    extra = [
        replace(wait, person_id=stand_ins[wait.person_id], key=f"{wait.key}:by:{stand_ins[wait.person_id]}")
        for wait in waits
        if wait.person_id in stand_ins and not wait.key.startswith(("week:", "wrapup."))
    ]
    return [*waits, *extra]


RULES: dict[str, Rule] = {
    "meeting.coming": to_prepare,
    "meeting.unanswered": to_answer,
    "minutes.due": to_minute,
    "minutes.comment": to_comment,
    "wrapup.lead": to_look_back_as_lead,
    "wrapup.member": to_look_back,
    "action.due": to_do,
    "action.late": overdue,
    "calibration.soon": to_calibrate,
    "week": of_the_week,
}
