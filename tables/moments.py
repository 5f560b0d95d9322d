"""The tables' dates: meetings that are planned."""

from datetime import datetime

from leerlandschap.commons.moments import Moment
from leerlandschap.commons.registry import moments
from tables.models import Meeting, Table


@moments.register
def meetings(user, since: datetime, limit: int) -> list[Moment]:
    """The next meetings of tables that `user` may see."""
    visible = Meeting.objects.upcoming(since).filter(table__in=Table.objects.visible_to(user))
    return [
        Moment(meeting.starts_at, str(meeting), meeting.table.get_absolute_url(), meeting.place)
        for meeting in visible.select_related("table")[:limit]
    ]
