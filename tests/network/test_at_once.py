"""Two people at the same moment: one account an address, and somebody left who gives roles. Needs a database that lets two in."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from leerlandschap.commons.tickets import TicketRefused
from leerlandschap.network.flows import assignments, invitations, memberships
from leerlandschap.network.models import Membership, RoleAssignment, User
from leerlandschap.network.roles import Role
from tests.factories import PASSWORD, make_account, make_organisation
from tests.letters import letters_to, link_in

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.skipif("__import__('django').db.connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


def at_once(*deeds) -> list[str]:
    """Do each of them in a thread of its own, all begun together. Gives how each ended: done, or the refusal's kind."""
    start, ended = threading.Barrier(len(deeds)), [""] * len(deeds)

    def run(at, deed):
        start.wait()
        try:
            deed()
            ended[at] = "done"
        except (ValidationError, TicketRefused) as refused:
            ended[at] = type(refused).__name__
        except Exception as error:
            ended[at] = f"broke: {error}"
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ended)


def tokens_of(email: str) -> list[str]:
    return [link_in(letter).strip("/").split("/")[-1] for letter in letters_to(email)]


@pytest.mark.parametrize("round_number", range(5))
def test_one_invitation_accepted_twice_makes_one_account(round_number):
    invitation = invitations.invite("Noor", "noor@populier.nl", make_organisation("De Populier"), by=None)
    (token,) = tokens_of("noor@populier.nl")

    ended = at_once(*[lambda: invitations.accept(invitation, token=token, password=PASSWORD)] * 4)

    assert ended.count("done") == 1
    assert set(ended) <= {"done", "TicketRefused", "ValidationError"}
    assert (User.objects.count(), Membership.objects.count()) == (1, 1)


@pytest.mark.parametrize("round_number", range(5))
def test_two_invitations_accepted_at_once_make_one_account(round_number):
    both = [
        invitations.invite("Noor", "noor@populier.nl", make_organisation(name), by=None) for name in ("Een", "Twee")
    ]
    pairs = list(zip(both, tokens_of("noor@populier.nl"), strict=True))

    ended = at_once(
        *[lambda one=one, token=token: invitations.accept(one, token=token, password=PASSWORD) for one, token in pairs]
    )

    assert ended == ["ValidationError", "done"]
    assert User.objects.count() == 1


@pytest.mark.parametrize("round_number", range(5))
@pytest.mark.parametrize("how", ["withdraw", "end"])
def test_the_last_two_of_the_regional_office_cannot_send_each_other_away(round_number, how):
    office = make_organisation("Regiobureau")
    pair = [make_account(organisation=office, role=Role.REGIONAL_OFFICE) for _ in range(2)]

    def send_away(other, by):
        if how == "withdraw":
            assignments.withdraw(other.person.role_assignments.get(), by=by)
        else:
            memberships.end(other.person.memberships.get(), by=by)

    ended = at_once(lambda: send_away(pair[0], pair[1]), lambda: send_away(pair[1], pair[0]))

    assert ended == ["ValidationError", "done"]
    assert RoleAssignment.objects.filter(role=Role.REGIONAL_OFFICE, ended_on=None).count() == 1
