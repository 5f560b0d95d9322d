"""Workers are killed, doubled and stopped; no letter is lost, and none comes twice but where the guarantee says so."""

import os
import random
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from leerlandschap.commons import notices, workdays
from leerlandschap.commons.ledger import LedgerState
from leerlandschap.commons.models import Letter, Notice
from tables.flows import signups
from tables.models import Involvement
from tests.factories import make_person, make_table
from tests.faults.conftest import UNHURRIED
from tests.faults.processes import wait_until

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.redis]

# The long version (`python -m tests.faults.long_run`) says other numbers.
LETTERS = int(os.environ.get("FAULT_LETTERS", 1000))
KILLS = int(os.environ.get("FAULT_KILLS", 5))
SEED = int(os.environ.get("FAULT_SEED", 2027))
PROCESSES = 4


def ask_for_a_chair() -> Letter:
    """Somebody without an account asks for a chair. Gives the confirmation that is on its way to them."""
    wish = {"involvement": Involvement.MEMBER, "brings": "", "hopes": "", "organisation_name": "Gemeente Waterrijk"}
    signups.ask(make_table(), name="Anna de Wit", email="anna@waterrijk.example", **wish)
    return Letter.objects.get(address="anna@waterrijk.example")


def write_letters(number: int) -> None:
    facts = {"table": "Crisis", "until": "1 januari 2027"}
    with transaction.atomic():
        for one in range(number):
            address = f"ontvanger{one}@voorbeeld.nl"
            notices.write_to(address, "signup.confirm", key=f"test:{one}", path="/aanmelding/x/", name="Anna", **facts)


def remind(number: int) -> list:
    """Two reminders for each of `number` people, that wait for the one mail a day."""
    people = [make_person() for _one in range(number)]
    for person in people:
        for which in ("een", "twee"):
            key = f"test:{person.pk}:{which}"
            notices.tell(person, "seat.asked", key=key, path="/mijn/", bundled=True, table=f"Tafel {which}")
    return people


def next_office_hours() -> str:
    """Ten o'clock on the first working day that is more than a day away."""
    moment = timezone.localtime().replace(hour=10, minute=0) + timedelta(days=2)
    while not workdays.is_workday(moment.date()):
        moment += timedelta(days=1)
    return moment.isoformat()


@pytest.mark.parametrize("moment", ["claimed", "begun"])
def test_a_worker_killed_before_handing_over_costs_time_and_nothing_else(post_room, moment):
    letter = ask_for_a_chair()
    worker = post_room.start_worker(pause_at=moment)
    wait_until(post_room.paused.exists, "the worker has the letter in hand")

    worker.kill()
    letter.refresh_from_db()
    assert letter.state == {"claimed": LedgerState.CLAIMED, "begun": LedgerState.HANDING_OVER}[moment]
    assert post_room.mails() == []
    post_room.start_worker()
    post_room.wait_until_all_settled()

    assert post_room.mails() == [{"id": letter.message_id, "to": "anna@waterrijk.example"}]
    letter.refresh_from_db()
    assert (letter.state, letter.attempt) == (LedgerState.ACCEPTED, 2)


def test_a_worker_killed_after_the_answer_sends_one_copy_more_with_the_same_identity(post_room):
    letter = ask_for_a_chair()
    worker = post_room.start_worker(pause_at="answered")
    wait_until(post_room.paused.exists, "the mail server has answered")

    worker.kill()
    assert post_room.copies() == {letter.message_id: 1}
    post_room.start_worker()
    post_room.wait_until_all_settled()

    assert post_room.copies() == {letter.message_id: 2}


def test_two_workers_and_two_clocks_double_nothing(post_room):
    write_letters(100)
    people = remind(10)
    for _worker in range(2):
        post_room.start_worker(TEST_NOW=next_office_hours(), **UNHURRIED)

    wait_until(lambda: not Notice.objects.to_bundle().exists(), "the reminders are on their way")
    post_room.wait_until_all_settled()
    ticks_later(post_room, 3)

    assert Letter.objects.count() == 100 + len(people)
    assert post_room.copies() == {letter.message_id: 1 for letter in Letter.objects.all()}


def test_a_day_without_a_worker_neither_loses_nor_doubles(post_room):
    write_letters(1)
    worker = post_room.start_worker()
    post_room.wait_until_all_settled()
    worker.stop()

    confirmation = ask_for_a_chair()
    person = remind(1)[0]
    post_room.start_worker(TEST_NOW=next_office_hours())
    wait_until(lambda: not Notice.objects.to_bundle().exists(), "the reminders are on their way")
    post_room.wait_until_all_settled()

    assert Letter.objects.filter(code="bundle", person=person).count() == 1
    assert confirmation.message_id in post_room.copies()
    assert post_room.copies() == {letter.message_id: 1 for letter in Letter.objects.all()}


def test_a_worker_that_stopped_with_letters_in_hand_is_made_good_a_day_later(post_room):
    letter = ask_for_a_chair()
    worker = post_room.start_worker(pause_at="claimed")
    wait_until(post_room.paused.exists, "the worker has the letter in hand")
    worker.kill()

    post_room.start_worker(TEST_NOW=next_office_hours())
    post_room.wait_until_all_settled()

    assert post_room.copies() == {letter.message_id: 1}


def test_kills_at_random_moments_lose_no_letter_and_double_few(post_room):
    write_letters(LETTERS)
    moments = sorted(random.Random(SEED).sample(range(LETTERS // 20, LETTERS - LETTERS // 20), KILLS))

    for moment in moments:
        worker = post_room.start_worker(processes=PROCESSES)
        wait_until(lambda moment=moment: post_room.went() >= moment, f"{moment} mails went", LETTERS, pause=0.02)
        worker.kill()
    post_room.start_worker(processes=PROCESSES)
    post_room.wait_until_all_settled(patience=60 + LETTERS / 5)

    mails, copies = post_room.mails(), post_room.copies()
    print(f"{LETTERS} letters, {KILLS} kills, seed {SEED}: {len(mails) - LETTERS} extra copies")
    assert copies.keys() == {letter.message_id for letter in Letter.objects.all()}
    assert {mail["to"] for mail in mails} == {f"ontvanger{one}@voorbeeld.nl" for one in range(LETTERS)}
    assert len(mails) - LETTERS <= KILLS * PROCESSES
    assert not Letter.objects.exclude(state=LedgerState.ACCEPTED).exists()


def ticks_later(post_room, seconds: float) -> None:
    """Let the clocks tick a few times more."""
    began = timezone.now()
    wait_until(lambda: timezone.now() - began > timedelta(seconds=seconds), "time passes")
