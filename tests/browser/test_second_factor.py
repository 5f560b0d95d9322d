"""A newcomer with a role that asks a second factor, in a real browser: invitation, passkey, and in again with it."""

import pytest
from django.urls import reverse

from leerlandschap.network.flows import invitations
from leerlandschap.network.roles import Role
from tests.letters import link_in, newest_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEWCOMER = "nieuw.clm@proefpolder.nl"
PASSWORD = "een-lang-wachtwoord-27"


def with_a_phone(page):
    """Give the browser an authenticator with a fingerprint, as a phone or laptop has."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page


def sign_out(page) -> None:
    """Sign out, and stand on the page to sign in again."""
    page.get_by_text("Mijn account").first.click()
    page.get_by_role("button", name="Uitloggen").first.click()
    page.wait_for_load_state()
    page.goto(reverse("account_login"))


def test_from_invitation_to_signing_in_with_a_passkey(stage, desk):
    regio = stage.accounts["regio"]
    office = regio.person.memberships.first().organisation
    invitations.invite("Nieuw Contact", NEWCOMER, office, role=Role.CLM, by=regio)
    page = with_a_phone(desk.open())

    page.goto(link_in(newest_letter(NEWCOMER)))
    page.get_by_label("Kies een wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Open je account").click()
    page.wait_for_url(f"**{reverse('mfa_activate_totp')}*")
    assert "tweede stap" in page.inner_text("#berichten")

    page.goto(reverse("work"))
    page.wait_for_url(f"**{reverse('mfa_activate_totp')}*")
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Wachtwoordloos").check()
    page.locator("main").get_by_role("button", name="Voeg toe").click()
    page.wait_for_url(f"**{reverse('mfa_view_recovery_codes')}*")
    assert page.goto(reverse("work")).status == 200
    assert page.url.endswith(reverse("work"))

    sign_out(page)
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url(f"**{reverse('my-landscape')}")
    assert page.goto(reverse("work")).status == 200

    sign_out(page)
    page.get_by_label("E-mailadres").fill(NEWCOMER)
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"**{reverse('mfa_authenticate')}*")
    page.get_by_role("button", name="Gebruik een passkey of beveiligingssleutel").click()
    page.wait_for_url(f"**{reverse('my-landscape')}")
    assert page.goto(reverse("work")).status == 200
    assert not page.console.heard()
