"""Leaving an organisation: access ends at once, and what was owned passes on in the same transaction."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import registry, tickets
from leerlandschap.commons.models import AuditEvent
from leerlandschap.network.flows import accounts, invitations, memberships
from leerlandschap.network.models import Invitation, Membership, RoleAssignment
from leerlandschap.network.roles import Role
from tests.factories import make_account, make_membership, make_organisation, make_role
from tests.letters import newest_letter

pytestmark = pytest.mark.django_db


def membership_of(user) -> Membership:
    return user.person.memberships.running(timezone.localdate()).get()


@pytest.fixture
def passed_on(monkeypatch):
    """What the registry's functions were called with."""
    seen = []

    def chairs(person, organisation, *, successor, by):
        seen.append((person, organisation, successor, by))

    chairs.foresee = lambda person, organisation: ["2 stoelen gaan over."]
    monkeypatch.setattr(registry.handover, "_entries", [chairs])
    return seen


def test_the_last_membership_takes_the_account_along(sign_in, aanbieder, beheerder_aanbieder):
    browser = sign_in(aanbieder)
    assert browser.get(reverse("my-landscape")).status_code == 200

    memberships.end(membership_of(aanbieder), by=beheerder_aanbieder)

    assert browser.get(reverse("my-landscape")).status_code == 302
    aanbieder.refresh_from_db()
    assert (aanbieder.is_active, aanbieder.access_epoch) == (False, 1)
    assert AuditEvent.objects.filter(code="membership.ended", actor_id=beheerder_aanbieder.pk).exists()
    assert newest_letter("aanbieder@voorbeeld.nl").code == "membership.ended"


def test_who_works_elsewhere_too_keeps_the_account(sign_in, aanbieder, regio):
    make_membership(aanbieder.person, make_organisation("Het Riet"))
    here = aanbieder.person.memberships.get(organisation__name="De Populier")

    memberships.end(here, by=regio)

    assert sign_in(aanbieder).get(reverse("my-landscape")).status_code == 200


def test_roles_there_end_with_it_at_the_next_request(sign_in, beheerder_aanbieder, regio):
    make_membership(beheerder_aanbieder.person, make_organisation("Het Riet"))
    browser = sign_in(beheerder_aanbieder)
    assert browser.get(reverse("invitation-add")).status_code == 200

    memberships.end(beheerder_aanbieder.person.memberships.get(organisation__name="De Populier"), by=regio)

    assert browser.get(reverse("invitation-add")).status_code == 403


def test_leaving_the_regional_office_ends_roles_in_the_whole_portal(clm, regio):
    make_membership(clm.person, make_organisation("Het Riet"))

    memberships.end(clm.person.memberships.get(organisation__name="Regiobureau"), by=regio)

    assert not RoleAssignment.objects.running(timezone.localdate()).filter(person=clm.person).exists()


def test_leaving_another_organisation_leaves_those_alone(clm, regio):
    elsewhere = make_membership(clm.person, make_organisation("Het Riet"))

    memberships.end(elsewhere, by=regio)

    assert clm.person.has_role(Role.CLM, None, timezone.localdate())


def test_what_was_owned_passes_on_to_the_successor(passed_on, sign_in, aanbieder, beheerder_aanbieder):
    membership = membership_of(aanbieder)
    url = reverse("membership-end", args=[membership.organisation.ref, aanbieder.person.ref])
    browser = sign_in(beheerder_aanbieder)

    page = browser.get(url).content.decode()
    browser.post(url, {"successor": beheerder_aanbieder.person.pk})

    assert "2 stoelen gaan over." in page
    assert "Het account wordt gesloten" in page
    assert passed_on == [(aanbieder.person, membership.organisation, beheerder_aanbieder.person, beheerder_aanbieder)]


def test_when_passing_on_fails_nothing_has_happened(monkeypatch, aanbieder, regio):
    def fails(person, organisation, *, successor, by):
        raise RuntimeError("no")

    monkeypatch.setattr(registry.handover, "_entries", [fails])
    with pytest.raises(RuntimeError):
        memberships.end(membership_of(aanbieder), by=regio)

    aanbieder.refresh_from_db()
    assert aanbieder.is_active
    assert membership_of(aanbieder)
    assert not AuditEvent.objects.filter(code="membership.ended").exists()


