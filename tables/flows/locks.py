"""A meeting as it is now, held until the transaction ends."""

from tables.models import Gathering, Meeting, Table


def meeting_now(meeting: Meeting) -> Meeting:
    """The meeting as it is now, under its table's lock: the same lock under which chairs are given and dates called off.

    A date of a gathering is held by the gathering's.
    """
    if meeting.gathering_id is not None:
        gathering = Gathering.objects.select_for_update().get(pk=meeting.gathering_id)
        meeting = Meeting.objects.get(pk=meeting.pk)
        meeting.gathering = gathering
        return meeting
    if meeting.table_id is None:
        return Meeting.objects.select_for_update().get(pk=meeting.pk)
    table = Table.objects.select_for_update().get(pk=meeting.table_id)
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.table = table
    return meeting
