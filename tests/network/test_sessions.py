"""How long somebody stays signed in."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
PAGE = "/mijn/"


def statuses(client, *minutes: int) -> list[int]:
    """What the page answers at each of these moments, in minutes from now."""
    begin, answers = timezone.now(), []
    for minute in minutes:
        with time_machine.travel(begin + timedelta(minutes=minute), tick=False):
            answers.append(client.get(PAGE).status_code)
    return answers


def test_half_an_hour_idle_signs_out_who_can_reach_much(sign_in, clm):
    assert statuses(sign_in(clm), 0, 29, 58, 89) == [200, 200, 200, 302]


def test_who_types_for_an_hour_is_not_away(sign_in, clm, gemeente):
    client, begin = sign_in(clm), timezone.now()
    assert "in-leven" in client.get(PAGE).text
    assert "in-leven" not in sign_in(gemeente).get(PAGE).text
    for minute in (20, 40, 60):
        with time_machine.travel(begin + timedelta(minutes=minute), tick=False):
            assert client.get(reverse("sign-of-life")).status_code == 204
    assert statuses(client, 85) == [200]


def test_others_may_be_away_longer(sign_in, gemeente):
    assert statuses(sign_in(gemeente), 0, 120, 600) == [200, 200, 200]


def test_after_twelve_hours_everybody_signs_in_again(sign_in, gemeente, clm):
    assert statuses(sign_in(gemeente), 0, 400, 719, 721) == [200, 200, 200, 302]
    assert statuses(sign_in(clm), *range(0, 720, 20), 721) == [200] * 36 + [302]


def test_being_away_too_long_is_explained(sign_in, clm):
    client = sign_in(clm)
    client.get(PAGE)
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        page = client.get(PAGE, follow=True).content.decode()

    assert "langer dan 30 minuten weg" in page


def test_a_page_is_not_a_write(sign_in, clm):
    client = sign_in(clm)
    client.get(PAGE)

    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)

    assert not [query for query in queries if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_an_old_cookie_is_nobody_after_signing_in(visitor, gemeente):
    visitor.get(reverse("account_login"))
    visitor.post(reverse("account_login"), {"login": gemeente.email, "password": "verkeerd"})
    before = visitor.session.session_key

    visitor.post(reverse("account_login"), {"login": gemeente.email, "password": PASSWORD})

    assert visitor.get(PAGE).status_code == 200
    assert visitor.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_the_cookie_ends_with_the_browser(visitor, gemeente):
    response = visitor.post(reverse("account_login"), {"login": gemeente.email, "password": PASSWORD})

    cookie = response.cookies["session"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert "remember" not in visitor.get(reverse("account_login")).content.decode()