def test_an_outsider_is_no_successor(passed_on, aanbieder, gemeente, regio):
    with pytest.raises(ValidationError):
        memberships.end(membership_of(aanbieder), by=regio, successor=gemeente.person)

    assert not passed_on


def test_links_and_open_invitations_close(visitor, beheerder_aanbieder, regio):
    organisation = membership_of(beheerder_aanbieder).organisation
    invitations.invite("Noor", "noor@populier.nl", organisation, by=beheerder_aanbieder)
    link = newest_letter("noor@populier.nl").content()["path"]
    feed = tickets.issue("feed", about=beheerder_aanbieder.person, lifetime=Invitation.LIFETIME, many=True)

    memberships.end(membership_of(beheerder_aanbieder), by=regio)

    assert visitor.get(link).status_code == 410
    with pytest.raises(tickets.TicketRefused):
        tickets.look("feed", feed)


def test_leaving_twice_is_refused(aanbieder, regio):
    membership = membership_of(aanbieder)
    memberships.end(membership, by=regio)

    with pytest.raises(ValidationError):
        memberships.end(membership, by=regio)
    assert AuditEvent.objects.filter(code="membership.ended").count() == 1


def test_the_last_of_the_regional_office_stays(sign_in, regio):
    url = reverse("membership-end", args=[membership_of(regio).organisation.ref, regio.person.ref])

    response = sign_in(regio).post(url)

    assert "laatste met de rol regiobureau" in response.content.decode()
    regio.refresh_from_db()
    assert regio.is_active


@pytest.mark.parametrize(
    ("who", "status"), [("gemeente", 404), ("aanbieder2", 404), ("aanbieder", 403), ("clm", 403), ("redactie", 404)]
)
def test_only_organisatiebeheerder_and_regional_office_end_a_membership(
    sign_in, request, beheerder_aanbieder, who, status
):
    membership = membership_of(beheerder_aanbieder)
    url = reverse("membership-end", args=[membership.organisation.ref, beheerder_aanbieder.person.ref])

    assert sign_in(request.getfixturevalue(who)).post(url).status_code == status
    membership.refresh_from_db()
    assert membership.ended_on is None


def test_the_page_only_looks(sign_in, aanbieder, beheerder_aanbieder):
    membership = membership_of(aanbieder)
    url = reverse("membership-end", args=[membership.organisation.ref, aanbieder.person.ref])

    assert sign_in(beheerder_aanbieder).get(url).status_code == 200
    membership.refresh_from_db()
    assert membership.ended_on is None


def test_every_session_of_an_account_can_be_ended(sign_in, gemeente):
    browsers = [sign_in(gemeente), sign_in(gemeente)]

    accounts.end_sessions(gemeente)

    assert [browser.get(reverse("my-landscape")).status_code for browser in browsers] == [302, 302]


def test_a_closed_account_does_not_sign_in(visitor, aanbieder, regio):
    memberships.end(membership_of(aanbieder), by=regio)

    visitor.post(reverse("account_login"), {"login": aanbieder.email, "password": "een-lang-wachtwoord-27"})

    assert visitor.get(reverse("my-landscape")).status_code == 302


def test_a_second_local_role_elsewhere_stays(beheerder_aanbieder, regio):
    riet = make_organisation("Het Riet")
    make_membership(beheerder_aanbieder.person, riet)
    make_role(beheerder_aanbieder.person, Role.ORGANISATION_ADMIN, organisation=riet)

    memberships.end(beheerder_aanbieder.person.memberships.get(organisation__name="De Populier"), by=regio)

    held = RoleAssignment.objects.running(timezone.localdate()).filter(person=beheerder_aanbieder.person)
    assert [role.organisation for role in held] == [riet]


def test_an_account_made_by_hand_has_no_membership_to_end():
    assert not make_account().person.memberships.exists()
