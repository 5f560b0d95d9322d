"""One's own calendar program follows the portal: by a secret link, as far as one sees, and cheaply when nothing changed."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.log import Line
from leerlandschap.commons.models import AuditEvent, Ticket
from leerlandschap.network.roles import Role
from tables.flows import feeds, meetings
from tables.flows.meetings import Session
from tables.models import Feed, Meeting, Openness, Seat, Table
from tests.calendars import read, value
from tests.factories import make_meeting, make_role, make_seat, make_table

pytestmark = pytest.mark.django_db
LINK = "https://vergaderen.voorbeeld.nl/kamer-7"


def planned(table: Table, *, in_days: int = 10, by) -> Meeting:
    start = timezone.now().replace(microsecond=0) + timedelta(days=in_days)
    return meetings.plan(table, Session(start, start + timedelta(hours=2), "Urk", LINK), by=by)


def path(token: str) -> str:
    return reverse("feed", args=[token])


def events(browser, token: str) -> dict[str, object]:
    """What the feed holds, by what it is called."""
    response = browser.get(path(token))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content
    if b"BEGIN:VEVENT" not in text:
        return {}
    return {value(one, "summary"): one for one in read(text).vevent_list}


def asked(browser, token: str, **headers) -> tuple[int, int]:
    """The answer's code, and how many questions it took."""
    with CaptureQueriesContext(connection) as questions:
        response = browser.get(path(token), headers=headers)
    return response.status_code, len(questions)


def test_the_feed_holds_the_meetings_of_ones_own_tables_in_every_version(visitor, gemeente, clm):
    mine, other = make_table("Crisis"), make_table("Thuis")
    make_seat(mine, gemeente.person)
    meeting = planned(mine, by=clm)
    planned(other, by=clm)
    token = feeds.make(gemeente.person, by=gemeente)

    found = events(visitor, token)["Crisis"]
    assert value(found, "uid") == str(meeting.ref)
    assert value(found, "location") == "Urk"
    assert meeting.get_absolute_url() in value(found, "url")

    later = Session(meeting.starts_at + timedelta(days=1), meeting.ends_at + timedelta(days=1), "Dronten")
    moved = meetings.reschedule(meeting, later, by=clm)
    assert value(events(visitor, token)["Crisis"], "location") == "Dronten"
    meetings.cancel(moved, by=clm)
    found = events(visitor, token)
    assert list(found) == ["Crisis"]
    assert (value(found["Crisis"], "status"), value(found["Crisis"], "sequence")) == ("CANCELLED", "2")


def test_the_feed_holds_no_link_to_a_video_meeting_and_no_name_of_what_is_besloten(visitor, gemeente, clm):
    table = make_table("Een gevoelige tafel", openness=Openness.CLOSED)
    make_seat(table, gemeente.person)
    planned(table, by=clm)

    for chosen in (None, table):
        text = visitor.get(path(feeds.make(gemeente.person, table=chosen, by=gemeente))).text
        assert "SUMMARY:Overleg" in text
        assert "gevoelige" not in text
        assert LINK not in text


def test_a_table_that_is_renamed_or_closed_is_called_so_at_once(visitor, gemeente, clm):
    table = make_table("Crisis")
    make_seat(table, gemeente.person)
    planned(table, by=clm)
    token = feeds.make(gemeente.person, by=gemeente)

    Table.objects.filter(pk=table.pk).update(name="Spoed, en; meer", version=5)
    assert list(events(visitor, token)) == ["Spoed, en; meer"]
    Table.objects.filter(pk=table.pk).update(openness=Openness.CLOSED, version=6)
    assert list(events(visitor, token)) == ["Overleg"]


def test_who_loses_the_chair_or_the_role_finds_an_empty_calendar(visitor, gemeente, clm):
    mine, closed = make_table("Crisis"), make_table("Besloten", openness=Openness.CLOSED)
    seat, role = make_seat(mine, gemeente.person), make_role(gemeente.person, Role.CLM)
    planned(mine, by=clm)
    planned(closed, by=clm)
    own, table = feeds.make(gemeente.person, by=gemeente), feeds.make(clm.person, table=closed, by=clm)
    Feed.objects.filter(person=clm.person).update(person=gemeente.person)
    tags = [visitor.get(path(token)).headers["ETag"] for token in (own, table)]
    assert len(events(visitor, own)) == len(events(visitor, table)) == 1

    Seat.objects.filter(pk=seat.pk).update(state=Seat.State.WITHDRAWN)
    role.ended_on = timezone.localdate()
    role.save()

    assert events(visitor, own) == events(visitor, table) == {}
    again = [asked(visitor, token, if_none_match=tag)[0] for token, tag in zip((own, table), tags, strict=True)]
    assert again == [200, 200]


