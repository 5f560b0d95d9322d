"""Asking for an account: the same answer for every address, and the regional office decides."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons.models import AuditEvent, Letter
from leerlandschap.network import tidy
from leerlandschap.network.flows import requests
from leerlandschap.network.models import AccountRequest, Invitation, Organisation
from leerlandschap.network.panels import account_requests
from tests.factories import make_account, make_organisation
from tests.letters import letters_to, newest_letter

pytestmark = pytest.mark.django_db
ASKED = {
    "name": "Sam Bakker",
    "email": "sam@populier.nl",
    "organisation_name": "De Populier",
    "function": "jeugdhulpverlener",
    "reason": "Ik schuif aan bij een leertafel.",
}


def open_request(**changed) -> AccountRequest:
    requests.ask(**ASKED | changed)
    return AccountRequest.objects.get(email=(ASKED | changed)["email"])


def test_a_request_waits_for_the_regional_office(visitor):
    response = visitor.post(reverse("account-request"), ASKED, follow=True)

    assert "Je aanvraag is verstuurd" in response.content.decode()
    assert AccountRequest.objects.get().state == AccountRequest.State.OPEN
    assert newest_letter("sam@populier.nl").code == "request.received"


def test_the_answer_is_the_same_for_who_has_an_account_or_asked_before(visitor):
    make_account("bekend@populier.nl")
    open_request(email="eerder@populier.nl")

    answers = [
        visitor.post(reverse("account-request"), ASKED | {"email": email})
        for email in ("bekend@populier.nl", "eerder@populier.nl", "nieuw@populier.nl")
    ]

    assert len({(one.status_code, one.url, tuple(sorted(one.headers))) for one in answers}) == 1
    assert newest_letter("bekend@populier.nl").code == "request.known"
    assert newest_letter("nieuw@populier.nl").code == "request.received"


def test_an_account_makes_no_difference_to_the_work_that_is_done(visitor):
    make_account("bekend@populier.nl")
    questions: dict[str, list[int]] = {"bekend@populier.nl": [], "nieuw@populier.nl": []}

    for email in sorted(questions) * 3:
        with CaptureQueriesContext(connection) as queries:
            visitor.post(reverse("account-request"), ASKED | {"email": email})
        questions[email].append(len(queries))

    assert questions["bekend@populier.nl"] == questions["nieuw@populier.nl"]


def test_who_asks_again_has_one_request_and_one_letter_a_day():
    open_request()
    open_request(reason="Nu met een reden.")

    assert AccountRequest.objects.get().reason == "Nu met een reden."
    assert letters_to("sam@populier.nl").count() == 1


def test_who_has_an_account_leaves_nothing_to_decide():
    make_account("sam@populier.nl")

    assert open_request().state == AccountRequest.State.DECLINED
    assert not AccountRequest.objects.open().exists()


def test_a_machine_that_tries_a_list_is_stopped_in_dutch(visitor):
    answers = [visitor.post(reverse("account-request"), ASKED | {"email": f"naam{n}@populier.nl"}) for n in range(41)]

    assert [answer.status_code for answer in answers] == [302] * 40 + [429]
    assert "Even wachten" in answers[-1].content.decode()
    assert AccountRequest.objects.count() == 40


def test_what_was_typed_stays_when_something_is_wrong(visitor):
    response = visitor.post(reverse("account-request"), ASKED | {"email": "sam@gmail.com"})

    page = response.content.decode()
    assert "werkadres" in page
    assert "Sam Bakker" in page
    assert not AccountRequest.objects.exists()


def test_the_regional_office_lets_somebody_in_for_an_organisation_that_is_there(sign_in, regio):
    organisation = make_organisation("De Populier")
    asked = open_request()
    browser = sign_in(regio)
    url = reverse("account-request-decide", args=[asked.ref])

    assert f'value="{organisation.pk}" selected' in browser.get(url).content.decode()
    browser.post(url, {"organisation": organisation.pk, "role": ""})

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (AccountRequest.State.APPROVED, regio)
    assert Invitation.objects.get().organisation == organisation
    assert newest_letter("sam@populier.nl").code == "invitation.sent"
    assert AuditEvent.objects.filter(code="request.approved").exists()


def test_what_is_seldom_needed_stands_behind_a_door_that_opens_when_it_is(sign_in, regio):
    make_organisation("De Populier")
    browser = sign_in(regio)
    known, unknown = open_request(), open_request(email="jip@wilg.nl", organisation_name="De Wilg")

    url = reverse("account-request-decide", args=[known.ref])

    assert '<details class="more"> <summary>Een nieuwe organisatie' in browser.get(url).content.decode()
    for page in [
        browser.get(reverse("account-request-decide", args=[unknown.ref])),
        browser.post(url, {"organisation": "", "new_name": "De Es", "role": ""}),
    ]:
        assert '<details class="more" open> <summary>Een nieuwe organisatie' in page.content.decode()


def test_a_new_organisation_comes_along_or_not_at_all(sign_in, regio):
    asked = open_request()
    browser = sign_in(regio)
    url = reverse("account-request-decide", args=[asked.ref])

    browser.post(url, {"organisation": "", "new_name": "De Populier", "new_kind": "", "role": ""})
    assert not Organisation.objects.filter(name="De Populier").exists()

    browser.post(url, {"organisation": "", "new_name": "De Populier", "new_kind": "provider", "role": ""})
    assert Invitation.objects.get().organisation.name == "De Populier"

    again = browser.post(url, {"organisation": "", "new_name": "De Berk", "new_kind": "provider", "role": ""})
    assert "Hierover is besloten" in again.content.decode()
    assert not Organisation.objects.filter(name="De Berk").exists()


def test_the_regional_office_says_no_by_mail(sign_in, regio):
    asked = open_request()

    sign_in(regio).post(reverse("account-request-decline", args=[asked.ref]))

    asked.refresh_from_db()
    assert asked.state == AccountRequest.State.DECLINED
    assert newest_letter("sam@populier.nl").code == "request.declined"
    with pytest.raises(ValidationError):
        requests.decline(asked, by=regio)
    assert Letter.objects.filter(code="request.declined").count() == 1


@pytest.mark.parametrize("who", ["gemeente", "clm", "redactie", "beheer", "beheerder_aanbieder"])
def test_nobody_else_reads_or_decides(sign_in, request, who):
    asked = open_request()
    user = request.getfixturevalue(who)
    browser = sign_in(user)

    assert browser.get(reverse("account-request-list")).status_code == 403
    for name in ("account-request-decide", "account-request-decline"):
        assert browser.post(reverse(name, args=[asked.ref])).status_code == 403
    assert not account_requests(user)[0].lines


def test_a_request_waits_on_the_page_of_the_regional_office(sign_in, regio):
    open_request()

    page = sign_in(regio).get(reverse("account-request-list")).content.decode()

    assert "Sam Bakker" in page
    assert account_requests(regio)[0].lines[0].text == "Sam Bakker, De Populier"


def test_half_a_year_after_a_decision_the_request_is_gone():
    old, recent, waiting = (open_request(email=f"{name}@populier.nl") for name in ("oud", "net", "open"))
    for asked, days in ((old, 181), (recent, 179)):
        AccountRequest.objects.filter(pk=asked.pk).update(
            state=AccountRequest.State.DECLINED, decided_at=timezone.now() - timedelta(days=days)
        )

    tidy.account_requests(timezone.now())

    assert set(AccountRequest.objects.all()) == {recent, waiting}
