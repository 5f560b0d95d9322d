"""The doorbell: a letter goes in seconds, and a broker that is away costs nothing but time."""

import pytest
from django.urls import reverse
from kombu.exceptions import OperationalError

from leerlandschap.commons import doorbell, mail, tasks
from leerlandschap.commons.models import Letter
from tests.factories import make_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def rings(settings, monkeypatch):
    """The rings that reached the broker."""
    settings.DOORBELL = True
    monkeypatch.setattr(doorbell, "_last_ring", -100.0)
    heard = []
    monkeypatch.setattr(tasks.deliver_letters, "apply_async", lambda **options: heard.append(options))
    return heard


def sign_up(visitor):
    wish = {
        "name": "Anna", "email": "anna@waterrijk.example", "organisation_name": "Gemeente", "involvement": "member", "once": "k",
    }  # fmt: skip
    return visitor.post(reverse("signup", args=[make_table().slug]), wish)


def test_a_deed_rings_and_reading_does_not(visitor, rings):
    visitor.get(reverse("home"))
    assert rings == []

    sign_up(visitor)
    assert rings == [{"retry": False}]


def test_it_rings_at_most_once_a_second(rings):
    doorbell.ring()
    doorbell.ring()

    assert len(rings) == 1


@pytest.mark.parametrize("failure", [OperationalError("away"), ConnectionRefusedError()])
def test_a_broker_that_is_away_loses_nothing(visitor, rings, monkeypatch, failure, mailoutbox):
    def refuse(**options):
        raise failure

    monkeypatch.setattr(tasks.deliver_letters, "apply_async", refuse)

    assert sign_up(visitor).status_code == 302
    tasks.deliver_letters()

    assert len(mailoutbox) == 1
    assert Letter.objects.get().state == "accepted"
    assert mail.deliver_due(Letter.objects.get().settled_at) == {}
