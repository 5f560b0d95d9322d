"""What the stories of an edition begin with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from newsletter.flows import editions, sending
from newsletter.models import Edition
from tests.factories import make_subscriber

ITEM = {"title": "Vooraf", "text": "Lees dit.", "link": "/tafels/", "link_words": "Naar de tafels"}


@pytest.fixture(autouse=True)
def as_fast_as_it_can(settings):
    settings.NEWSLETTER_PER_SECOND = 0


@pytest.fixture
def edition(redactie) -> Edition:
    """A draft with one item of its maker's own."""
    found = editions.begin(by=redactie)
    editions.add_own(found, by=redactie, **ITEM)
    return Edition.objects.get(pk=found.pk)


def ready(edition: Edition, *readers: str, by, reads_along) -> Edition:
    """Read along, planned, and its minute over: it may start."""
    for address in readers:
        make_subscriber(address)
    sending.approve(edition, by=reads_along)
    sending.plan(edition, by=by)
    Edition.objects.filter(pk=edition.pk).update(starts_at=timezone.now() - timedelta(seconds=1))
    return Edition.objects.get(pk=edition.pk)
