"""Being invited: who may invite whom, what the link opens, and that it never takes over an account."""

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import mail
from leerlandschap.commons.models import AuditEvent, Letter, Ticket
from leerlandschap.network.flows import assignments, invitations
from leerlandschap.network.models import Invitation, Membership, Organisation, Person, User
from leerlandschap.network.roles import Role
from tests.factories import PASSWORD, make_account, make_organisation, make_person
from tests.letters import link_in, newest_letter

pytestmark = pytest.mark.django_db
NEWCOMER = "noor@populier.nl"


@pytest.fixture
def organisation():
    return make_organisation("De Populier")


def invite(organisation, *, by=None, role="", email=NEWCOMER) -> Invitation:
    return invitations.invite("Noor Visser", email, organisation, "gedragswetenschapper", role, by=by)


def link_for(email=NEWCOMER) -> str:
    return link_in(newest_letter(email))


def asked(organisation, **changed) -> dict:
    return {"name": "Noor Visser", "email": NEWCOMER, "organisation": organisation.pk, "role": ""} | changed


# --- inviting ---------------------------------------------------------------------------------------------------------


def test_an_organisatiebeheerder_invites_a_colleague(sign_in, beheerder_aanbieder, organisation):
    browser = sign_in(beheerder_aanbieder)

    response = browser.post(reverse("invitation-add"), asked(organisation), follow=True)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.organisation, invitation.made_by) == (
        NEWCOMER,
        organisation,
        beheerder_aanbieder,
    )
    assert "onderweg naar noor@populier.nl" in response.content.decode()
    assert link_for().startswith("/uitnodiging/")
    assert AuditEvent.objects.filter(code="invitation.sent").exists()


def test_the_mail_names_nobody_and_no_organisation(organisation, regio):
    invite(organisation, by=regio)

    message = mail.compose(newest_letter(NEWCOMER))

    for text in (message.subject, message.body):
        assert "Populier" not in text
        assert "Regio" not in text.replace("regiobureau", "")


def test_an_organisatiebeheerder_invites_for_no_other_organisation(sign_in, beheerder_aanbieder):
    other = make_organisation("Het Riet")

    response = sign_in(beheerder_aanbieder).post(reverse("invitation-add"), asked(other))

    assert response.status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", [Role.CLM, Role.REGIONAL_OFFICE, Role.ADMINISTRATOR, Role.POLICY, Role.EDITOR])
def test_an_organisatiebeheerder_gives_no_role_but_their_own(sign_in, beheerder_aanbieder, organisation, role):
    sign_in(beheerder_aanbieder).post(reverse("invitation-add"), asked(organisation, role=role.value))
    with pytest.raises(ValidationError):
        invite(organisation, by=beheerder_aanbieder, role=role)

    assert not Invitation.objects.exists()

    invite(organisation, by=beheerder_aanbieder, role=Role.ORGANISATION_ADMIN)
    assert Invitation.objects.get().role == Role.ORGANISATION_ADMIN


def test_clm_invites_for_any_organisation_but_gives_no_role_in_the_portal(clm, organisation):
    with pytest.raises(ValidationError):
        invite(organisation, by=clm, role=Role.CLM)

    assert invite(organisation, by=clm).organisation == organisation


def test_the_regional_office_gives_any_role(regio, organisation):
    assert invite(organisation, by=regio, role=Role.CLM).role == Role.CLM


@pytest.mark.parametrize("who", ["gemeente", "verwijzer", "redactie"])
def test_others_invite_nobody(sign_in, request, who, organisation):
    browser = sign_in(request.getfixturevalue(who))

    assert browser.get(reverse("invitation-add")).status_code == 403
    assert browser.post(reverse("invitation-add"), asked(organisation)).status_code == 403
    assert not Invitation.objects.exists()


def test_two_open_invitations_for_one_address_and_organisation_are_refused(organisation):
    invite(organisation)

    with pytest.raises(ValidationError, match="Er loopt al een uitnodiging"):
        invite(organisation)


def test_who_works_there_is_not_invited_again(organisation):
    make_account(NEWCOMER, organisation=organisation)

    with pytest.raises(ValidationError, match="werkt al bij"):
        invite(organisation)


def test_the_form_sent_twice_invites_once(sign_in, beheerder_aanbieder, organisation):
    browser = sign_in(beheerder_aanbieder)
    form = asked(organisation, once="k" * 32)

    first, second = (browser.post(reverse("invitation-add"), form) for _ in range(2))

    assert first.url == second.url
    assert Invitation.objects.count() == 1
    assert Letter.objects.filter(code="invitation.sent").count() == 1


def test_free_mail_and_a_slip_of_the_fingers_are_asked_about(sign_in, beheerder_aanbieder, organisation):
    Organisation.objects.update(mail_domain="populier.nl")
    browser = sign_in(beheerder_aanbieder)

    free = browser.post(reverse("invitation-add"), asked(organisation, email="noor@gmail.com"))
    slip = browser.post(reverse("invitation-add"), asked(organisation, email="noor@populeir.nl"))

    assert "werkadres" in free.content.decode()
    assert "Bedoel je @populier.nl?" in slip.content.decode()
    assert not Invitation.objects.exists()


