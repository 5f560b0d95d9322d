"""Reminders: due by a rule, told once, not for what is done meanwhile, at most one mail a day, and caught up after an outage."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import bundles, mail
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, MailPreference, Notice
from tables import reminders as rules
from tables.flows import absences, actions, attendances, postponements, reminders, wrap_ups
from tables.models import Meeting, Minutes, Reminder, WrapUp
from tests.factories import (
    make_account,
    make_calibration,
    make_closed,
    make_meeting,
    make_person,
    make_seat,
    make_table,
)

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# A Monday without anything special.
MONDAY = datetime(2027, 1, 11, 0, 30, tzinfo=AMSTERDAM)


@pytest.fixture
def clock(time_machine):
    """Gives a function: it is so many days after the Monday, at this hour."""

    def go_to(days: int, hour: int = 10, minute: int = 0) -> datetime:
        moment = (MONDAY + timedelta(days=days)).replace(hour=hour, minute=minute)
        time_machine.move_to(moment)
        return moment

    go_to(-60)
    return go_to


@pytest.fixture
def table(clock, voorzitter, clm):
    return make_table("Vroeg erbij", chair=voorzitter.person, clm_contact=clm.person)


def on(day: int) -> date:
    return (MONDAY + timedelta(days=day)).date()


def no_week_mail(*people) -> None:
    for person in people:
        MailPreference.objects.create(person=person, group="week", rhythm="off")


def sweep() -> None:
    """What the timetable does every ten minutes."""
    reminders.sweep(timezone.now())
    bundles.send_due(timezone.now())
    mail.deliver_due(timezone.now())


def told(person) -> list[str]:
    """Of what somebody was reminded, the count of the week apart."""
    codes = [code for code in rules.RULES if code != "week"]
    return sorted(Notice.objects.filter(person=person, code__in=codes).values_list("code", flat=True))


# --- when somebody is reminded of what ----------------------------------------------------------------------------------


def promised(table, person, due: int):
    return actions.add(table, text="Bel de wijkteams", owner=person, due_on=on(due), by=person.user)


def test_an_action_is_told_of_two_days_before_and_the_day_after(table, gemeente, clock):
    promised(table, gemeente.person, 3)
    for day, expected in ((0, []), (1, ["action.due"]), (3, ["action.due"]), (4, ["action.due", "action.late"])):
        clock(day, 1)
        reminders.sweep(timezone.now())
        assert told(gemeente.person) == expected, day


def test_a_meeting_that_comes_is_told_to_who_sits_there_and_does_not_stay_away(table, gemeente, aanbieder, clock):
    for person in (gemeente.person, aanbieder.person, make_person()):
        make_seat(table, person)
    clock(0)
    meeting = make_meeting(table, in_days=10)
    seat = table.cycles.get().seats.get(person=aanbieder.person)
    attendances.answer(meeting, seat, "excused", by=aanbieder)
    clock(3, 12)
    reminders.sweep(timezone.now())
    assert told(gemeente.person) == ["meeting.unanswered"]
    clock(8, 12)
    reminders.sweep(timezone.now())
    assert told(gemeente.person) == ["meeting.coming", "meeting.unanswered"]
    assert told(aanbieder.person) == []


def test_a_meeting_without_minutes_is_told_to_who_leads(table, gemeente, voorzitter, clock):
    make_seat(table, gemeente.person)
    clock(0)
    meeting = make_meeting(table, in_days=0, state=Meeting.State.HELD)
    clock(2)
    reminders.sweep(timezone.now())
    assert told(voorzitter.person) == ["minutes.due", "wrapup.lead"]
    assert told(gemeente.person) == ["wrapup.member"]
    Minutes.objects.create(meeting=meeting, made_at=timezone.now())
    assert rules.of_code("minutes.due", timezone.now()) == []


def test_the_end_of_the_time_to_comment_is_told_to_who_said_nothing(table, gemeente, aanbieder, clock):
    for person in (gemeente.person, aanbieder.person):
        make_seat(table, person)
    clock(0)
    meeting = make_meeting(table, in_days=-9, state=Meeting.State.HELD)
    minutes = Minutes.objects.create(
        meeting=meeting, state=Minutes.State.COMMENTS, comments_until=on(4), made_at=timezone.now()
    )
    minutes.remarks.create(person=aanbieder.person, text="Klopt.", made_at=timezone.now())
    clock(1)
    assert rules.of_code("minutes.comment", timezone.now()) == []
    clock(2)
    assert [wait.person_id for wait in rules.of_code("minutes.comment", timezone.now())] == [gemeente.person.pk]


def test_a_calibration_is_told_of_a_fortnight_before(table, voorzitter, clm, clock):
    clock(0)
    make_calibration(table, due_in_days=20)
    assert rules.of_code("calibration.soon", clock(5)) == []
    assert {wait.person_id for wait in rules.of_code("calibration.soon", clock(6))} == {
        voorzitter.person.pk, clm.person.pk,
    }  # fmt: skip


def test_the_week_begins_with_a_count_for_whom_something_waits(table, gemeente, aanbieder, clock):
    for day in (20, 30, None):
        actions.add(table, text="Bel", owner=gemeente.person, due_on=on(day) if day else None, by=gemeente)
    clock(0, 1)
    reminders.sweep(timezone.now())
    assert Notice.objects.get(code="week").facts == {"count": 3}
    assert not Notice.objects.filter(person=aanbieder.person).exists()


# --- once, and not for what is done -------------------------------------------------------------------------------------


def test_asking_often_tells_once(table, gemeente, clock):
    promised(table, gemeente.person, 2)
    clock(0, 1)
    for _time in range(5):
        reminders.sweep(timezone.now())
    assert told(gemeente.person).count("action.due") == 1
    assert Reminder.objects.filter(code="action.due").count() == 1


@pytest.mark.parametrize("how", ["done", "postponed", "handed over", "left alone"])
def test_nothing_is_sent_of_what_is_done_between_telling_and_the_morning(table, gemeente, voorzitter, clock, how):
    no_week_mail(gemeente.person, voorzitter.person)
    action = promised(table, gemeente.person, 2)
    make_seat(table, gemeente.person)
    clock(0, 1)
    reminders.sweep(timezone.now())
    clock(0, 7)
    deeds = {
        "done": lambda: actions.tick_off(action, by=gemeente),
        "postponed": lambda: postponements.postpone(action, until=on(20), reason="Ziek", by=voorzitter),
        "handed over": lambda: actions.hand_over(action, to=voorzitter.person, by=voorzitter),
        "left alone": lambda: None,
    }
    deeds[how]()
    clock(0, 8, 10)
    bundles.send_due(timezone.now())
    codes = set(Letter.objects.filter(person=gemeente.person).values_list("code", flat=True))
    assert codes == {"done": set(), "postponed": {"action.postponement_decided"}, "handed over": set(),
                     "left alone": {"action.due"}}[how]  # fmt: skip


def test_what_is_done_after_the_mail_was_written_is_not_sent_either(table, gemeente, clock, mailoutbox):
    no_week_mail(gemeente.person)
    action = promised(table, gemeente.person, 2)
    clock(0, 1)
    reminders.sweep(timezone.now())
    clock(0, 8, 10)
    bundles.send_due(timezone.now())
    actions.tick_off(action, by=gemeente)
    mail.deliver_due(timezone.now())
    assert mailoutbox == []
    assert Letter.objects.get(person=gemeente.person).state == LedgerState.SUPPRESSED


def test_a_mail_of_several_counts_what_still_waits_when_it_goes(table, gemeente, clock, mailoutbox):
    no_week_mail(gemeente.person)
    first, *_others = [promised(table, gemeente.person, 2) for _one in range(3)]
    clock(0, 1)
    reminders.sweep(timezone.now())
    clock(0, 8, 10)
    bundles.send_due(timezone.now())
    actions.tick_off(first, by=gemeente)
    mail.deliver_due(timezone.now())
    assert mailoutbox[0].subject.endswith("(2)")


def test_a_reminder_that_is_claimed_when_it_is_done_already_is_settled_and_not_told(table, gemeente, clock):
    action = promised(table, gemeente.person, 2)
    now = clock(0, 1)
    reminders.write_due("action.due", now)
    actions.tick_off(action, by=gemeente)
    reminders.tell_due(now)
    assert Reminder.objects.get(code="action.due").state == LedgerState.SUPPRESSED
    assert told(gemeente.person) == []


# --- one mail a day -----------------------------------------------------------------------------------------------------


def test_nobody_gets_more_than_one_reminder_mail_a_day(table, gemeente, clock):
    """Two weeks in which something falls due every day, swept by day and by night."""
    make_seat(table, gemeente.person)
    MailPreference.objects.create(person=gemeente.person, group="actions", rhythm="at_once")
    make_closed(on(9), name="Feestdag", kind="public_holiday")
    for day in range(14):
        promised(table, gemeente.person, day)
    clock(0)
    make_meeting(table, in_days=6)
    for day in range(12):
        for hour in (3, 8, 9, 18):
            clock(day, hour, 5)
            sweep()
    days = [timezone.localdate(one.settled_at) for one in Letter.objects.filter(key__startswith=bundles.KEY)]
    assert len(days) >= 7
    mine = Letter.objects.filter(key__startswith=bundles.KEY, person=gemeente.person, state=LedgerState.ACCEPTED)
    hours = [timezone.localtime(letter.settled_at) for letter in mine]
    assert len({moment.date() for moment in hours}) == len(hours)
    assert all(moment.weekday() < 5 and 8 <= moment.hour < 17 and moment.date() != on(9) for moment in hours)


def test_a_mail_that_was_held_up_counts_for_the_day_on_which_it_goes(table, gemeente, clock):
    promised(table, gemeente.person, 2)
    clock(0, 1)
    reminders.sweep(timezone.now())
    clock(0, 16, 55)
    bundles.send_due(timezone.now())
    clock(0, 22)
    mail.deliver_due(timezone.now())
    held = Letter.objects.get(person=gemeente.person)
    assert held.state == LedgerState.WAITING
    promised(table, gemeente.person, 3)
    clock(1, 1)
    reminders.sweep(timezone.now())
    clock(1, 8, 10)
    bundles.send_due(timezone.now())
    clock(1, 10)
    for _time in range(3):
        mail.deliver_due(timezone.now())
        bundles.send_due(timezone.now())
    assert Letter.objects.filter(person=gemeente.person, state=LedgerState.ACCEPTED).count() == 1
    clock(2, 8, 10)
    sweep()
    assert Letter.objects.filter(person=gemeente.person, state=LedgerState.ACCEPTED).count() == 2


@pytest.mark.parametrize(
    ("rhythm", "goes"),
    [("daily", {0, 1, 2, 3, 4, 7, 8}), ("weekly", {0, 7}), ("off", set()), ("at_once", {0, 1, 2, 3, 4, 7, 8})],
)
def test_each_rhythm_has_its_days(table, gemeente, clock, rhythm, goes):
    no_week_mail(gemeente.person)
    MailPreference.objects.create(person=gemeente.person, group="actions", rhythm=rhythm)
    for day in range(2, 12):
        promised(table, gemeente.person, day)
    for day in range(9):
        for hour in (1, 9):
            clock(day, hour, 20)
            sweep()
    sent = Letter.objects.filter(key__startswith=bundles.KEY, state=LedgerState.ACCEPTED)
    assert {(timezone.localdate(one.settled_at) - on(0)).days for one in sent} == goes


def test_changes_shortly_after_one_another_become_one_mail(table, gemeente, clm, clock, mailoutbox):
    no_week_mail(gemeente.person)
    MailPreference.objects.create(person=gemeente.person, group="actions", rhythm="at_once")
    for minute in (0, 4, 8):
        clock(0, 10, minute)
        actions.add(table, text="Bel", owner=gemeente.person, due_on=None, by=clm)
        sweep()
    assert mailoutbox == []
    clock(0, 10, 19)
    sweep()
    assert [one.subject for one in mailoutbox] == ["Er wacht iets op je in het leerlandschap (3)"]


def test_a_mail_of_one_reminder_says_what_it_is_and_leads_there(table, gemeente, clock, mailoutbox):
    no_week_mail(gemeente.person)
    action = promised(table, gemeente.person, 2)
    clock(0, 1)
    sweep()
    clock(0, 8, 10)
    sweep()
    [sent] = mailoutbox
    assert sent.subject.startswith("Je actie moet op")
    assert action.get_absolute_url() in sent.body
    assert action.text not in sent.body + str(sent.alternatives)


# --- after an outage ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("away", [1, 5, 14])
def test_what_fell_due_while_nothing_ran_is_made_good_once(table, gemeente, clock, mailoutbox, away):
    no_week_mail(gemeente.person)
    promised(table, gemeente.person, 1)
    clock(-3)
    sweep()
    clock(away, 1)
    sweep()
    for day in range(away, away + 5):
        for hour in (8, 15):
            clock(day, hour, 10)
            sweep()
    assert len({one.extra_headers["Message-ID"] for one in mailoutbox}) == len(mailoutbox)
    late = Notice.objects.filter(person=gemeente.person, code="action.late")
    assert late.count() == 1
    assert late.get().letter.state == LedgerState.ACCEPTED


def test_the_property_of_catching_up_fails_without_the_look_back(table, gemeente, clock, monkeypatch):
    monkeypatch.setattr(rules, "LOOK_BACK", timedelta(hours=1))
    promised(table, gemeente.person, 1)
    clock(5)
    reminders.sweep(timezone.now())
    assert told(gemeente.person) == []


def test_a_claim_that_nobody_came_back_for_is_taken_up_again(table, gemeente, clock):
    promised(table, gemeente.person, 2)
    now = clock(0, 1)
    reminders.write_due("action.due", now)
    Reminder.objects.claim(now, limit=10, lease=reminders.LEASE)
    assert reminders.tell_due(now) == 0
    later = clock(0, 2)
    assert reminders.tell_due(later) == 1
    assert told(gemeente.person) == ["action.due"]


# --- standing in --------------------------------------------------------------------------------------------------------


def test_who_stands_in_is_reminded_too_and_sees_what_is_open(table, clm, regio, clock, sign_in):
    promised(table, clm.person, 2)
    clock(-1)
    absences.be_away(clm.person, first_day=on(0), last_day=on(4), stand_in=regio.person, by=clm)
    clock(0, 1)
    reminders.sweep(timezone.now())
    assert "action.due" in told(clm.person)
    assert "action.due" in told(regio.person)
    clock(0, 9)
    assert "Van Clm, voor wie je nu invalt" in sign_in(regio).get(reverse("my-actions")).text
    clock(5, 9)
    assert "Bel de wijkteams" not in sign_in(regio).get(reverse("my-actions")).text


def test_being_away_is_told_with_days_that_can_be_and_somebody_who_is_there(clm, regio, sign_in):
    path, today = reverse("absence-list"), timezone.localdate()
    browser = sign_in(clm)
    said = {"first_day": today.isoformat(), "last_day": (today + timedelta(days=3)).isoformat(),
            "stand_in": regio.person.pk}  # fmt: skip
    assert browser.post(path, said | {"last_day": "2020-01-01"}).status_code == 409
    assert browser.post(path, said | {"stand_in": make_account().person.pk}).status_code == 409
    assert browser.post(path, said).status_code == 302
    assert "al afwezig gemeld" in browser.post(path, said | {"once": "x"}).text
    browser.post(reverse("absence-end", args=[clm.person.absences.get().ref]))
    assert not clm.person.absences.exists()


# --- looking back -------------------------------------------------------------------------------------------------------


def test_the_chair_says_how_it_went_and_a_member_what_it_gave(table, gemeente, voorzitter, aanbieder, sign_in, clock):
    make_seat(table, gemeente.person)
    clock(0)
    path = reverse("wrap-up", args=[make_meeting(table, in_days=-1, state=Meeting.State.HELD).ref])
    assert sign_in(gemeente).post(path, {"gave": "insight"}).status_code == 302
    assert sign_in(voorzitter).post(path, {"words": "Goed gesprek", "missing": "De school"}).status_code == 302
    assert sign_in(aanbieder).get(path).status_code == 403
    page = sign_in(voorzitter).get(path).text
    assert "Goed gesprek" in page
    assert "Eén lid gaf antwoord." in page
    assert "een nieuw inzicht" not in page.lower()
    assert "Wat leden zeiden" not in sign_in(gemeente).get(path).text


@pytest.mark.parametrize(("answers", "shown"), [(4, False), (5, True)])
def test_few_answers_are_only_counted(table, clock, answers, shown):
    clock(0)
    meeting = make_meeting(table, in_days=-1, state=Meeting.State.HELD)
    for _one in range(answers):
        wrap_ups.answer(meeting, make_person(), WrapUp.Role.MEMBER, gave="insight", words="Fijn")
    found = wrap_ups.results(meeting)
    assert found["count"] == answers
    assert bool(found["gave"]) is shown
    assert bool(found["words"]) is shown


def test_who_answered_is_not_asked_again(table, gemeente, clock):
    make_seat(table, gemeente.person)
    clock(0)
    meeting = make_meeting(table, in_days=-1, state=Meeting.State.HELD)
    assert [wait.person_id for wait in rules.of_code("wrapup.member", timezone.now())] == [gemeente.person.pk]
    wrap_ups.answer(meeting, gemeente.person, WrapUp.Role.MEMBER, gave="little")
    assert rules.of_code("wrapup.member", timezone.now()) == []


# --- choosing -----------------------------------------------------------------------------------------------------------


def test_one_chooses_how_often_one_is_mailed_about_what(gemeente, sign_in):
    browser, path = sign_in(gemeente), reverse("mail-preferences")
    page = browser.get(path).text
    for label in ("Je acties", "Bijeenkomsten", "Verslagen", "Na een bijeenkomst", "De weekmail"):
        assert label in page
    said = {
        "other": "weekly",
        "actions": "off",
        "meetings": "at_once",
        "minutes": "daily",
        "after": "daily",
        "week": "off",
    }
    assert browser.post(path, said).status_code == 302
    assert MailPreference.objects.get(person=gemeente.person, group="actions").rhythm == "off"
    assert browser.post(path, said | {"week": "daily"}).status_code == 409


def test_service_mail_does_not_ask_what_one_chose(table, gemeente, clock):
    seat = make_seat(table, gemeente.person)
    for group in ("meetings", "other"):
        MailPreference.objects.create(person=gemeente.person, group=group, rhythm="off")
    from tables.flows import meetings

    begins = clock(0) + timedelta(days=10)
    meetings.plan(table, meetings.Session(begins, begins + timedelta(hours=2), "Stadhuis"), by=None)
    assert Letter.objects.filter(person=seat.person, code="meeting.invited").exists()
