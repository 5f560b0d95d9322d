"""Links that open one door: looking uses nothing up, redeeming does, and each refusal says what to do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leerlandschap.commons import tickets
from leerlandschap.commons.models import Ticket
from leerlandschap.commons.tickets import TicketRefused
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def issue(**fields):
    return tickets.issue("story", about=make_organisation("De Kade"), lifetime=timedelta(days=1), **fields)


def refusal(token, scope="story"):
    with pytest.raises(TicketRefused) as refused:
        tickets.redeem(scope, token)
    return str(refused.value)


def test_looking_uses_nothing_up():
    token = issue()

    tickets.look("story", token)
    tickets.look("story", token)

    assert tickets.redeem("story", token).about.startswith("network.organisation:")


def test_a_link_opens_once():
    token = issue()
    tickets.redeem("story", token)

    assert refusal(token) == tickets.USED


def test_a_link_for_many_times_keeps_opening():
    token = issue(many=True)

    tickets.redeem("story", token)
    tickets.redeem("story", token)


def test_a_link_for_one_thing_opens_no_other():
    assert refusal(issue(), scope="another") == tickets.UNKNOWN


def test_a_link_lapses(time_machine):
    token = issue()
    time_machine.move_to(timezone.now() + timedelta(days=1))

    assert refusal(token) == tickets.LAPSED


def test_a_revoked_link_opens_nothing():
    token = issue(many=True)

    assert tickets.revoke("story", about=make_organisation("De Kade")) == 1
    assert refusal(token) == tickets.REVOKED


@pytest.mark.parametrize("token", ["", "x", "ö", "\udcff", "a" * 10_000])
def test_a_token_that_never_was_is_unknown(token):
    assert refusal(token) == tickets.UNKNOWN


def test_the_database_holds_no_token():
    token = issue()

    assert token not in str(Ticket.objects.values().get())
