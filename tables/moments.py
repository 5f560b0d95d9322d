"""The tables' dates: meetings that are planned."""

from datetime import UTC, datetime

from leerlandschap.commons.moments import Moment
from leerlandschap.commons.registry import moments
from leerlandschap.network.questions import QuestionOf
from tables.models import Meeting, Table

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
