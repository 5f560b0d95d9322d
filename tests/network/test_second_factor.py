"""The second factor: whoever can reach much of the portal has no session without one, whichever way they come in."""

import json

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, TOTP
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail
from leerlandschap.commons.mail import deliver_due
from leerlandschap.commons.models import AuditEvent
from leerlandschap.network.flows import assignments
from leerlandschap.network.roles import Role
from tests.authenticator import code_from, code_of, wrong_code_for
from tests.factories import PASSWORD, make_account, make_organisation
from tests.letters import link_in, newest_letter

pytestmark = pytest.mark.django_db
WORK = "/werk/"


def with_password(user, *, password: str = PASSWORD) -> Client:
    """A browser in which `user` typed the address and the password."""
    client = Client()
    client.post(reverse("account_login"), {"login": user.email, "password": password})
    return client


def without_factor(user):
    Authenticator.objects.filter(user=user).delete()
    return user


def opens_work(client: Client) -> bool:
    return client.get(WORK).status_code == 200


def enrol(client: Client, *, password: str = PASSWORD):
    """Set up an authenticator app, the way its page asks."""
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("account_reauthenticate"), {"password": password})
    client.get(reverse("mfa_activate_totp"))
    return client.post(reverse("mfa_activate_totp"), {"code": code_from(client.session[SECRET_SESSION_KEY])})


# --- signing in -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["clm", "regio", "beheer"])
def test_a_password_alone_opens_nothing(request, who):
    user = request.getfixturevalue(who)

    client = with_password(user)

    for name in ("work", "my-landscape", "network", "admin:index"):
        assert client.get(reverse(name)).status_code == 302
    assert "_auth_user_id" not in client.session


def test_with_the_code_it_does(clm):
    client = with_password(clm)

    client.post(reverse("mfa_authenticate"), {"code": code_of(clm)})

    assert opens_work(client)


def test_the_same_code_is_refused_the_second_time(clm):
    with time_machine.travel(timezone.now(), tick=False):
        code = code_of(clm)
        first, second = with_password(clm), with_password(clm)
        first.post(reverse("mfa_authenticate"), {"code": code})
        second.post(reverse("mfa_authenticate"), {"code": code})

        assert opens_work(first)
        assert not opens_work(second)


def test_guessing_codes_stops_after_a_few(clm):
    client = with_password(clm)
    with time_machine.travel(timezone.now(), tick=False):
        for _ in range(6):
            client.post(reverse("mfa_authenticate"), {"code": wrong_code_for(clm)})
        client.post(reverse("mfa_authenticate"), {"code": code_of(clm)})

    assert not opens_work(client)


def test_a_recovery_code_works_once(clm):
    code = RecoveryCodes.activate(clm).get_unused_codes()[0]
    first, second = with_password(clm), with_password(clm)

    first.post(reverse("mfa_authenticate"), {"code": code})
    second.post(reverse("mfa_authenticate"), {"code": code})

    assert opens_work(first)
    assert not opens_work(second)


def test_a_new_password_by_mail_does_not_get_round_it(visitor, clm):
    visitor.post(reverse("account_reset_password"), {"email": clm.email})
    link = mail.compose(newest_letter(clm)).body.split("http://localhost:8000")[1].split()[0]
    page = visitor.get(link, follow=True)
    visitor.post(
        page.redirect_chain[-1][0], {"password1": "een-heel-ander-woord-9", "password2": "een-heel-ander-woord-9"}
    )

    assert not opens_work(visitor)
    again = with_password(clm, password="een-heel-ander-woord-9")
    assert not opens_work(again)
    again.post(reverse("mfa_authenticate"), {"code": code_of(clm)})
    assert opens_work(again)


def test_a_session_with_only_a_password_from_before_is_asked_for_the_factor(sign_in, clm):
    client = sign_in(clm, proved=False)

    response = client.get(WORK)
    assert response.url == f"{reverse('mfa_reauthenticate')}?next=%2Fwerk%2F"
    for name in ("mfa_index", "mfa_add_webauthn", "mfa_deactivate_totp", "account_reauthenticate", "account_email"):
        assert client.get(reverse(name)).url.startswith(reverse("mfa_reauthenticate"))

    client.post(response.url, {"code": wrong_code_for(clm)})
    assert not opens_work(client)
    assert client.post(response.url, {"code": code_of(clm)}).url == WORK
    assert opens_work(client)


def test_such_a_session_can_always_sign_out(sign_in, clm):
    client = sign_in(clm, proved=False)

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_a_proof_belongs_to_one_account(sign_in, clm, regio):
    client = sign_in(clm)
    client.force_login(regio)

    assert not opens_work(client)


# --- setting it up ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_who_has_none_is_led_to_setting_it_up_and_is_in_at_once(clm):
    client = with_password(without_factor(clm))
    assert client.get(WORK).url.startswith(reverse("mfa_activate_totp"))

    response = enrol(client)

    assert response.url == reverse("mfa_view_recovery_codes")
    assert client.get(response.url).status_code == 200
    assert opens_work(client)
    assert newest_letter(clm).code == "account.second_factor_added"


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_does_not_help_another_session_with_only_the_password(clm):
    without_factor(clm)
    intruder, client = with_password(clm), with_password(clm)
    intruder.get(reverse("mfa_activate_totp"))
    intruder.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    enrol(client)

    assert opens_work(client)
    assert not opens_work(intruder)
    assert intruder.get(reverse("mfa_add_webauthn")).url.startswith(reverse("mfa_reauthenticate"))
    assert intruder.get(reverse("mfa_view_recovery_codes")).url.startswith(reverse("mfa_reauthenticate"))