# --- accepting --------------------------------------------------------------------------------------------------------


def test_a_newcomer_opens_an_account_and_is_signed_in(visitor, organisation):
    invite(organisation, role=Role.ORGANISATION_ADMIN)

    page = visitor.get(link_for())
    response = visitor.post(link_for(), {"password": PASSWORD})

    assert "De Populier" in page.content.decode()
    assert "Noor Visser" in page.content.decode()
    assert response.url == reverse("my-landscape")
    user = User.objects.get(email=NEWCOMER)
    assert user.person.name == "Noor Visser"
    assert EmailAddress.objects.get(user=user).verified
    assert Membership.objects.get(person=user.person).function == "gedragswetenschapper"
    assert user.roles_at(organisation) == {Role.ORGANISATION_ADMIN}
    assert visitor.get(reverse("my-landscape")).status_code == 200


def test_looking_at_the_link_changes_nothing(visitor, organisation):
    invite(organisation)
    link = link_for()

    for _ in range(3):
        assert visitor.get(link).status_code == 200
        assert visitor.head(link).status_code == 200

    assert not User.objects.exists()
    assert Ticket.objects.get().used_at is None


def test_a_weak_password_is_refused_with_the_rules(visitor, organisation):
    invite(organisation)

    response = visitor.post(link_for(), {"password": "kort"})

    assert response.status_code == 200
    assert "minstens 12 tekens" in response.content.decode()
    assert not User.objects.exists()


def test_a_password_is_kept_exactly_as_typed(visitor, organisation):
    invite(organisation)
    typed = "  een lang\u200e wachtwoord 27  "

    visitor.post(link_for(), {"password": typed})

    assert User.objects.get().check_password(typed)


def test_a_used_lapsed_revoked_or_unknown_link_says_what_to_do(visitor, organisation):
    used, revoked, lapsed = (invite(make_organisation(f"Aanbieder {n}")) for n in range(3))
    letters = list(Letter.objects.filter(code="invitation.sent").order_by("pk"))
    links = [link_in(letter) for letter in letters]
    visitor.post(links[0], {"password": PASSWORD})
    visitor.logout()
    invitations.revoke(revoked, by=None)

    def says(link, **method):
        response = visitor.post(link, {"password": PASSWORD}) if method else visitor.get(link)
        assert response.status_code == 410
        return response.content.decode()

    assert "al gebruikt" in says(links[0])
    assert "al gebruikt" in says(links[0], post=True)
    assert "ingetrokken" in says(links[1], post=True)
    assert "klopt niet" in says(reverse("invitation", args=["verzonnen"]))
    with time_machine.travel(timezone.now() + Invitation.LIFETIME):
        assert "verlopen" in says(links[2])
        assert "verlopen" in says(links[2], post=True)
    assert Membership.objects.count() == 1
    assert used.organisation == Membership.objects.get().organisation


def test_an_account_that_is_there_must_sign_in_first(visitor, organisation):
    member = make_account(NEWCOMER, organisation=make_organisation("Het Riet"))
    invite(organisation)

    page = visitor.get(link_for())
    posted = visitor.post(link_for(), {"password": "iets-heel-anders-2027"})

    assert reverse("account_login") in page.content.decode()
    assert posted.status_code == 200
    member.refresh_from_db()
    assert member.check_password(PASSWORD)
    assert Membership.objects.count() == 1
    assert not visitor.session.get("_auth_user_id")


def test_after_signing_in_the_account_also_works_for_the_other_organisation(sign_in, organisation):
    member = make_account(NEWCOMER, organisation=make_organisation("Het Riet"))
    invite(organisation)
    browser = sign_in(member)

    assert "Doe ook mee voor De Populier" in browser.get(link_for()).content.decode()
    response = browser.post(link_for())

    assert response.url == reverse("my-landscape")
    assert Membership.objects.filter(person=member.person).count() == 2
    assert browser.post(link_for()).status_code == 410


def test_somebody_signed_in_with_another_address_cannot_take_the_invitation(sign_in, gemeente, organisation):
    invite(organisation)
    browser = sign_in(gemeente)

    page = browser.post(link_for(), {"password": PASSWORD})

    assert "voor een ander adres" in page.content.decode()
    assert not Membership.objects.filter(organisation=organisation).exists()
    assert Invitation.objects.open().exists()


def test_a_person_without_an_account_keeps_who_they_are(visitor, organisation):
    person = make_person(NEWCOMER, name="Noor de Visser", organisation=organisation)
    invite(organisation)

    visitor.post(link_for(), {"password": PASSWORD})

    assert User.objects.get().person == person
    assert Person.objects.get(email=NEWCOMER).name == "Noor de Visser"
    assert Membership.objects.count() == 1


