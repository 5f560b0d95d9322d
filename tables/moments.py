"""The tables' dates: meetings, and the ijkpunten of the region's year."""

from datetime import UTC, date, datetime

from django.utils import timezone

from leerlandschap.commons.moments import Dated, Moment, Span
from leerlandschap.commons.registry import dated, moments
from leerlandschap.commons.templatetags.ui import clock, day
from leerlandschap.network.questions import QuestionOf
from tables.models import Meeting, Milestone, Table

# As many as any page shows.
MOST = 10
COMING = QuestionOf(
    lambda user, since: (
        Meeting.objects.upcoming(since)
        .filter(table__in=Table.objects.visible_to(user))
        .select_related("table")
        .only("ref", "title", "starts_at", "place", "table__kind", "table__slug", "table__name")[:MOST]
    ),
    datetime(2000, 1, 1, tzinfo=UTC),
)


@moments.register
def meetings(user, since: datetime, limit: int) -> list[Moment]:
    """The next meetings of tables that `user` may see, ten at most."""
    return [
        Moment(meeting.starts_at, str(meeting), meeting.get_absolute_url(), meeting.place)
        for meeting in COMING.ask(user, since)[:limit]
    ]


@dated.register
def meetings_of(user, span: Span) -> list[Dated]:
    """The meetings of these days of tables that `user` may see, held ones among them."""
    found = Meeting.objects.standing().visible_to(user).on_days(span.first, span.last).select_related("table")
    chosen = {"table__slug": span.table, "table__theme__slug": span.theme}
    found = found.filter(**{name: slug for name, slug in chosen.items() if slug})
    return [_dated(meeting) for meeting in found.defer("ical", "table__aim", "table__challenge", "table__welcome")]


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


def _dated(meeting: Meeting) -> Dated:
    on = timezone.localdate(meeting.starts_at)
    return Dated(
        f"meeting-{meeting.pk}", meeting.table.kind, on, on, str(meeting), day(on), meeting.place,
        meeting.get_absolute_url(), clock(meeting.starts_at),
    )  # fmt: skip


def _days(first: date, last: date) -> str:
    return day(first) if first == last else f"{day(first)} tot en met {day(last)}"
