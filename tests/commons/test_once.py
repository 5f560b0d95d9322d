"""A repeated POST is harmless: the same form is handled once, a changed one is a new wish, a refused one leaves no trace."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent, OnceKey
from leerlandschap.commons.once import handled_once
from leerlandschap.commons.registry import tidy
from leerlandschap.network.models import Organisation

pytestmark = pytest.mark.django_db


class Clerk:
    """A view that makes an organisation a time, and counts how often it was asked."""

    def __init__(self, answer=None) -> None:
        self.asked, self.answer = 0, answer

    def __call__(self, request):
        self.asked += 1
        organisation = Organisation.objects.create(name=f"Nummer {uuid.uuid4()}", kind="other")
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer or HttpResponseRedirect(f"/netwerk/{organisation.pk}/")


def post(view, user, **fields):
    request = RequestFactory().post("/netwerk/nieuw/", {"once": "a-key", "name": "De Kade", **fields})
    request.user = user
    return handled_once(view)(request)


def test_the_same_form_is_handled_once_and_leads_to_the_same_place(gemeente):
    clerk = Clerk()

    first, second = post(clerk, gemeente), post(clerk, gemeente, csrfmiddlewaretoken="another")

    assert first.url == second.url
    assert Organisation.objects.filter(name__startswith="Nummer").count() == 1


def test_a_changed_form_is_a_new_wish(gemeente):
    clerk = Clerk()

    post(clerk, gemeente)
    post(clerk, gemeente, name="De Kaai")

    assert Organisation.objects.filter(name__startswith="Nummer").count() == 2


def test_somebody_else_with_the_same_key_is_somebody_else(gemeente, aanbieder):
    clerk = Clerk()

    assert post(clerk, gemeente).url != post(clerk, aanbieder).url


def test_a_form_without_a_key_is_handled_each_time(gemeente):
    clerk = Clerk()

    post(clerk, gemeente, once="")
    post(clerk, gemeente, once="")

    assert clerk.asked == 2
    assert not OnceKey.objects.exists()


def test_a_refused_form_may_be_sent_again(gemeente):
    assert post(Clerk(HttpResponse("Vul je naam in")), gemeente).status_code == 200
    assert post(Clerk(), gemeente).status_code == 302


def test_what_is_no_longer_allowed_the_second_time_leads_to_the_first_answer(gemeente):
    first = post(Clerk(), gemeente)

    assert post(Clerk(PermissionDenied()), gemeente).url == first.url


def test_what_was_never_allowed_stays_forbidden(gemeente):
    with pytest.raises(PermissionDenied):
        post(Clerk(PermissionDenied()), gemeente)


def test_a_deed_that_fails_is_undone_with_its_key(gemeente):
    with pytest.raises(RuntimeError):
        post(Clerk(RuntimeError()), gemeente)

    assert not OnceKey.objects.exists()
    assert not Organisation.objects.filter(name__startswith="Nummer").exists()


def test_keys_are_forgotten_after_two_days(gemeente):
    post(Clerk(), gemeente)

    for lapse in tidy:
        lapse(timezone.now() + timedelta(hours=47))
    assert OnceKey.objects.exists()
    for lapse in tidy:
        lapse(timezone.now() + timedelta(hours=49))
    assert not OnceKey.objects.exists()
    assert not AuditEvent.objects.exists()
