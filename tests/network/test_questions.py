"""What somebody may see, asked with SQL that was written once for their roles: the same answer as the ORM's, for everybody."""

import pytest
from django.contrib.auth.models import AnonymousUser

from leerlandschap.network.models import User
from leerlandschap.network.questions import QuestionOf
from leerlandschap.network.roles import Role
from tables.models import Openness, Seat, Table
from tests.factories import make_account, make_organisation, make_role, make_seat, make_table

pytestmark = pytest.mark.django_db

TABLES = QuestionOf(lambda user: Table.objects.visible_to(user).order_by("pk"))
SEATS = QuestionOf(lambda user, table: Seat.objects.at(table).visible_to(user).order_by("pk"), -1)


@pytest.fixture
def closed() -> Table:
    make_table("Voor iedereen")
    make_table("Voor het netwerk", openness=Openness.NETWORK)
    return make_table("Achter gesloten deuren", openness=Openness.CLOSED)


def fresh(account: User) -> User:
    """As the next request finds the account."""
    return User.objects.get(pk=account.pk)


def everybody(closed: Table) -> list:
    """A visitor, two members of whom one sits at the closed table, and an account in each role."""
    member, seated = make_account(), make_account()
    make_seat(closed, seated.person)
    organisation = make_organisation()
    return [AnonymousUser(), member, seated, *(make_account(role=role, organisation=organisation) for role in MORE)]


MORE = [role for role in Role if role not in {Role.MEMBER, Role.CHAIR, Role.FACILITATOR}]


def test_everybody_sees_what_the_orm_says_they_may(closed):
    people = everybody(closed)

    for _round in range(2):
        for user in people:
            assert TABLES.ask(user) == list(Table.objects.visible_to(user).order_by("pk"))


def test_the_chairs_somebody_sees_are_those_of_their_own_table_and_nobody_elses(closed):
    member, seated = make_account(), make_account()
    own = make_seat(closed, seated.person)

    assert SEATS.ask(seated, closed.pk) == [own]
    assert SEATS.ask(member, closed.pk) == []
    assert SEATS.ask(AnonymousUser(), closed.pk) == []


def test_a_role_that_was_given_or_taken_counts_at_once(closed):
    account = make_account()
    assert closed not in TABLES.ask(fresh(account))

    assignment = make_role(account.person, Role.REGIONAL_OFFICE)
    assert closed in TABLES.ask(fresh(account))

    assignment.delete()
    assert closed not in TABLES.ask(fresh(account))


def test_what_depends_on_more_than_roles_and_the_account_fails_at_once():
    about_oneself = QuestionOf(lambda user: Seat.objects.filter(person=user.person))

    with pytest.raises(User.person.RelatedObjectDoesNotExist):
        about_oneself.ask(make_account())