def test_setting_it_up_asks_for_the_password_first(clm):
    client = with_password(without_factor(clm))

    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    assert not Authenticator.objects.filter(user=clm).exists()


def test_a_role_given_later_asks_for_it_at_the_next_request(sign_in, regio):
    organisation = make_organisation("Regiobureau")
    colleague = make_account(organisation=organisation)
    client = sign_in(colleague)
    assert client.get(reverse("my-landscape")).status_code == 200

    assignments.assign(colleague.person, Role.CLM, by=regio)

    assert client.get(reverse("my-landscape")).url.startswith(reverse("mfa_activate_totp"))


def test_recovery_codes_alone_are_no_second_factor(sign_in, clm):
    without_factor(clm)
    RecoveryCodes.activate(clm)

    assert sign_in(clm).get(WORK).url.startswith(reverse("mfa_activate_totp"))


def test_taking_the_last_one_away_leads_back_to_setting_it_up(clm):
    client = with_password(clm)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        client.post(reverse("mfa_authenticate"), {"code": code_of(clm)})
        client.get(reverse("mfa_deactivate_totp"))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        clock.shift(60)
        client.post(reverse("mfa_deactivate_totp"))

        assert not Authenticator.objects.filter(user=clm).exists()
        assert client.get(WORK).url.startswith(reverse("mfa_activate_totp"))
        assert newest_letter(clm).code == "account.second_factor_removed"


def test_taking_a_passkey_away_leads_to_the_factor_that_is_left(sign_in, clm):
    passkey = Authenticator.objects.create(user=clm, type="webauthn", data={"name": "sleutel", "credential": {}})
    client = sign_in(clm)
    client.get(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert not Authenticator.objects.filter(pk=passkey.pk).exists()
    assert opens_work(client)
    assert not opens_work(with_password(clm))


def test_who_has_only_a_passkey_is_asked_for_that(sign_in, clm):
    without_factor(clm)
    Authenticator.objects.create(user=clm, type="webauthn", data={"name": "sleutel", "credential": {}})

    assert sign_in(clm, proved=False).get(WORK).url.startswith(reverse("mfa_reauthenticate_webauthn"))


@pytest.mark.parametrize("who", ["gemeente", "partner", "beheerder_aanbieder"])
def test_others_are_not_asked(sign_in, request, who):
    assert sign_in(request.getfixturevalue(who)).get(reverse("my-landscape")).status_code == 200


def test_the_page_says_why_it_is_asked(clm):
    client = with_password(without_factor(clm))

    page = client.get(WORK, follow=True).content.decode()

    assert "Stel daarom eerst een tweede stap in" in page


# --- losing it --------------------------------------------------------------------------------------------------------


def test_the_regional_office_helps_who_lost_the_phone(sign_in, regio, clm):
    working = sign_in(clm)
    assert opens_work(working)

    page = sign_in(regio).post(reverse("second-factor-reset", args=[clm.person.ref]), follow=True)

    assert "nieuwe tweede stap" in page.content.decode()
    assert not Authenticator.objects.filter(user=clm).exists()
    assert working.get(WORK).url.startswith(reverse("account_login"))
    assert with_password(clm).get(WORK).url.startswith(reverse("mfa_activate_totp"))
    assert newest_letter(clm).code == "account.second_factor_removed"
    assert AuditEvent.objects.filter(code="account.second_factor_reset", actor_id=regio.pk).exists()


@pytest.mark.parametrize("who", ["regio", "gemeente"])
def test_not_their_own_and_not_what_is_not_there(sign_in, request, regio, who):
    somebody = request.getfixturevalue(who)

    sign_in(regio).post(reverse("second-factor-reset", args=[somebody.person.ref]))

    assert Authenticator.objects.filter(user=regio).exists()
    assert not AuditEvent.objects.filter(code="account.second_factor_reset").exists()


# --- how it is kept ---------------------------------------------------------------------------------------------------


def test_secrets_and_recovery_codes_lie_sealed(clm):
    secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    without_factor(clm)
    TOTP.activate(clm, secret)
    seed = RecoveryCodes.generate_seed()
    RecoveryCodes.activate(clm)

    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator WHERE user_id = %s", [clm.pk])
        stored = json.dumps([row[0] for row in cursor.fetchall()])

    assert secret not in stored
    assert len(seed) == 80
    assert stored.count("1:") >= 2
    assert len(RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()) == 10


def test_its_mails_go_through_the_ledger(clm, mailoutbox):
    client = with_password(clm)
    with time_machine.travel(timezone.now(), tick=False):
        client.post(reverse("mfa_authenticate"), {"code": code_of(clm)})
        client.get(reverse("mfa_generate_recovery_codes"))
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))

    letter = newest_letter(clm)
    assert letter.code == "account.second_factor_removed"
    assert link_in(letter) == reverse("mfa_index")
    assert not mailoutbox
    deliver_due(timezone.now())
    assert mailoutbox[-1].to == [clm.email]