def test_an_account_that_was_closed_opens_again_with_a_new_password(visitor, organisation):
    member = make_account(NEWCOMER)
    User.objects.update(is_active=False)
    invite(organisation)

    visitor.post(link_for(), {"password": "iets-heel-anders-2027"})

    member.refresh_from_db()
    assert member.is_active
    assert member.check_password("iets-heel-anders-2027")
    assert member.access_epoch == 1


def test_somebody_elses_unconfirmed_claim_on_the_address_does_not_stand_in_the_way(visitor, gemeente, organisation):
    EmailAddress.objects.create(user=gemeente, email=NEWCOMER, verified=False, primary=False)
    invite(organisation)

    visitor.post(link_for(), {"password": PASSWORD})

    assert EmailAddress.objects.get(email=NEWCOMER, verified=True).user == User.objects.get(email=NEWCOMER)


def test_a_role_that_asks_a_second_factor_leads_to_setting_it_up(visitor, regio):
    invite(regio.person.memberships.get().organisation, by=regio, role=Role.CLM)

    response = visitor.post(link_for(), {"password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("mfa_activate_totp"))
    assert response.status_code == 200
    assert visitor.get(reverse("work")).status_code == 302


def test_a_promised_role_lapses_with_the_right_to_give_it(visitor, regio, organisation):
    other = make_account(organisation=make_organisation("Regiobureau"), role=Role.REGIONAL_OFFICE)
    invite(organisation, by=regio, role=Role.CLM)
    assignments.withdraw(regio.person.role_assignments.get(), by=other)

    visitor.post(link_for(), {"password": PASSWORD})

    user = User.objects.get(email=NEWCOMER)
    assert user.roles() == {Role.MEMBER}
    assert Membership.objects.filter(person=user.person, organisation=organisation).exists()


# --- afterwards -------------------------------------------------------------------------------------------------------


def test_a_renewed_invitation_has_one_link_that_works(sign_in, visitor, beheerder_aanbieder, organisation):
    invitation = invite(organisation, by=beheerder_aanbieder)
    old = link_for()

    sign_in(beheerder_aanbieder).post(reverse("invitation-renew", args=[invitation.ref]))

    assert visitor.get(old).status_code == 410
    assert visitor.get(link_for()).status_code == 200
    assert link_for() != old


def test_a_revoked_invitation_shows_as_such(sign_in, beheerder_aanbieder, organisation):
    invitation = invite(organisation, by=beheerder_aanbieder)
    browser = sign_in(beheerder_aanbieder)

    response = browser.post(reverse("invitation-revoke", args=[invitation.ref]), follow=True)

    assert "ingetrokken" in response.content.decode()
    assert not Invitation.objects.open().exists()


def test_what_waits_stands_above_what_is_settled(sign_in, beheerder_aanbieder, organisation):
    invitations.revoke(invite(organisation, by=beheerder_aanbieder), by=beheerder_aanbieder)
    invitations.invite("Jip Prins", "jip@populier.nl", organisation, "", "", by=beheerder_aanbieder)

    page = sign_in(beheerder_aanbieder).get(reverse("invitation-add")).content.decode()

    assert page.index("Jip Prins") < page.index("Aangenomen of ingetrokken") < page.index("Noor Visser")


def test_an_outsider_finds_no_invitation_of_another_organisation(sign_in, beheerder_aanbieder):
    invitation = invite(make_organisation("Het Riet"))
    browser = sign_in(beheerder_aanbieder)

    assert browser.post(reverse("invitation-revoke", args=[invitation.ref])).status_code == 404
    assert browser.post(reverse("invitation-renew", args=[invitation.ref])).status_code == 404
    assert "Noor" not in browser.get(reverse("invitation-add")).content.decode()
    assert Invitation.objects.open().exists()


@pytest.mark.parametrize("name", ["invitation-revoke", "invitation-renew"])
def test_nothing_changes_on_get(sign_in, beheerder_aanbieder, organisation, name):
    invitation = invite(organisation, by=beheerder_aanbieder)

    assert sign_in(beheerder_aanbieder).get(reverse(name, args=[invitation.ref])).status_code == 405


def test_the_first_account_comes_from_the_command_line(visitor):
    call_command("invite", "eerste@flevoland.nl", name="Eerste", organisation="Regiobureau", role=Role.REGIONAL_OFFICE)

    visitor.post(link_for("eerste@flevoland.nl"), {"password": PASSWORD})

    assert User.objects.get().roles() == {Role.MEMBER, Role.REGIONAL_OFFICE}
    with pytest.raises(CommandError):
        call_command("invite", "geen adres", name="X", organisation="Regiobureau")


@pytest.mark.parametrize("name", ["\x00", "x" * 1_000_000, "\u202enaam", "ё" * 130])
def test_odd_input_gets_a_sentence_or_is_made_harmless(sign_in, beheerder_aanbieder, organisation, name):
    response = sign_in(beheerder_aanbieder).post(reverse("invitation-add"), asked(organisation, name=name))

    assert response.status_code in {200, 302}
    assert not Invitation.objects.filter(name__contains="\u202e").exists()
