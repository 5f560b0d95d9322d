"""Forms that anybody can send are taken often enough for an office, and not for a machine; signed in nobody is counted."""

import pytest
from django.urls import reverse

from leerlandschap.commons import limits
from leerlandschap.commons.models import Letter
from tables.flows import seat_letters
from tests.factories import make_organisation, make_seat, make_subscriber, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """Limits that a story can reach."""
    monkeypatch.setattr(limits, "PER_SENDER", "5/h/ip")
    monkeypatch.setattr(limits, "PER_ADDRESS", "2/h/key")


def forms() -> list[tuple[str, dict]]:
    wish = {"name": "Noor", "organisation_name": "Werk", "involvement": "reader"}
    return [
        (reverse("newsletter-subscribe"), {"text_version": "2026-11"}),
        (reverse("signup", args=[make_table().slug]), wish),
        (reverse("account-request"), wish),
    ]


def send(client, path, fields, number, *, ip="10.0.0.1"):
    return client.post(path, {**fields, "email": f"noor{number}@werk.example"}, REMOTE_ADDR=ip)


def test_a_sender_that_goes_on_and_on_is_told_to_wait(client):
    for path, fields in forms():
        answers = [send(client, path, fields, number) for number in range(6)]

        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        page = answers[-1].text
        assert "Even wachten" in page
        assert answers[-1].headers["Retry-After"] == "3600"
        assert Letter.objects.filter(address="noor5@werk.example").count() == 0


def test_somebody_elsewhere_notices_nothing(client):
    path, fields = forms()[0]
    for number in range(6):
        send(client, path, fields, number)

    assert send(client, path, fields, 9, ip="10.0.0.2").status_code == 302


def test_one_address_is_not_written_about_from_everywhere(client):
    path, fields = forms()[1]

    answers = [send(client, path, fields, 1, ip=f"10.0.0.{number}").status_code for number in range(4)]

    assert answers == [302, 302, 429, 429]


def test_the_limit_tells_nothing_about_an_address(client):
    make_subscriber("noor1@werk.example")
    path, fields = forms()[0]

    known = [send(client, path, fields, 1, ip=f"10.0.0.{number}") for number in range(3)]
    unknown = [send(client, path, fields, 2, ip=f"10.0.1.{number}") for number in range(3)]

    assert [answer.status_code for answer in known] == [answer.status_code for answer in unknown] == [302, 302, 429]
    assert known[-1].content == unknown[-1].content


def test_a_made_up_forwarding_header_does_not_help(client):
    path, fields = forms()[0]

    answers = [
        client.post(
            path, {**fields, "email": f"n{n}@werk.example"}, headers={"x-forwarded-for": f"10.9.9.{n}"}
        ).status_code
        for n in range(6)
    ]

    assert answers[-1] == 429


def test_who_is_signed_in_is_not_counted(sign_in, gemeente):
    browser, wish = sign_in(gemeente), {"involvement": "reader"}

    answers = [browser.post(reverse("signup", args=[make_table().slug]), wish).status_code for _ in range(7)]

    assert answers == [302] * 7


def test_looking_is_not_counted(client):
    path, _fields = forms()[0]

    assert {client.get(path).status_code for _ in range(10)} == {200}


def test_who_types_no_address_shares_no_count_with_others(client):
    path = reverse("table-invitation-by-link", args=["verzonnen"])

    answers = [client.post(path, {"answer": "accept"}, REMOTE_ADDR=f"10.0.0.{number}") for number in range(4)]

    assert {answer.status_code for answer in answers} == {410}


def test_the_link_of_a_chair_does_not_write_to_a_colleague_again_and_again(client):
    seat = make_seat(make_table())
    seat.organisation = make_organisation(mail_domain="zorg.example")
    seat.save()
    path, wish = seat_letters.path_to(seat), {"deed": "overdragen", "name": "Bo", "email": "bo@zorg.example"}

    answers = [client.post(path, wish, REMOTE_ADDR=f"10.0.0.{number}").status_code for number in range(3)]

    assert answers == [302, 302, 429]
    assert Letter.objects.filter(address="bo@zorg.example").count() == 2
