"""What of meetings is found by words: agenda items, what minutes say now, and leervormen; by each who may read it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from leerlandschap.commons import search
from leerlandschap.commons.models import SearchEntry
from tables.flows import agenda, closing, cockpit, gatherings, minutes, openness
from tables.flows.meetings import Session
from tables.flows.minutes import Correction
from tables.models import AgendaItem, Gathering, Meeting, Minutes, Openness
from tests.factories import make_account, make_meeting, make_seat, make_table

pytestmark = pytest.mark.django_db
BOTTLENECK = AgendaItem.Kind.BOTTLENECK


def found(user, text: str) -> list[str]:
    return sorted(one.label.partition(" van ")[0] for one in search.find(user, text, kinds=["agenda_item", "minutes"]))


def test_items_and_minutes_are_found_by_who_may_read_them_and_by_nobody_else(clm, gemeente):
    chair, member, visitor = make_account(name="Wies"), make_account(name="Bram"), AnonymousUser()
    table = make_table("Crisis", chair=chair.person, openness=Openness.PUBLIC)
    make_seat(table, member.person)
    meeting = make_meeting(table, in_days=3)
    fields = {"kind": BOTTLENECK, "minutes": 10, "by": chair}
    items = [
        agenda.add(meeting, title=f"Woonboot {level}", openness=level, **fields)
        for level in (Openness.PUBLIC, Openness.TABLE, Openness.CLOSED)
    ]

    def counts(text):
        return [len(found(who, text)) for who in (visitor, gemeente, member, chair, clm)]

    assert counts("woonboot") == [0, 0, 0, 3, 3]  # the agenda is a draft
    agenda.share(meeting, by=chair)
    assert counts("woonboot") == [1, 1, 2, 3, 3]
    openness.narrow(items[0], Openness.CLOSED, by=chair)
    assert counts("woonboot") == [0, 0, 1, 3, 3]

    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.RUNNING, starts_at=timezone.now())
    for item in items:
        cockpit.minute(item, notes="De vuurtoren is hersteld.", seen=0, by=chair)
    made = closing.close(Meeting.objects.get(pk=meeting.pk), by=chair)
    assert counts("vuurtoren") == [0, 0, 0, 3, 3]  # a concept
    minutes.send_round(made, by=chair)
    assert counts("vuurtoren") == [0, 0, 1, 3, 3]
    correction = {2: Correction("De molen is hersteld.", Openness.TABLE, {})}
    minutes.correct(made, correction, why="Het was een molen.", seen=1, by=chair)
    assert counts("vuurtoren") == [0, 0, 0, 2, 2]  # only what minutes say now
    assert counts("molen") == [0, 0, 1, 1, 1]
    address = search.find(member, "molen", kinds=["minutes"])[0].url
    assert address == f"{made.get_absolute_url()}#punt-2"
    minutes.withdraw(made, reason="Alles was anders.", by=chair)
    assert counts("molen") == [0] * 5
    assert Minutes.objects.count() == 1


def test_what_goes_off_the_agenda_is_not_found_and_the_index_made_anew_says_the_same(clm):
    meeting = make_meeting(make_table(openness=Openness.PUBLIC), in_days=3)
    agenda.begin_with_standing(meeting, by=clm)
    item = agenda.add(meeting, title="Woonboot", kind=BOTTLENECK, minutes=10, by=clm)
    agenda.edit(item, title="Woonark", by=clm)
    assert found(clm, "woonboot") == []
    assert found(clm, "woonark") == ["Agendapunt"]
    assert found(clm, "opening") == []  # what a meeting does each time

    agenda.take_off(item, by=clm)
    entries = SearchEntry.objects.filter(kind="agenda_item")
    before = set(entries.values_list("object_id", "title_stems", "text_stems"))
    search.rebuild()

    assert found(clm, "woonark") == []
    assert set(entries.values_list("object_id", "title_stems", "text_stems")) == before


def test_a_leervorm_is_found_once_it_is_open(gemeente, clm):
    starts = timezone.now() + timedelta(days=5)
    wish = Gathering(kind="film", title="Filmavond over de woonboot", openness="network")
    made = gatherings.make(wish, [Session(starts, starts + timedelta(hours=2), "", "")], by=clm)
    titles = [[one.title for one in search.find(who, "woonboot", kinds=["gathering"])] for who in (gemeente, clm)]
    assert titles == [[], [made.title]]

    gatherings.open_up(made, by=clm)

    assert [one.title for one in search.find(gemeente, "woonboot", kinds=["gathering"])] == [made.title]
