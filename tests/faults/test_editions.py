"""An edition goes while its workers are killed: what is not uncertain arrives once, and few are."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.commons.ledger import LedgerState
from newsletter.flows import editions, sending
from newsletter.models import Delivery, Edition, Subscriber
from tests.faults.processes import wait_until
from tests.faults.test_letters import KILLS, LETTERS, PROCESSES, SEED

pytestmark = [pytest.mark.faults, pytest.mark.postgres, pytest.mark.redis]


def an_edition_for(number: int, settings) -> Edition:
    """An edition whose moment has come, and so many who asked for it."""
    now = timezone.now()
    Subscriber.objects.bulk_create(
        Subscriber(email=f"lezer{one}@voorbeeld.nl", state="subscribed", made_at=now, subscribed_at=now)
        for one in range(number)
    )
    settings.NEWSLETTER_SECOND_PERSON = False
    edition = editions.begin(by=None)
    editions.add_own(
        edition, title="Vooraf", text="Lees dit.\n\n- een\n- twee", link="/tafels/", link_words="", by=None
    )
    sending.plan(edition, by=None)
    Edition.objects.update(starts_at=now - timedelta(seconds=1))
    return edition


def has_gone() -> bool:
    return Edition.objects.filter(state=Edition.State.SENT).exists()


def test_kills_at_random_moments_double_no_mail_and_leave_few_uncertain(post_room, settings):
    an_edition_for(LETTERS, settings)
    moments = sorted(random.Random(SEED).sample(range(LETTERS // 20, LETTERS - LETTERS // 20), KILLS))

    worker = post_room.start_worker(processes=PROCESSES)
    for moment in moments:
        # The next one comes up meanwhile, so that the others are never waited for.
        following = post_room.start_worker(processes=PROCESSES)
        wait_until(lambda moment=moment: post_room.went() >= moment, f"{moment} mails went", LETTERS, pause=0.02)
        worker.kill()
        worker = following
    wait_until(has_gone, "the edition has gone", patience=60 + LETTERS / 5)

    came = Counter(mail["to"] for mail in post_room.mails())
    rows = Delivery.objects.select_related("subscriber")
    uncertain = {row.address for row in rows if row.state == LedgerState.UNCERTAIN}
    certain = {row.address for row in rows if row.state == LedgerState.ACCEPTED}
    arrived = sum(came[address] for address in uncertain)
    print(f"{LETTERS} readers, {KILLS} kills, seed {SEED}: {len(uncertain)} uncertain, of which {arrived} had arrived")
    assert len(certain) + len(uncertain) == rows.count() == LETTERS
    assert {came[address] for address in certain} == {1}
    assert all(came[address] <= 1 for address in uncertain)
    assert len(uncertain) <= KILLS * PROCESSES
    assert set(post_room.copies()) <= {row.message_id for row in rows}
