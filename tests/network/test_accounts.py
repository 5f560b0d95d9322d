"""Accounts on allauth's pages: their mails, their addresses, and that nobody learns who has one."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail, notices
from leerlandschap.commons.models import AuditEvent, Letter
from leerlandschap.network.adapter import LETTERS, MISMATCH, AccountAdapter
from leerlandschap.network.models import Person
from tests.factories import PASSWORD, make_account, make_person
from tests.letters import link_in, newest_letter

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "een-heel-ander-woord-9"


def asked_reset(client: Client, email: str, **extra):
    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse("account_reset_password"), {"email": email}, **extra)
    return response, [query["sql"].split()[0] for query in queries]


def reset_link(user) -> str:
    body = mail.compose(newest_letter(user)).body
    return next(line for line in body.splitlines() if "/password/reset/key/" in line)


# --- who has an account -----------------------------------------------------------------------------------------------


def test_asking_a_new_password_is_the_same_for_known_closed_and_unknown(gemeente, aanbieder):
    aanbieder.is_active = False
    aanbieder.save()

    answers = [asked_reset(Client(), email) for email in (gemeente.email, aanbieder.email, "niemand@voorbeeld.nl")]

    assert len({(one.status_code, one.url, tuple(sorted(one.headers))) for one, _ in answers}) == 1
    assert answers[0][1] == answers[1][1] == answers[2][1]
    assert len({letter.code for letter in Letter.objects.all()}) == 1


def test_only_the_mail_tells_the_difference(visitor, gemeente):
    asked_reset(visitor, gemeente.email)
    asked_reset(visitor, "niemand@voorbeeld.nl")

    known, unknown = (mail.compose(newest_letter(email)) for email in (gemeente.email, "niemand@voorbeeld.nl"))

    assert "/password/reset/key/" in known.body
    assert known.subject == "Kies een nieuw wachtwoord"
    assert reverse("account-request") in unknown.body
    assert "/password/reset/key/" not in unknown.body


def test_signing_in_answers_the_same_for_known_and_unknown(gemeente):
    pages = []
    for email in (gemeente.email, "niemand@voorbeeld.nl"):
        response = Client().post(reverse("account_login"), {"login": email, "password": "verkeerd-wachtwoord"})
        pages.append((response.status_code, response.context["form"].errors))

    assert pages[0] == pages[1]
    assert pages[0][0] == 200


def test_wrong_passwords_are_refused_before_they_are_tried(visitor, gemeente):
    for _ in range(5):
        visitor.post(reverse("account_login"), {"login": gemeente.email, "password": "verkeerd"})

    visitor.post(reverse("account_login"), {"login": gemeente.email, "password": PASSWORD})

    assert "_auth_user_id" not in visitor.session


def test_a_made_up_forwarded_address_does_not_help(gemeente):
    for n in range(5):
        Client().post(
            reverse("account_login"),
            {"login": gemeente.email, "password": "verkeerd"},
            headers={"x-forwarded-for": f"10.0.0.{n}"},
        )
    client = Client()

    client.post(
        reverse("account_login"),
        {"login": gemeente.email, "password": PASSWORD},
        headers={"x-forwarded-for": "10.0.0.99"},
    )

    assert "_auth_user_id" not in client.session


def test_behind_a_proxy_what_a_visitor_puts_before_it_counts_for_nothing(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    codes = [
        Client()
        .post(
            reverse("account_reset_password"),
            {"email": f"naam{n}@voorbeeld.nl"},
            headers={"x-forwarded-for": f"10.0.0.{n}, 192.0.2.7"},
        )
        .status_code
        for n in range(21)
    ]

    assert codes[-1] == 429
    assert codes[0] == 302


def test_somebody_locked_out_can_still_ask_for_a_new_password(visitor, gemeente):
    for _ in range(6):
        visitor.post(reverse("account_login"), {"login": gemeente.email, "password": "verkeerd"})

    response, _ = asked_reset(visitor, gemeente.email)

    assert response.status_code == 302
    assert reset_link(gemeente)


def test_nobody_signs_up_by_themselves(visitor):
    page = visitor.get(reverse("account_signup"))
    visitor.post(
        reverse("account_signup"),
        {"email": "nieuw@voorbeeld.nl", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert reverse("account-request") in page.content.decode()
    assert not EmailAddress.objects.exists()


# --- a new password ---------------------------------------------------------------------------------------------------


def test_a_wrong_password_says_what_to_do_now(visitor, gemeente):
    page = visitor.post(reverse("account_login"), {"login": gemeente.email, "password": "verkeerd-wachtwoord"})

    assert MISMATCH in page.text


def test_the_link_chooses_a_new_password_once(visitor, gemeente, sign_in):
    elsewhere = sign_in(gemeente)
    asked_reset(visitor, gemeente.email)
    link = reset_link(gemeente)
    path = link.removeprefix("http://localhost:8000")

    form = visitor.get(path, follow=True)
    assert form.context["form"]
    chosen = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    done = visitor.post(form.redirect_chain[-1][0], chosen, follow=True)
    assert "Log nu in met je nieuwe wachtwoord." in done.text

    gemeente.refresh_from_db()
    assert gemeente.check_password(NEW_PASSWORD)
    assert elsewhere.get(reverse("my-landscape")).status_code == 302
    assert newest_letter(gemeente).code == "account.password_changed"
    assert Client().get(path, follow=True).context.get("token_fail")


def test_a_link_follows_the_portal_and_never_the_host_header(visitor, gemeente, settings):
    settings.ALLOWED_HOSTS = ["*"]

    asked_reset(visitor, gemeente.email, headers={"host": "evil.example"})

    assert reset_link(gemeente).startswith("http://localhost:8000/account/password/reset/key/")


def test_a_link_of_allauth_loses_its_host(gemeente):
    AccountAdapter().send_mail(
        "account/email/email_confirmation", gemeente.email, {"activate_url": "https://evil.example/account/confirm/x/"}
    )

    assert link_in(newest_letter(gemeente)) == "/account/confirm/x/"


# --- another address --------------------------------------------------------------------------------------------------


def ask_new_address(client: Client, email: str):
    client.get(reverse("account_email"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client.post(reverse("account_email"), {"email": email, "action_add": ""}, follow=True)


def test_a_confirmed_new_address_is_the_persons_address_too(sign_in, gemeente):
    before, version = gemeente.email, gemeente.person.version
    client = sign_in(gemeente)
    ask_new_address(client, "Nieuw@Waterrijk.nl")
    link = link_in(newest_letter("nieuw@waterrijk.nl"))

    client.get(link)
    gemeente.person.refresh_from_db()
    assert gemeente.person.email == before
    client.post(link)

    gemeente.refresh_from_db()
    person = Person.objects.get(user=gemeente)
    assert gemeente.email == person.email == "nieuw@waterrijk.nl"
    assert person.version == version + 1
    assert newest_letter(before).code == "account.address_changed"
    assert AuditEvent.objects.filter(code="account.address_changed").exists()
    assert EmailAddress.objects.get(user=gemeente).email == "nieuw@waterrijk.nl"


def test_an_address_that_somebody_else_goes_by_is_refused_with_a_sentence(sign_in, gemeente):
    make_person("bezet@waterrijk.nl")
    client = sign_in(gemeente)
    ask_new_address(client, "bezet@waterrijk.nl")

    page = client.post(link_in(newest_letter("bezet@waterrijk.nl")), follow=True)

    assert "al van iemand anders" in page.content.decode()
    gemeente.refresh_from_db()
    assert gemeente.email == "gemeente@voorbeeld.nl"


def test_an_address_of_another_account_is_not_told_on_screen(sign_in, gemeente, aanbieder):
    client = sign_in(gemeente)

    taken = ask_new_address(client, aanbieder.email)

    assert "al " not in str(taken.context["form"].errors) if taken.context and "form" in taken.context else True
    link = link_in(newest_letter(aanbieder))
    client.post(link)
    aanbieder.refresh_from_db()
    gemeente.refresh_from_db()
    assert aanbieder.email == "aanbieder@voorbeeld.nl"
    assert gemeente.email == "gemeente@voorbeeld.nl"


def test_changing_the_address_asks_for_the_password(sign_in, gemeente):
    client = sign_in(gemeente)

    response = client.post(reverse("account_email"), {"email": "nieuw@waterrijk.nl", "action_add": ""})

    assert response.url.startswith(reverse("account_reauthenticate"))
    assert EmailAddress.objects.filter(user=gemeente).count() == 1


# --- mails ------------------------------------------------------------------------------------------------------------


def test_every_mail_of_allauth_has_a_letter_with_a_place_to_go():
    for code, link in LETTERS.values():
        assert notices.kind(code).button
        assert link in {"activate_url", "password_reset_url"} or reverse(link)


def test_a_mail_that_allauth_adds_later_is_still_sent(gemeente, mailoutbox):
    AccountAdapter().send_mail("account/email/something_new", gemeente.email, {})

    mail.deliver_due(timezone.now())

    assert mailoutbox[0].subject == "Er is iets gewijzigd aan je account"


def test_a_changed_password_is_told_through_the_ledger(sign_in, gemeente, mailoutbox):
    client = sign_in(gemeente)
    client.get(reverse("account_change_password"))
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )

    assert newest_letter(gemeente).code == "account.password_changed"
    assert not mailoutbox


def test_signing_in_leaves_a_trail(visitor, gemeente):
    visitor.post(reverse("account_login"), {"login": gemeente.email, "password": PASSWORD})

    assert AuditEvent.objects.filter(code="account.signed_in", actor_id=gemeente.pk).count() == 1


def test_an_account_in_the_database_has_no_readable_password():
    assert PASSWORD not in make_account().password


def test_a_change_of_address_that_waits_can_be_taken_back(sign_in, gemeente):
    client = sign_in(gemeente)
    page = ask_new_address(client, "nieuw@waterrijk.nl")
    page = client.get(reverse("account_email"))
    assert "zodra je het bevestigt" in page.content.decode()
    assert "style=" not in page.content.decode()

    client.post(reverse("account_email"), {"email": "nieuw@waterrijk.nl", "action_remove": ""})

    assert EmailAddress.objects.filter(user=gemeente).count() == 1


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "minstens 12 tekens"),
        ("password1234", "gebruiken veel mensen"),
        ("gemeente@voorbeeld.nl", "lijkt te veel op je e-mailadres"),
    ],
)
def test_a_refused_password_hears_why_in_our_words(sign_in, gemeente, password, sentence):
    page = sign_in(gemeente).post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert sentence in page.content.decode()
    assert "Uw wachtwoord" not in page.content.decode()


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_inactive"]
)
def test_pages_of_the_entrance_speak_our_words(visitor, name):
    page = visitor.get(reverse(name)).content.decode()

    assert "<h1" in page
    assert "registreer" not in page
