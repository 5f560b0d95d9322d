"""The account of a session: found with its person and roles in one question, and gone as soon as it may not be there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlandschap.network.backend import AccountBackend
from leerlandschap.network.models import Person, RoleAssignment
from leerlandschap.network.roles import Role
from tests.factories import make_account, make_organisation, make_role

pytestmark = pytest.mark.django_db


def test_person_and_roles_come_in_one_question(django_assert_num_queries):
    organisation = make_organisation()
    account = make_account(organisation=organisation, role=Role.CLM)
    make_role(account.person, Role.ORGANISATION_ADMIN, organisation=organisation)
    ended = make_role(account.person, Role.EDITOR)
    RoleAssignment.objects.filter(pk=ended.pk).update(ended_on=timezone.localdate())

    with django_assert_num_queries(1):
        found = AccountBackend().get_user(account.pk)
        assert found.person.name == account.person.name
        assert found.roles() == {Role.MEMBER, Role.CLM}
        assert found.roles_at(organisation) == {Role.ORGANISATION_ADMIN}


def test_an_account_without_roles_or_person_is_found_too():
    account = make_account()
    assert AccountBackend().get_user(account.pk).roles() == {Role.MEMBER}

    Person.objects.all().delete()
    assert AccountBackend().get_user(account.pk) == account


def test_a_withdrawn_role_is_gone_at_the_next_request(sign_in, redactie):
    browser = sign_in(redactie)
    assert browser.get(reverse("work")).status_code == 200

    RoleAssignment.objects.filter(person__user=redactie).update(ended_on=timezone.localdate())

    assert browser.get(reverse("work")).status_code == 403


def test_an_account_that_is_switched_off_is_out_at_the_next_request(sign_in, gemeente):
    browser = sign_in(gemeente)
    assert browser.get(reverse("my-landscape")).status_code == 200

    gemeente.is_active = False
    gemeente.save()

    assert browser.get(reverse("my-landscape")).status_code == 302
