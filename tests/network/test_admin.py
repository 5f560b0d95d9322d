"""The administration: one door, for beheer, and nothing behind it can be changed."""

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from leerlandschap.commons import tickets
from leerlandschap.commons.admin import ReadOnlyAdmin
from leerlandschap.commons.models import AuditEvent, Letter
from leerlandschap.network.flows import invitations, requests
from leerlandschap.network.models import User
from leerlandschap.network.roles import Role
from tests.factories import make_account, make_organisation
from tests.letters import link_in, newest_letter

pytestmark = pytest.mark.django_db
INDEX = "/beheer/"


@pytest.fixture
def rows(regio):
    """Something on every page."""
    invitations.invite("Noor", "noor@populier.nl", make_organisation("De Populier"), by=regio)
    requests.ask(name="Sam", email="sam@populier.nl", organisation_name="De Populier", reason="geheime-reden")
    tickets.issue("feed", about=regio.person, lifetime=timezone.timedelta(days=1))


def pages() -> list[tuple[str, type]]:
    return [(f"admin:{model._meta.app_label}_{model._meta.model_name}", model) for model in admin.site._registry]


@pytest.mark.parametrize("who", ["gemeente", "redactie", "clm", "regio", "beheerder_aanbieder"])
def test_nobody_but_beheer_comes_in(sign_in, request, who):
    client = sign_in(request.getfixturevalue(who))

    for path in (INDEX, "/beheer/login/", "/beheer/network/user/", "/beheer/password_change/"):
        assert client.get(path).status_code == 403
        assert client.post(path, {"username": "beheer@voorbeeld.nl", "password": "x"}).status_code == 403


def test_a_visitor_is_led_to_the_portals_own_sign_in(visitor):
    for path in (INDEX, "/beheer/login/", "/beheer/network/user/"):
        assert visitor.get(path, follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))
        posted = visitor.post(path, {"username": "a", "password": "b"}, follow=True)
        assert posted.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_staff_without_the_role_and_the_role_without_staff_are_not_enough(sign_in):
    organisation = make_organisation("Regiobureau")
    only_staff = make_account(organisation=organisation)
    only_role = make_account(organisation=organisation, role=Role.ADMINISTRATOR)
    User.objects.filter(pk=only_staff.pk).update(is_staff=True, is_superuser=True)
    User.objects.filter(pk=only_role.pk).update(is_staff=False)

    assert [sign_in(user).get(INDEX).status_code for user in (only_staff, only_role)] == [403, 403]


def test_every_page_only_looks():
    assert len(admin.site._registry) >= 10
    assert all(isinstance(page, ReadOnlyAdmin) for page in admin.site._registry.values())


def test_beheer_reads_and_changes_nothing(sign_in, beheer, rows):
    client = sign_in(beheer)
    assert client.get(INDEX).status_code == 200

    for name, model in pages():
        assert client.get(reverse(f"{name}_changelist")).status_code == 200
        assert client.get(reverse(f"{name}_add")).status_code == 403
        if (row := model._default_manager.first()) is not None:
            change = reverse(f"{name}_change", args=[row.pk])
            assert client.get(change).status_code == 200
            assert client.post(change, {"name": "Anders"}).status_code == 403
            assert client.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
        bulk = {"action": "delete_selected", "_selected_action": ["1"], "post": "yes"}
        client.post(reverse(f"{name}_changelist"), bulk)
    assert AuditEvent.objects.exists()
    assert Letter.objects.exists()


def test_nothing_secret_stands_on_any_page(sign_in, beheer, rows):
    client = sign_in(beheer)
    letter = newest_letter("noor@populier.nl")
    secrets = [link_in(letter), letter.sealed, beheer.password, "geheime-reden"]
    texts = []
    for name, model in pages():
        texts.append(client.get(reverse(f"{name}_changelist")).content.decode())
        texts += [
            client.get(reverse(f"{name}_change", args=[row.pk])).content.decode()
            for row in model._default_manager.all()[:20]
        ]

    assert not [secret for secret in secrets for text in texts if secret in text]


def test_a_password_is_changed_where_the_portal_does_it(sign_in, beheer):
    assert sign_in(beheer).get("/beheer/password_change/").url == reverse("account_change_password")
