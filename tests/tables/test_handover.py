"""When somebody leaves an organisation: what they held at tables passes on, in the same transaction."""

import pytest

from leerlandschap.commons.models import AuditEvent
from leerlandschap.network.flows import memberships
from leerlandschap.network.models import Membership, Person
from tables.flows import seats, signups
from tables.models import Involvement, Landing, Openness, Seat, Table
from tests.factories import (
    make_insight,
    make_landing,
    make_membership,
    make_organisation,
    make_person,
    make_table,
)
from tests.letters import newest_letter

pytestmark = pytest.mark.django_db


def seated(table, person, organisation):
    by = None
    return signups.seat_directly(table, person, organisation=organisation, involvement=Involvement.MEMBER, by=by)


@pytest.fixture
def leaver(gemeente) -> Person:
    return gemeente.person


def leave(person, successor=None):
    memberships.end(Membership.objects.get(person=person, ended_on=None), successor=successor, by=None)


def test_a_chair_comes_free_for_who_waits_longest(leaver):
    table, organisation = make_table(chairs=1), leaver.memberships.get().organisation
    seat = seated(table, leaver, organisation)
    waiting = signups.take_chair(table, make_person(), organisation=None, involvement=Involvement.MEMBER, by=None)

    leave(leaver)

    assert Seat.objects.get(pk=seat.pk).state == Seat.State.ENDED
    assert Seat.objects.get(pk=waiting.pk).state == Seat.State.OFFERED
    table.refresh_from_db()
    assert (table.taken, table.waiting) == (1, 0)


def test_a_confirmed_chair_goes_to_the_successor(leaver):
    table, organisation = make_table(chairs=1), leaver.memberships.get().organisation
    seated(table, leaver, organisation)
    waiting = signups.take_chair(table, make_person(), organisation=None, involvement=Involvement.MEMBER, by=None)
    successor = make_person(organisation=organisation)

    leave(leaver, successor)

    heir = Seat.objects.get(person=successor)
    assert (heir.state, heir.organisation, heir.perspective) == (Seat.State.ACCEPTED, organisation, "municipality")
    assert Seat.objects.get(pk=waiting.pk).waits()
    assert newest_letter(successor).code == "seat.accepted"


def test_a_successor_who_sits_there_already_gets_no_second_chair(leaver):
    table, organisation = make_table(), leaver.memberships.get().organisation
    successor = make_person(organisation=organisation)
    seated(table, leaver, organisation)
    seated(table, successor, organisation)

    leave(leaver, successor)

    assert Seat.objects.accepted().get().person == successor
    table.refresh_from_db()
    assert table.taken == 1


def test_a_chair_held_for_another_organisation_stays(leaver):
    other = make_organisation("Elders")
    make_membership(leaver, other)
    seat = seated(make_table(), leaver, other)

    memberships.end(Membership.objects.exclude(organisation=other).get(person=leaver), by=None)

    assert Seat.objects.get(pk=seat.pk).state == Seat.State.ACCEPTED


def test_a_table_is_not_led_by_somebody_who_left(leaver):
    successor = make_person(organisation=leaver.memberships.get().organisation)
    table = make_table("Crisis", chair=leaver, clm_contact=leaver)
    version = table.version

    leave(leaver, successor)

    table.refresh_from_db()
    assert (table.chair, table.clm_contact, table.version) == (successor, successor, version + 1)
    assert AuditEvent.objects.get(code="table.lead_passed_on").details["leads"] == ["chair", "clm_contact"]


def test_without_a_successor_the_lead_is_open_for_the_region_to_fill(leaver):
    make_table(chair=leaver)

    leave(leaver)

    assert Table.objects.get().chair is None


def test_landings_under_way_pass_on_and_what_has_landed_stays_as_it_was(leaver, clm):
    organisation, insight = leaver.memberships.get().organisation, make_insight(make_table(clm_contact=clm.person))
    successor = make_person(organisation=organisation)
    open_one, landed = (make_landing(insight, owner=leaver, organisation=organisation) for _ in range(2))
    Landing.objects.filter(pk=landed.pk).update(state="seen")
    assert "1 landing die nog loopt gaat naar de opvolger" in " ".join(memberships.foresee(leaver.memberships.get()))

    leave(leaver, successor)

    open_one.refresh_from_db()
    landed.refresh_from_db()
    assert (open_one.owner, open_one.organisation, landed.owner) == (successor, organisation, leaver)
    assert AuditEvent.objects.filter(code="landing.inherited").count() == 1
    # Without a successor or an organisatiebeheerder the contactpersoon CLM sees to it.
    leave(successor)
    open_one.refresh_from_db()
    assert open_one.owner == clm.person


def test_who_gives_a_chair_back_sees_to_nothing_there_any_more(leaver, clm):
    table, organisation = make_table(clm_contact=clm.person), leaver.memberships.get().organisation
    seat = seated(table, leaver, organisation)
    landing = make_landing(make_insight(table), owner=leaver, organisation=organisation)

    seats.withdraw(seat, by=None)

    landing.refresh_from_db()
    assert landing.owner == clm.person


def test_who_is_about_to_end_it_reads_what_will_happen(leaver):
    organisation = leaver.memberships.get().organisation
    seated(make_table("Crisis"), leaver, organisation)
    make_table("Logeren", chair=leaver)

    sentences = " ".join(memberships.foresee(leaver.memberships.get()))

    assert "De stoel bij Crisis gaat naar de opvolger" in sentences
    assert "leidt dan niet meer: Logeren" in sentences


def test_with_the_last_organisation_a_chair_that_was_for_none_comes_free_too(leaver):
    table = make_table(chairs=1)
    seat = signups.take_chair(table, leaver, organisation=None, involvement=Involvement.MEMBER, by=None)
    waiting = signups.take_chair(table, make_person(), organisation=None, involvement=Involvement.MEMBER, by=None)

    leave(leaver)

    states = [Seat.objects.get(pk=one.pk).state for one in (seat, waiting)]
    assert states == [Seat.State.ENDED, Seat.State.OFFERED]


def test_who_is_about_to_end_it_does_not_read_at_which_closed_table_a_colleague_sits(leaver):
    organisation = leaver.memberships.get().organisation
    table = make_table("Gevoelig", openness=Openness.CLOSED, chair=leaver)
    seated(table, leaver, organisation)

    will = " ".join(memberships.foresee(Membership.objects.get(person=leaver)))

    assert "een besloten overleg" in will
    assert "Gevoelig" not in will