def test_an_account_that_was_closed_reads_nothing(visitor, gemeente):
    token = feeds.make(gemeente.person, by=gemeente)
    gemeente.is_active = False
    gemeente.save()

    assert visitor.get(path(token)).status_code == 410


def test_what_has_not_changed_costs_one_question(visitor, gemeente, clm):
    table = make_table("Crisis")
    make_seat(table, gemeente.person)
    planned(table, by=clm)
    token = feeds.make(gemeente.person, by=gemeente)
    first = visitor.get(path(token))
    tag = first.headers["ETag"]

    assert asked(visitor, token, if_none_match=tag) == (304, 1)
    assert first.headers["Cache-Control"] == "private, no-cache"

    planned(table, in_days=20, by=clm)
    assert asked(visitor, token, if_none_match=tag)[0] == 200


@pytest.mark.parametrize("about_a_table", [False, True])
def test_any_number_of_meetings_takes_three_questions(visitor, gemeente, about_a_table):
    table = make_table("Crisis")
    make_seat(table, gemeente.person)
    token = feeds.make(gemeente.person, table=table if about_a_table else None, by=gemeente)
    make_meeting(table)
    visitor.get(path(token))

    few = asked(visitor, token)[1]
    for number in range(200):
        make_meeting(table, in_days=20 + number)

    assert asked(visitor, token)[1] == few <= 3
    assert visitor.get(path(token)).text.count("BEGIN:VEVENT") == 201


def test_a_link_is_shown_once_stored_nowhere_and_taken_back(sign_in, visitor, gemeente):
    browser = sign_in(gemeente)
    assert "Maak een link" in browser.get(reverse("feed-list")).text

    page = browser.post(reverse("feed-make"), {"alarm": "on"}).text
    token = page.partition("localhost:8000/agenda/")[2].partition(".ics")[0]
    assert visitor.get(path(token)).status_code == 200
    assert "Abonneren via internet" in page
    assert f"webcal://localhost:8000/agenda/{token}.ics" in page
    listed = browser.get(reverse("feed-list")).text
    assert token not in listed
    assert "met een herinnering" in listed
    assert not Ticket.objects.filter(token_hash=token).exists()

    browser.post(reverse("feed-revoke", args=[Feed.objects.get().ref]), {"once": "a"})
    assert visitor.get(path(token)).status_code == 410
    assert set(AuditEvent.objects.values_list("code", flat=True)) >= {"feed.made", "feed.revoked"}


def test_a_new_link_makes_the_old_one_worthless(visitor, gemeente):
    table = make_table()
    old, other = feeds.make(gemeente.person, by=gemeente), feeds.make(gemeente.person, table=table, by=gemeente)
    new = feeds.make(gemeente.person, by=gemeente)

    assert [visitor.get(path(token)).status_code for token in (old, other, new)] == [410, 200, 200]
    assert Feed.objects.count() == 2


def test_with_an_alarm_the_feed_rings(visitor, gemeente, clm):
    table = make_table("Crisis")
    make_seat(table, gemeente.person)
    planned(table, by=clm)

    found = events(visitor, feeds.make(gemeente.person, alarm=True, by=gemeente))

    assert value(found["Crisis"].valarm, "trigger") == timedelta(hours=-1)


def test_nobody_follows_a_table_they_do_not_see(sign_in, gemeente):
    closed = make_table("Besloten", openness=Openness.CLOSED)

    page = sign_in(gemeente).post(reverse("feed-make"), {"table": closed.slug}).text

    assert "Kies een tafel uit de lijst" in page
    assert not Feed.objects.exists()


def test_nobody_takes_back_the_link_of_another(sign_in, gemeente, aanbieder):
    feeds.make(gemeente.person, by=gemeente)

    answer = sign_in(aanbieder).post(reverse("feed-revoke", args=[Feed.objects.get().ref]))

    assert answer.status_code == 404
    assert Feed.objects.exists()


def test_the_secret_of_the_link_is_left_out_of_the_log():
    line = Line("%(message)s").format(logging.makeLogRecord({"msg": f"Gone: /agenda/{'a' * 43}.ics"}))

    assert line == "Gone: /agenda/….ics"
