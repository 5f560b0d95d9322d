"""Gatherings: making one with its dates as a draft, opening it for sign-up, and changing or calling off a date."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from leerlandschap.commons import audit, ical, search
from leerlandschap.network.models import User
from tables import openness
from tables.events import event_of
from tables.flows import sessions
from tables.flows.locks import meeting_now
from tables.flows.meetings import AGO, AHEAD, BEFORE_NOW, NOTHING, TOO_FAR, TOO_SHORT, Session
from tables.models import Attendance, Gathering, Meeting

State = Meeting.State
NOT_ANONYMOUS = "Zeg toe dat niemand te herkennen is. Zonder dat kan een casuïstiekbespreking niet."
NOT_WIDER = "Opener maken kan hier niet. Maak een nieuwe leervorm als meer mensen mogen komen."
OVER = "Deze datum is al geweest of gaat niet door. Kies een datum die nog komt."
NO_DATES = "Er is geen datum meer die nog komt. Zet er eerst een datum bij."
TOO_FEW = "Er zijn al {count} mensen aangemeld. Kies minstens zo veel plekken."
TWICE = "Op dat moment staat er al een datum. Kies een andere dag of tijd."


@transaction.atomic
def make(gathering: Gathering, dates: Sequence[Session], *, by: User, refreshments: str = "") -> Gathering:
    """Make `gathering`, which is not saved yet, with its dates, as a draft. Raises ValidationError.

    That is: without a date, for a strange day, and for cases that are not talked about without names.
    """
    _refuse_names(gathering)
    if not dates:
        raise ValidationError(NOTHING)
    gathering.made_at, gathering.made_by = timezone.now(), by
    gathering.save(force_insert=True)
    for one in dates:
        _add(gathering, one, refreshments)
    search.index(gathering)
    audit.record(by, "gathering.made", on=gathering, called=gathering.get_kind_display(), dates=len(dates))
    return gathering


@transaction.atomic
def revise(gathering: Gathering, *, changed: list[str], by: User) -> Gathering:
    """Save the fields named in `changed` as they stand; the openness only narrows. Raises ValidationError."""
    now = Gathering.objects.select_for_update().get(pk=gathering.pk)
    _refuse_names(gathering)
    if openness.is_wider(gathering.openness, now.openness):
        raise ValidationError({"openness": NOT_WIDER})
    if gathering.places is not None and (most := _most_coming(gathering)) > gathering.places:
        raise ValidationError({"places": TOO_FEW.format(count=most)})
    gathering.save(update_fields=changed)
    search.index(gathering)
    if "title" in changed:
        gathering.dates.update(title=gathering.title)
    if "kind" in changed:
        for date in gathering.dates.all():
            _write_for_feeds(date)
    return _noted(gathering, "gathering.revised", by, fields=sorted(changed))


@transaction.atomic
def open_up(gathering: Gathering, *, by: User) -> Gathering:
    """Let people see it and sign up; doing so twice changes nothing. Raises ValidationError without a date to come."""
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if gathering.opened_at is not None:
        return gathering
    if not gathering.dates.filter(state=State.CONCEPT, ends_at__gt=timezone.now()).exists():
        raise ValidationError(NO_DATES)
    gathering.opened_at = timezone.now()
    gathering.save(update_fields=["opened_at"])
    gathering.dates.filter(state=State.CONCEPT).update(state=State.PLANNED)
    return _noted(gathering, "gathering.opened", by)


@transaction.atomic
def add_date(gathering: Gathering, date: Session, *, by: User, refreshments: str = "") -> Meeting:
    """Put a date with it; of a track, who comes to the other dates comes to this one. Raises ValidationError."""
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    meeting = _add(gathering, date, refreshments)
    if gathering.whole and gathering.opened_at:
        _bring_along(gathering, meeting)
    _noted(gathering, "gathering.date_added", by, at=meeting.starts_at.isoformat())
    return meeting


@transaction.atomic
def move_date(meeting: Meeting, date: Session, *, by: User) -> Meeting:
    """Give a date another time, place or link; who signed up is told. Raises ValidationError when it is over."""
    gathering, meeting = _held(meeting)
    if all(getattr(meeting, name) == value for name, value in date._asdict().items()):
        return meeting
    _refuse_strange(date)
    if date.starts_at <= timezone.now():
        raise ValidationError({"day": BEFORE_NOW})
    _refuse_twice(gathering, date, but=meeting)
    for name, value in date._asdict().items():
        setattr(meeting, name, value)
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    meeting.save(update_fields=[*Session._fields, "sequence", "changed_at"])
    _write_for_feeds(meeting)
    _noted(gathering, "gathering.date_moved", by, at=meeting.starts_at.isoformat())
    sessions.moved(meeting, by=by)
    return meeting


@transaction.atomic
def cancel_date(meeting: Meeting, *, by: User) -> Meeting:
    """Call a date off; who signed up is told. Raises ValidationError when it is over or was called off before."""
    gathering, meeting = _held(meeting)
    meeting.state = State.CANCELLED
    meeting.sequence, meeting.changed_at = meeting.sequence + 1, timezone.now()
    meeting.save(update_fields=["state", "sequence", "changed_at"])
    _write_for_feeds(meeting)
    _noted(gathering, "gathering.date_cancelled", by, at=meeting.starts_at.isoformat())
    sessions.cancelled(meeting, by=by)
    return meeting


def _add(gathering: Gathering, date: Session, refreshments: str) -> Meeting:
    _refuse_strange(date)
    if date.starts_at <= timezone.now():
        raise ValidationError({"day": BEFORE_NOW})
    _refuse_twice(gathering, date)
    state = State.PLANNED if gathering.opened_at else State.CONCEPT
    meeting = Meeting.objects.create(
        gathering=gathering, title=gathering.title, state=state, ad_hoc=True, refreshments=refreshments.strip(),
        **date._asdict(),
    )  # fmt: skip
    _write_for_feeds(meeting)
    return meeting


def _bring_along(gathering: Gathering, meeting: Meeting) -> None:
    """Who comes to a track comes to its new date as well, and is told its time."""
    others = Attendance.objects.coming().filter(meeting__in=gathering.dates.upcoming(timezone.now()))
    now, rows = timezone.now(), {one.person_id: one for one in others.order_by("pk")}
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting, person_id=person, organisation_id=one.organisation_id, state=one.state, answered_at=now
        )
        for person, one in rows.items()
    )
    sessions.moved(meeting, by=None)


def _refuse_names(gathering: Gathering) -> None:
    if gathering.kind == Gathering.Kind.CASES and not gathering.anonymous:
        raise ValidationError({"anonymous": NOT_ANONYMOUS})


def _refuse_strange(date: Session) -> None:
    now = timezone.now()
    if date.ends_at <= date.starts_at:
        raise ValidationError({"ends": TOO_SHORT})
    if not now - AGO <= date.starts_at <= now + AHEAD:
        raise ValidationError({"day": TOO_FAR})


def _refuse_twice(gathering: Gathering, date: Session, *, but: Meeting | None = None) -> None:
    others = gathering.dates.exclude(state=State.CANCELLED).exclude(pk=getattr(but, "pk", None))
    if others.filter(starts_at__lt=date.ends_at, ends_at__gt=date.starts_at).exists():
        raise ValidationError({"day": TWICE})


def _held(meeting: Meeting) -> tuple[Gathering, Meeting]:
    """The gathering, held, and the date as it is now. Raises ValidationError when it is over or was called off."""
    meeting = meeting_now(meeting)
    if meeting.state not in {State.CONCEPT, State.PLANNED} or meeting.starts_at <= timezone.now():
        raise ValidationError(OVER)
    return meeting.gathering, meeting


def _most_coming(gathering: Gathering) -> int:
    """How many come to the date to come to which most come."""
    dates = gathering.dates.upcoming(timezone.now())
    return max((date.attendances.coming().count() for date in dates), default=0)


def _write_for_feeds(meeting: Meeting) -> None:
    meeting.ical = ical.text_of(event_of(meeting))
    meeting.save(update_fields=["ical"])


def _noted(gathering: Gathering, code: str, by: User, **details) -> Gathering:
    Gathering.objects.filter(pk=gathering.pk).update(version=F("version") + 1)
    audit.record(by, code, on=gathering, called=gathering.get_kind_display(), **details)
    return gathering
