"""Workers are doubled, stopped for days and killed; nobody is reminded twice under one key, and nobody is missed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.commons import workdays
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, Notice
from tables.models import Reminder
from tests.factories import make_account, make_action, make_table
from tests.faults.conftest import UNHURRIED
from tests.faults.processes import wait_until

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.redis]
PEOPLE = 12


def working_day(days_from_now: int, hour: int):
    """That hour of the first working day so many days from now."""
    moment = timezone.localtime().replace(hour=hour, minute=0) + timedelta(days=days_from_now)
    while not workdays.is_workday(moment.date()):
        moment += timedelta(days=1)
    return moment


def promise(day) -> list:
    """Each of twelve people promised something for `day`, and has an account."""
    table = make_table()
    people = [make_account().person for _one in range(PEOPLE)]
    for person in people:
        make_action(table, person, due_in_days=(day - timezone.localdate()).days, by=person.user)
    return people


def told_and_mailed_once(post_room, people) -> None:
    """Everybody has one reminder of their action, in one mail, of which the server took one copy."""
    late = Notice.objects.filter(code="action.late")
    assert sorted(late.values_list("person", flat=True)) == sorted(person.pk for person in people)
    carried = Letter.objects.filter(notices__in=late).distinct()
    assert carried.count() == len(people)
    copies = post_room.copies()
    assert {copies[letter.message_id] for letter in carried} == {1}


def all_told() -> bool:
    return Notice.objects.filter(code="action.late").count() == PEOPLE


def all_mailed() -> bool:
    return not Notice.objects.filter(code="action.late", letter=None).exists()


def test_two_clocks_at_once_remind_nobody_twice(post_room):
    early = working_day(3, 6)
    people = promise(early.date() - timedelta(days=1))
    first = [post_room.start_worker(TEST_NOW=early.isoformat(), **UNHURRIED) for _worker in range(2)]
    wait_until(all_told, "everybody is told", 120)
    for worker in first:
        worker.stop()
    assert Reminder.objects.filter(code="action.late").count() == PEOPLE

    for _worker in range(2):
        post_room.start_worker(TEST_NOW=early.replace(hour=10).isoformat(), **UNHURRIED)
    wait_until(all_mailed, "the mails are written", 120)
    post_room.wait_until_all_settled()

    told_and_mailed_once(post_room, people)


def test_three_days_without_a_worker_miss_nobody(post_room):
    due = working_day(3, 6)
    people = promise(due.date())
    before = post_room.start_worker(TEST_NOW=(due - timedelta(days=1)).isoformat(), **UNHURRIED)
    wait_until(lambda: Notice.objects.filter(code="action.due").count() == PEOPLE, "what comes is told", 120)
    before.stop()

    back = working_day((due.date() - timezone.localdate()).days + 4, 6)
    again = post_room.start_worker(TEST_NOW=back.isoformat(), **UNHURRIED)
    wait_until(all_told, "everybody is told", 120)
    again.stop()
    post_room.start_worker(TEST_NOW=back.replace(hour=10).isoformat(), **UNHURRIED)
    wait_until(all_mailed, "the mails are written", 120)
    post_room.wait_until_all_settled()

    told_and_mailed_once(post_room, people)


def test_a_worker_killed_between_claiming_and_telling_costs_time_and_nothing_else(post_room):
    early = working_day(3, 6)
    people = promise(early.date() - timedelta(days=1))
    worker = post_room.start_worker(pause_at="reminder claimed", TEST_NOW=early.isoformat())
    wait_until(post_room.paused.exists, "the worker has the reminders in hand", 120)
    worker.kill()
    assert set(Reminder.objects.filter(code="action.late").values_list("state", flat=True)) == {LedgerState.CLAIMED}
    assert not Notice.objects.filter(code="action.late").exists()

    after = post_room.start_worker(TEST_NOW=early.replace(hour=7).isoformat())
    wait_until(all_told, "everybody is told", 120)
    after.stop()
    post_room.start_worker(TEST_NOW=early.replace(hour=10).isoformat())
    wait_until(all_mailed, "the mails are written", 120)
    post_room.wait_until_all_settled()

    told_and_mailed_once(post_room, people)
    assert not Reminder.objects.exclude(state__in=[LedgerState.ACCEPTED, LedgerState.SUPPRESSED]).exists()
