"""Closing a meeting: what goes on and where to, and minutes for which nobody retypes anything."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from tables import carrying
from tables.flows import actions, closing, cockpit, meetings, outcomes
from tables.flows.outcomes import Line
from tables.models import AgendaItem, Meeting, Minutes, Openness
from tables.outcomes import Kind
from tests.factories import make_item, make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db
State = AgendaItem.State


@pytest.fixture
def meeting():
    """One that is going on, at a table that meets again."""
    table = make_table("Crisis")
    return make_meeting(table, in_days=-1, state=Meeting.State.RUNNING)


@pytest.mark.parametrize(
    ("discussed", "recurs", "open_action", "goes_on"),
    [
        (False, False, False, True),
        (False, False, True, True),
        (False, True, False, True),
        (False, True, True, True),
        (True, False, False, False),
        (True, False, True, True),
        (True, True, False, True),
        (True, True, True, True),
    ],
)
def test_what_goes_on(discussed, recurs, open_action, goes_on, meeting, clm):
    """The rule, and the flow that keeps it."""
    assert carrying.goes_on(discussed=discussed, recurs=recurs, open_action=open_action) is goes_on

    following = make_meeting(meeting.table, in_days=20)
    item = make_item(meeting, "Wachttijd", recurs=recurs)
    if open_action:
        actions.add(meeting.table, text="Bel", owner=None, due_on=None, item=item, by=clm)
    if discussed:
        cockpit.minute(item, notes=None, seen=0, discussed=True, by=clm)
    closing.close(meeting, by=clm)

    assert following.agenda_items.filter(title="Wachttijd", goes_on_with=item).exists() is goes_on
    item.refresh_from_db()
    assert item.state == (State.DISCUSSED if discussed else State.CARRIED)


def test_an_action_that_is_done_holds_nothing_up(meeting, clm):
    item = make_item(meeting)
    done = actions.add(meeting.table, text="Bel", owner=None, due_on=None, item=item, by=clm)
    actions.tick_off(done, by=clm)
    cockpit.minute(item, notes="Besproken.", seen=0, by=clm)

    closing.close(meeting, by=clm)

    assert AgendaItem.objects.count() == 1


def test_an_item_goes_on_until_its_action_is_done_and_the_action_keeps_its_number(clm):
    table = make_table()
    first, second, third = (
        make_meeting(table, in_days=days, state=state)
        for days, state in ((-30, Meeting.State.RUNNING), (-15, Meeting.State.PLANNED), (-1, Meeting.State.PLANNED))
    )
    item = make_item(first, "Bellen")
    action = outcomes.note(item, Line(Kind.ACTION, "Bel de wijkteams"), by=clm)
    cockpit.minute(item, notes="Afgesproken.", seen=0, by=clm)
    closing.close(first, by=clm)
    cockpit.begin(second, by=clm)
    again = second.agenda_items.get(title="Bellen")
    cockpit.minute(again, notes="Nog niet gelukt.", seen=0, by=clm)
    closing.close(second, by=clm)
    cockpit.begin(third, by=clm)
    last = third.agenda_items.get(title="Bellen")
    assert last.goes_on_with == again
    cockpit.minute(last, notes="Gelukt.", seen=0, by=clm)
    actions.tick_off(action, by=clm)

    closing.close(third, by=clm)

    assert AgendaItem.objects.filter(title="Bellen").count() == 3
    action.refresh_from_db()
    assert (action.number, action.item) == (1, item)


def test_without_a_next_meeting_it_waits_on_the_backlog(meeting, clm):
    item = make_item(meeting, "Wachttijd", openness=Openness.TABLE, minutes=25, text="Zie de cijfers.")

    closing.close(meeting, by=clm)

    waiting = AgendaItem.objects.backlog().get()
    assert (waiting.title, waiting.minutes, waiting.text, waiting.openness) == (
        "Wachttijd",
        25,
        "Zie de cijfers.",
        "table",
    )
    assert waiting.goes_on_with == item
    assert waiting.notes == ""


def test_it_goes_to_the_next_planned_meeting_and_past_one_that_was_called_off(meeting, clm):
    make_meeting(meeting.table, in_days=5, state=Meeting.State.CANCELLED)
    following, later = (make_meeting(meeting.table, in_days=days) for days in (10, 20))
    make_item(meeting, "Wachttijd")

    closing.close(meeting, by=clm)

    assert following.agenda_items.filter(title="Wachttijd").count() == 1
    assert not later.agenda_items.exists()


def test_an_empty_agenda_begins_with_the_standing_one_and_what_comes_along_stands_before_its_close(meeting, clm):
    following = make_meeting(meeting.table, in_days=10)
    make_item(meeting, "Wachttijd")
    make_item(meeting, "Rondvraag", closes=True)

    closing.close(meeting, by=clm)

    titles = list(AgendaItem.objects.on_agenda().filter(meeting=following).values_list("title", flat=True))
    assert titles[0] == "Opening"
    assert titles[-3:] == ["Wachttijd", "Rondvraag", "Sluiting"]


def test_an_item_of_the_same_name_on_the_next_agenda_goes_on_with_it(meeting, clm):
    following = make_meeting(meeting.table, in_days=10)
    waiting = make_item(following, "rondvraag")
    item = make_item(meeting, "Rondvraag", recurs=True)

    closing.close(meeting, by=clm)

    waiting.refresh_from_db()
    assert following.agenda_items.get() == waiting
    assert waiting.goes_on_with == item


def test_closing_makes_the_minutes_with_nothing_retyped(meeting, clm):
    person = make_seat(meeting.table).person
    items = [make_item(meeting, title, position=place) for place, title in enumerate(("Opening", "Wachttijd"))]
    cockpit.note_presence(meeting, {person.pk: "present"}, organisations={}, by=clm)
    cockpit.minute(items[1], notes="Er is veel gebeurd.", seen=0, line=Line(Kind.DECISION, "We bellen."), by=clm)

    made = closing.close(meeting, by=clm)

    meeting.refresh_from_db()
    version = made.versions.get()
    assert (meeting.state, made.state, version.number) == (Meeting.State.HELD, Minutes.State.CONCEPT, 1)
    assert version.attendance == {"present": [person.name]}
    entries = list(version.entries.all())
    assert [entry.heading for entry in entries] == ["Opening", "Wachttijd"]
    assert entries[1].text == "Er is veel gebeurd."
    assert [(one["kind"], one["text"], one["number"]) for one in entries[1].outcomes] == [("decision", "We bellen.", 1)]


def test_a_meeting_is_closed_once_and_not_before_it_began(meeting, clm):
    planned = make_meeting(meeting.table, in_days=3)
    with pytest.raises(ValidationError):
        closing.close(planned, by=clm)
    closing.close(meeting, by=clm)

    with pytest.raises(ValidationError) as refused:
        closing.close(meeting, by=clm)

    assert refused.value.messages == [cockpit.CLOSED]
    assert Minutes.objects.count() == 1


def test_a_meeting_that_was_only_said_to_be_held_gets_its_minutes_all_the_same(clm):
    meeting = make_meeting(make_table(), in_days=-1)
    item = make_item(meeting)
    meetings.mark_held(meeting, by=clm)
    cockpit.minute(item, notes="Achteraf opgeschreven.", seen=0, by=clm)

    made = closing.close(meeting, by=clm)

    assert made.versions.get().entries.get().text == "Achteraf opgeschreven."


def test_running_it_early_cannot_close_it_before_its_hour(clm):
    meeting = make_meeting(make_table(), state=Meeting.State.RUNNING)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() + timedelta(minutes=30), ends_at=timezone.now() + timedelta(hours=2)
    )
    meeting.refresh_from_db()

    with pytest.raises(ValidationError) as refused:
        closing.close(meeting, by=clm)

    assert refused.value.messages == [meetings.NOT_YET]
