"""The tables' dates: meetings, and the ijkpunten of the region's year."""

from collections import Counter
from datetime import UTC, date, datetime

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from leerlandschap.commons.moments import Dated, Moment, Span
from leerlandschap.commons.registry import dated, moments, own_moments
from leerlandschap.commons.templatetags.ui import clock, day
from leerlandschap.network.questions import QuestionOf
from tables.models import Meeting, Milestone
from tables.models.meetings import MeetingQuerySet

# As many as any page shows.
MOST = 10
SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def _named(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """The first of them, with what a list says."""
    words = ("ref", "title", "starts_at", "place", "table__kind", "table__slug", "table__name", "gathering__ref")
    return meetings.select_related("table", "gathering").only(*words)[:MOST]


COMING = QuestionOf(lambda user, since: _named(Meeting.objects.upcoming(since).visible_to(user)), SOME_TIME)
OWN = QuestionOf(
    lambda user, since: _named(Meeting.objects.upcoming(since).visible_to(user).of_person(user)), SOME_TIME
)


@moments.register
def meetings(user, since: datetime, limit: int) -> list[Moment]:
    """The next meetings that `user` may see, ten at most."""
    return [_moment(meeting) for meeting in COMING.ask(user, since)[:limit]]


@own_moments.register
def own_meetings(user, since: datetime, limit: int) -> list[Moment]:
    """The next meetings of tables where `user` sits, leads or is whom one asks, and sessions they come to; ten at most."""
    return [_moment(meeting) for meeting in OWN.ask(user, since)[:limit]]


@dated.register
def meetings_of(user, span: Span) -> list[Dated]:
    """The meetings of these days that `user` may see, held ones among them."""
    unread = ("ical", "table__aim", "table__challenge", "table__welcome", "gathering__text")
    return [_dated(meeting) for meeting in _of_span(user, span).select_related("table", "gathering").defer(*unread)]


def counted_meetings_of(user, span: Span) -> Counter[date]:
    """How many meetings `meetings_of` gives of each day, in one question that fetches none of them."""
    days = _of_span(user, span).order_by().annotate(on=TruncDate("starts_at")).values("on").annotate(number=Count("pk"))
    return Counter(dict(days.values_list("on", "number")))


def _of_span(user, span: Span) -> MeetingQuerySet:
    """The meetings of these days, of the table and theme that are asked for."""
    found = Meeting.objects.standing().visible_to(user).on_days(span.first, span.last)
    chosen = {"table__slug": span.table, "table__theme__slug": span.theme}
    return found.filter(**{name: slug for name, slug in chosen.items() if slug})


@dated.register
def milestones_of(user, span: Span) -> list[Dated]:
    """The ijkpunten of these days; they belong to no table."""
    if span.narrowed:
        return []
    found = Milestone.objects.standing().visible_to(user).overlapping(span.first, span.last)
    return [
        Dated(
            f"milestone-{one.pk}", one.lane, one.first_day, one.last_day, one.name, _days(one.first_day, one.last_day),
            one.source,
        )
        for one in found
    ]  # fmt: skip


def _moment(meeting: Meeting) -> Moment:
    return Moment(meeting.starts_at, str(meeting), meeting.get_absolute_url(), meeting.place)


def _dated(meeting: Meeting) -> Dated:
    on = timezone.localdate(meeting.starts_at)
    lane = meeting.table.kind if meeting.table else "landmark"
    return Dated(
        f"meeting-{meeting.pk}", lane, on, on, str(meeting), day(on), meeting.place,
        meeting.get_absolute_url(), clock(meeting.starts_at),
    )  # fmt: skip


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} tot en met {day(last)}"
